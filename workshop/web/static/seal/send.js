import{H as a,I as b}from"./part-UD62OBP6.js";export{a as keepWaiting,b as ready};
