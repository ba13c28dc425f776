import{K as a,L as b}from"./part-SZQR2UVF.js";export{b as keepWaiting,a as openForm};
