import{K as a,L as b}from"./part-GETP24HA.js";export{b as keepWaiting,a as openForm};
