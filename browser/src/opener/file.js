// The data of a sealed file, as vault/sealedplan.py writes it; docs/sealed-plan.md has every byte of it.

import { derived } from "../code.js";
import { hmac, openSecret, same, sha256 } from "./crypto.js";
import { dense, inflated } from "./inflate.js";
import { open, unpad, unpacked } from "./sealing.js";

const KEY = 32;
const FIXED = '{"format":"workshop-sealed-plan","version":2,"kdf":{"name":"scrypt","n":32768,"r":8,"p":1,"salt":"';

// What a field is where a file says nothing else.
const USUAL = { many: false, rows: [], columns: [], leaves: ["full"] };

export class Damaged extends Error {}

// What the code of `digits` opens: how to read it, with the entries in it; null where it opens nothing.
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
    const authentic = hmac(inner.subarray(KEY, 2 * KEY), bytes(text.slice(0, text.lastIndexOf(',"mac":"'))));
    const shared = openSecret(data.shared, new Uint8Array(24), inner.subarray(0, KEY));
    if (!same(authentic, data.mac) || !shared) throw new Damaged();
    return { recipe: read(unpacked(inflated(unpad(shared))), inner.subarray(2 * KEY)), keys };
  }
  return null;
}

function checked(text) {
  try {
    const sum = sha256(bytes(text.slice(0, text.lastIndexOf(',"sum":"'))));
    const data = JSON.parse(text);
    if (!text.startsWith(FIXED) || !same(sum, unhex(data.sum))) throw new Damaged();
    return {
      salt: unhex(data.kdf.salt), shared: dense(data.shared), plans: data.plans.map(dense), mac: unhex(data.mac),
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
  const [entries, ...versions] = lists.map((list) => list.map(([name, size]) => {
    at += size;
    return [name, bytes.subarray(at - size, at)];
  }));
  const known = names.map((name, number) => [name, prompts[number]]).filter(([, prompt]) => prompt);
  const parts = recipe.parts.map((part) => ({ ...part, fields: part.fields.map((one) => ({ ...USUAL, ...one })) }));
  return { ...recipe, parts, prompts: Object.fromEntries(known), entries, versions };
}

function bytes(text) {
  return new TextEncoder().encode(text);
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
}
