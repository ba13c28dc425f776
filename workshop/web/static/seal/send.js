import{I as a}from"./part-OVFT7V7K.js";export{a as keepWaiting};
