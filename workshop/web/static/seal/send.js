import{K as a}from"./part-7RO32D7D.js";export{a as keepWaiting};
