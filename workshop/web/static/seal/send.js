import{H as a}from"./part-B7QVHUQD.js";export{a as keepWaiting};
