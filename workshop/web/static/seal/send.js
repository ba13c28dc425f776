import{I as a}from"./part-3QBKJ4TN.js";export{a as keepWaiting};
