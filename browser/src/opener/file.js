// The data of a sealed file, as vault/sealedplan.py writes it; docs/sealed-plan.md has every byte of it.

import { derived } from "../code.js";
import { hmac, joined, openSecret, same, sha256 } from "./crypto.js";
import { inflated, raw } from "./inflate.js";
import { open, unpad, unpacked } from "./sealing.js";

const KEY = 32;
const NEWLINE = 10;
const BOX = 48;
const FIXED = '{"format":"workshop-sealed-plan","version":2,"kdf":{"name":"scrypt","n":32768,"r":8,"p":1,"salt":"';

// What a field is where a file says nothing else.
const USUAL = { many: false, rows: [], columns: [], leaves: ["full"] };

export class Damaged extends Error {}

// What the code of `digits` opens in the text of a page's data: how to read it, with the entries in it; null where it opens nothing.
export async function opened(text, digits) {
  const data = checked(text);
  const keys = await derived(digits, data.salt);
  for (const sealed of data.plans) {
    let inner;
    try {
      inner = open(sealed, keys);
    } catch {
      continue;
    }
    const authentic = hmac(inner.subarray(KEY, 2 * KEY), data.covered);
    const shared = openSecret(data.shared, new Uint8Array(24), inner.subarray(0, KEY));
    if (!same(authentic, data.mac) || !shared) throw new Damaged();
    return { recipe: read(unpacked(inflated(unpad(shared))), inner.subarray(2 * KEY)), keys };
  }
  return null;
}

function checked(text) {
  try {
    const bytes = raw(text);
    const end = bytes.indexOf(NEWLINE);
    const line = new TextDecoder().decode(bytes.subarray(0, end));
    const before = (key) => joined(bytes.subarray(0, line.lastIndexOf(key)), bytes.subarray(end));
    const data = JSON.parse(line);
    if (!line.startsWith(FIXED) || !same(sha256(before(',"sum":"')), unhex(data.sum))) throw new Damaged();
    let at = end + 1;
    const box = (size) => bytes.slice(at, at += size);
    return {
      salt: unhex(data.kdf.salt), shared: box(data.shared), plans: data.plans.map((size) => box(size)),
      mac: unhex(data.mac), covered: before(',"mac":"'),
    };
  } catch {
    throw new Damaged();
  }
}

function read({ names, prompts, recipe }, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 2;
  const lists = Array.from({ length: view.getUint16(0) }, () => {
    const list = Array.from({ length: view.getUint16(at) }, (_, entry) =>
      [names[view.getUint16(at + 2 + 6 * entry)], view.getUint32(at + 4 + 6 * entry)]);
    at += 2 + 6 * list.length;
    return list;
  });
  // A lower size than any box has names the list in which the same box stands.
  const found = [];
  for (const list of lists) {
    found.push(new Map());
    for (const [name, size] of list) {
      found.at(-1).set(name, size < BOX ? found[size].get(name) : bytes.subarray(at, at += size));
    }
  }
  const [entries, ...versions] = found.map((list) => [...list]);
  const known = names.map((name, number) => [name, prompts[number]]).filter(([, prompt]) => prompt);
  const parts = recipe.parts.map((part) => ({ ...part, fields: part.fields.map((one) => ({ ...USUAL, ...one })) }));
  return { ...recipe, parts, prompts: Object.fromEntries(known), entries, versions };
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
}
