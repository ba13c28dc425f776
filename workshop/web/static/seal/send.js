import{I as a}from"./part-2ODYAXT7.js";export{a as keepWaiting};
