// The plan code, as vault/plancode.py makes it and derives the plan's key from it. It never leaves the phone.

import { scryptAsync } from "@noble/hashes/scrypt.js";
import { keyed, keysOf } from "./sealing.js";

export const LENGTH = 20;
const GROUP = 4;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, dkLen: 64 };
const SLOT = 16;
const KEY = 32;
// Above this a random byte would favour small digits.
const FAIR = 250;

// H. Michael Damm, "Totally anti-symmetric quasigroups for all orders n ≠ 2, 6", Discrete Mathematics 307 (2007).
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

function interim(digits) {
  let interim = 0;
  for (const digit of digits) interim = Number(DAMM[interim][digit]);
  return interim;
}

export function freshCode(random = (count) => crypto.getRandomValues(new Uint8Array(count))) {
  let digits = "";
  while (digits.length < LENGTH - 1) {
    for (const byte of random(LENGTH)) if (byte < FAIR) digits += byte % 10;
  }
  digits = digits.slice(0, LENGTH - 1);
  return digits + interim(digits);
}

export function spaced(digits) {
  return digits.match(new RegExp(`.{${GROUP}}`, "g")).join(" ");
}

// What was typed, in the digits of any script: { digits }, or { wrong: "signs" | "length" | "slip", length }.
export function parsed(text) {
  let digits = "";
  for (const sign of text.normalize("NFKC")) {
    const value = digitOf(sign);
    if (value >= 0) digits += value;
    else if (!/[\s\p{Pd}\p{Cf}\u2212]/u.test(sign)) return { wrong: "signs" };
  }
  if (digits.length !== LENGTH) return { wrong: "length", length: digits.length };
  return interim(digits) === 0 ? { digits } : { wrong: "slip" };
}

// Every script's digits stand in a row of ten that begins where no digit stands before.
function digitOf(sign) {
  if (!/\p{Nd}/u.test(sign)) return -1;
  let first = sign.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (sign.codePointAt(0) - first) % 10;
}

export async function derived(digits, salt, told = () => {}) {
  const master = await scryptAsync(new TextEncoder().encode(digits), salt, { ...SCRYPT, onProgress: told });
  const keys = keysOf(keyed(master, "key", KEY));
  return { slot: keyed(master, "slot", SLOT), publicKey: keys.publicKey, secretKey: keys.secretKey };
}
