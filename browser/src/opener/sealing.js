// ../sealing.js as a sealed file has it: the same names around what is small. build.js puts it in its place.

import { blake2b, joined, openBox, x25519 } from "./crypto.js";

const LENGTH = 4;
const BASE = Uint8Array.of(9, ...new Uint8Array(31));

export { joined };

export function keyed(key, name, size) {
  return blake2b(new TextEncoder().encode(name), size, key);
}

export function keysOf(secretKey) {
  return { secretKey, publicKey: x25519(secretKey, BASE) };
}

// What vault/sealing.py pads: its length, itself, zeros.
export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH || padded.subarray(LENGTH + length).some((byte) => byte)) {
    throw new Error("not padded as expected");
  }
  return padded.slice(LENGTH, LENGTH + length);
}

export function open(sealed, keys) {
  const theirs = sealed.subarray(0, 32);
  const nonce = blake2b(joined(theirs, keys.publicKey), 24);
  const padded = openBox(sealed.subarray(32), nonce, theirs, keys.secretKey);
  if (!padded) throw new Error("does not open");
  return unpad(padded);
}

// Entries come out of a sealed file as bytes.
export function fromBase64(sealed) {
  return sealed;
}

export function unpacked(bytes) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
