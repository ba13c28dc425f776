import{I as a}from"./part-SURO6223.js";export{a as keepWaiting};
