import{K as a,L as b}from"./part-AMYFAB3Z.js";export{b as keepWaiting,a as openForm};
