// A sealed report in any browser, without a network: opened by its passphrase.

import { Damaged, opened } from "./phrasebox.js";
import { Refused, data, shell, texts } from "./shell.js";

// All that a report is made of. What else might stand in one is left out: no address, no script, no style.
const ELEMENTS = new Set(["header", "section", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "table",
  "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "strong", "b", "span", "bdi", "svg", "g", "rect",
  "path", "circle", "line"]);
const ATTRIBUTES = new Set(["class", "dir", "lang", "scope", "colspan", "aria-hidden", "viewBox", "preserveAspectRatio", "width",
  "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "d", "fill-opacity"]);

shell(async (typed) => {
  const text = await opened(data(), typed).catch((error) => {
    throw error instanceof Damaged ? new Refused(texts.damaged) : error;
  });
  if (text === null) throw new Refused(texts.nothing);
  return text;
}, (place, text) => {
  // A document of its own: nothing in it runs or loads.
  const report = new DOMParser().parseFromString(text, "text/html");
  place.append(...copies(report.querySelector("main")));
});

function copies(from) {
  return [...from.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (!ELEMENTS.has(node.localName)) return [];
    const copy = document.createElementNS(node.namespaceURI, node.localName);
    for (const { name, value } of node.attributes) if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
    copy.append(...copies(node));
    return [copy];
  });
}
