import{I as a}from"./part-4MLTGA55.js";export{a as keepWaiting};
