import{K as a,L as b}from"./part-C46KSFTL.js";export{b as keepWaiting,a as openForm};
