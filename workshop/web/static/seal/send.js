import{K as a,L as b}from"./part-VR4MN42F.js";export{b as keepWaiting,a as openForm};
