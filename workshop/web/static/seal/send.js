import{H as a,I as b}from"./part-FLUQTSML.js";export{b as keepWaiting,a as openForm};
