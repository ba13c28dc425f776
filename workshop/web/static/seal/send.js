import{K as a,L as b}from"./part-PMFJZRJB.js";export{b as keepWaiting,a as openForm};
