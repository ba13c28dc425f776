import{K as a}from"./part-U2LUQLM6.js";export{a as keepWaiting};
