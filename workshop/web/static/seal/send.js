import{I as a}from"./part-LVQVA4VD.js";export{a as keepWaiting};
