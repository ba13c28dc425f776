import{H as a,I as b}from"./part-65EP56T6.js";export{a as keepWaiting,b as ready};
