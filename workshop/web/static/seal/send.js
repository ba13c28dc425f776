import{K as a,L as b}from"./part-SURSV52Y.js";export{b as keepWaiting,a as openForm};
