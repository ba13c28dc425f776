// A sealed file keeps its script and its style deflated, for its size: its policy names the hash of each, so
// that what comes out runs as it was built, or not at all.

import { inflated, raw } from "./inflate.js";

const packed = inflated(raw(document.getElementById("packed").textContent));
for (const [name, text] of Object.entries(JSON.parse(new TextDecoder().decode(packed)))) {
  const element = document.createElement(name);
  element.textContent = text;
  document.head.append(element);
}
