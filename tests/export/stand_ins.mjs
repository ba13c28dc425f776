// Lets node load browser/src as it is: style sheets as text, and stand-ins for the packages that a build brings.

import { register } from "node:module";

const HOOKS = `
import { readFile } from "node:fs/promises";

const STAND_INS = {
  "@noble/hashes/sha2.js": "import { createHash } from 'node:crypto';" +
    "export const sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());",
  "@noble/hashes/blake2.js": "export const blake2b = undefined;",
  tweetnacl: "export default { box: {} };",
};

export async function resolve(specifier, context, next) {
  if (specifier in STAND_INS) return { url: "stand-in:" + specifier, format: "module", shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (url.startsWith("stand-in:")) {
    return { format: "module", source: STAND_INS[url.slice(9)], shortCircuit: true };
  }
  if (url.endsWith(".css")) {
    const text = await readFile(new URL(url), "utf-8");
    return { format: "module", source: "export default " + JSON.stringify(text), shortCircuit: true };
  }
  if (url.includes("/browser/src/")) {
    return { format: "module", source: await readFile(new URL(url), "utf-8"), shortCircuit: true };
  }
  return next(url, context);
}
`;
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
