import{I as a}from"./part-7PY5MWNL.js";export{a as keepWaiting};
