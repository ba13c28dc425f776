import{I as a}from"./part-VTJNBWTO.js";export{a as keepWaiting};
