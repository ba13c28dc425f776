import{H as a}from"./part-VL7UQQWC.js";export{a as keepWaiting};
