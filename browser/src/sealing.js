// Seals bytes to a public key as vault/sealing.py does: length, text, zeros up to a step, libsodium sealed box.

import { blake2b } from "@noble/hashes/blake2.js";
import nacl from "tweetnacl";

const STEPS = [256, 512, 1024, 2048, 4096];
const LENGTH = 4;

export function pad(plain) {
  const needed = plain.length + LENGTH;
  const largest = STEPS[STEPS.length - 1];
  const size = STEPS.find((step) => needed <= step) || Math.ceil(needed / largest) * largest;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, plain.length);
  padded.set(plain, LENGTH);
  return padded;
}

export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const plain = padded.slice(LENGTH, LENGTH + length);
  const again = pad(plain);
  if (plain.length !== length || again.length !== padded.length) throw new Error("not padded as expected");
  if (again.some((byte, at) => byte !== padded[at])) throw new Error("not padded as expected");
  return plain;
}

// The nonce of a libsodium sealed box: BLAKE2b-192 of both public keys.
function nonce(ephemeral, theirs) {
  return blake2b(joined(ephemeral, theirs), { dkLen: nacl.box.nonceLength });
}

export function seal(plain, publicKey, random = nacl.randomBytes) {
  const own = nacl.box.keyPair.fromSecretKey(random(nacl.box.secretKeyLength));
  const box = nacl.box(pad(plain), nonce(own.publicKey, publicKey), publicKey, own.secretKey);
  return joined(own.publicKey, box);
}

export function open(sealed, keys) {
  const ephemeral = sealed.subarray(0, nacl.box.publicKeyLength);
  const box = sealed.subarray(nacl.box.publicKeyLength);
  const padded = nacl.box.open(box, nonce(ephemeral, keys.publicKey), ephemeral, keys.secretKey);
  if (!padded) throw new Error("does not open");
  return unpad(padded);
}

export function keysOf(secretKey) {
  return nacl.box.keyPair.fromSecretKey(secretKey);
}

export function keyed(key, name, size) {
  return blake2b(new TextEncoder().encode(name), { key, dkLen: size });
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

// As names and addresses carry it: base64url without padding.
export function toText(bytes) {
  return toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function fromBase64(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

// JSON as vault/jsonvalue.py packs it.
export function packed(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function unpacked(bytes) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
