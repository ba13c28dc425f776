import{I as a,J as b}from"./part-76377OV5.js";export{b as keepWaiting,a as openForm};
