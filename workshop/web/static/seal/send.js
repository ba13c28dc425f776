import{I as a,J as b}from"./part-7X6NZSWO.js";export{b as keepWaiting,a as openForm};
