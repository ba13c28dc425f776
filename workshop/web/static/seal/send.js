import{H as a}from"./part-22S3YL3T.js";export{a as keepWaiting};
