import{I as a,J as b}from"./part-MRVCIQUI.js";export{b as keepWaiting,a as openForm};
