import{H as a}from"./part-T7ITIDNU.js";export{a as keepWaiting};
