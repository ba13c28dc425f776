// The data of a sealed report, as vault/phrasebox.py writes it; docs/sealed-report.md has every byte of it.

import { openSecret, same, scryptAsync, sha256 } from "./crypto.js";
import { inflated } from "./inflate.js";
import { unpad } from "./sealing.js";

const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 };
const FORM = new RegExp('^(\\{"format":"workshop-sealed-report","version":1,"kdf":\\{"name":"scrypt","n":131072,"r":8,'
  + '"p":1,"salt":"([0-9a-f]{32})"\\},"box":"([0-9A-Za-z+/]+=*)"),"sum":"([0-9a-f]{64})"\\}$');
// What Python calls a blank.
const BLANKS = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

export class Damaged extends Error {}

// The text that a passphrase opens in such data; null where it is another's.
export async function opened(text, typed) {
  const [, covered, salt, box, sum] = FORM.exec(text) ?? [];
  if (!covered || !same(sha256(new TextEncoder().encode(covered)), unhex(sum))) throw new Damaged();
  const key = await scryptAsync(new TextEncoder().encode(phrase(typed)), unhex(salt), SCRYPT);
  const bytes = Uint8Array.from(atob(box), (sign) => sign.charCodeAt(0));
  const padded = openSecret(bytes, new Uint8Array(24), key);
  return padded && new TextDecoder().decode(inflated(unpad(padded)));
}

// The same however a keyboard composed the signs and however wide the gaps are.
export function phrase(typed) {
  return typed.normalize("NFKC").split(BLANKS).filter(Boolean).join(" ");
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
}
