import{K as a,L as b}from"./part-5E22ZK6E.js";export{b as keepWaiting,a as openForm};
