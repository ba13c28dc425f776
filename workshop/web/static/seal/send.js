import{H as a,I as b}from"./part-4BOJ2C7I.js";export{a as keepWaiting,b as ready};
