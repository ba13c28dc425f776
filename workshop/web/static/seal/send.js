import{K as a,L as b}from"./part-CLNLFBTS.js";export{b as keepWaiting,a as openForm};
