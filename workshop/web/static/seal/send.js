import{H as a,I as b}from"./part-VYYJ3NMP.js";export{a as keepWaiting,b as ready};
