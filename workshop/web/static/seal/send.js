import{K as a,L as b}from"./part-J2QJR6P7.js";export{b as keepWaiting,a as openForm};
