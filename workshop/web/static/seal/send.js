import{I as a,J as b}from"./part-5ERPEMYE.js";export{b as keepWaiting,a as openForm};
