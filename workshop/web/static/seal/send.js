import{K as a,L as b}from"./part-WNXB6N2Z.js";export{b as keepWaiting,a as openForm};
