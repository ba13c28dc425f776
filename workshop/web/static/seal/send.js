import{I as a,J as b}from"./part-QYEZYUSG.js";export{b as keepWaiting,a as openForm};
