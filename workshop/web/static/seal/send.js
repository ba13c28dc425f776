import{K as a}from"./part-3E7EJTZS.js";export{a as keepWaiting};
