import{I as a,J as b}from"./part-TUYGQTRU.js";export{b as keepWaiting,a as openForm};
