// What opens a sealed file, and nothing that seals. The usual libraries for it take 34 KB, more than half of
// the whole file; this takes 5. It runs on its owner's machine, where nobody measures how long a step takes,
// and what it gets wrong cannot pass: every box carries its authenticator, tried here before a byte is read.
// tests/export/test_opener_crypto.py holds it to libsodium, hashlib and zlib.

const P = 2n ** 255n - 19n;
const LOW_255 = 2n ** 255n - 1n;
const LOW_130 = 2n ** 130n - 5n;
const LOW_64 = 2n ** 64n - 1n;
const TEXT = new TextEncoder();

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function number(bytes) {
  let whole = 0n;
  for (let at = bytes.length; at;) whole = whole << 8n | BigInt(bytes[--at]);
  return whole;
}

function bytesOf(whole, size) {
  return Uint8Array.from({ length: size }, (_, at) => Number(whole >> BigInt(8 * at) & 255n));
}

// SHA-256, HMAC and scrypt. The constants are fractions of the roots of the first primes.

const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const fraction = (root) => (root % 1) * 2 ** 32 | 0;
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const right = (word, by) => word >>> by | word << 32 - by;

export function sha256(message) {
  const padded = new Uint8Array(message.length + 72 >> 6 << 6);
  padded.set(message);
  padded[message.length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, message.length / 2 ** 29);
  view.setUint32(padded.length - 4, message.length << 3);
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const near = w[i - 15];
      const far = w[i - 2];
      w[i] = i < 16 ? view.getInt32(block + 4 * i) : w[i - 16] + w[i - 7]
        + (right(near, 7) ^ right(near, 18) ^ near >>> 3) + (right(far, 17) ^ right(far, 19) ^ far >>> 10);
      const one = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + (e & f ^ ~e & g) + ROUNDS[i] + w[i];
      const two = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + (a & b ^ a & c ^ b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] += word; });
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

export function hmac(key, message) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  return sha256(joined(block.map((byte) => byte ^ 92), sha256(joined(block.map((byte) => byte ^ 54), message))));
}

function stretched(password, salt, size) {
  const blocks = Array.from({ length: size / 32 }, (_, at) =>
    hmac(password, joined(salt, Uint8Array.of(0, 0, 0, at + 1))));
  return joined(...blocks);
}

// Lets the page live in between; `p` is 1 in every file.
export async function scryptAsync(password, salt, { N, r, dkLen }) {
  const size = 32 * r;
  const x = new Int32Array(stretched(password, salt, 4 * size).buffer);
  const table = new Int32Array(N * size);
  const y = new Int32Array(size);
  const mix = () => {
    const carried = x.slice(-16);
    for (let block = 0; block < size; block += 16) {
      for (let i = 0; i < 16; i++) carried[i] ^= x[block + i];
      salsa(carried, 8, carried);
      y.set(carried, (block >> 5 << 4) + (block & 16 ? size / 2 : 0));
    }
    x.set(y);
  };
  for (let step = 0; step < 2 * N; step++) {
    if (step < N) table.set(x, step * size);
    else {
      const from = (x[size - 16] & N - 1) * size;
      for (let i = 0; i < size; i++) x[i] ^= table[from + i];
    }
    mix();
    if (!(step & 1023)) await new Promise((go) => setTimeout(go));
  }
  table.fill(0);
  return stretched(password, new Uint8Array(x.buffer), dkLen);
}

// Salsa20: `rounds` over 16 words, the words themselves added at the end where `base` is given.
function salsa(words, rounds, base) {
  let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = words;
  const left = (word, by) => word << by | word >>> 32 - by;
  for (; rounds; rounds -= 2) {
    e ^= left(a + m, 7); i ^= left(e + a, 9); m ^= left(i + e, 13); a ^= left(m + i, 18);
    j ^= left(f + b, 7); n ^= left(j + f, 9); b ^= left(n + j, 13); f ^= left(b + n, 18);
    o ^= left(k + g, 7); c ^= left(o + k, 9); g ^= left(c + o, 13); k ^= left(g + c, 18);
    d ^= left(p + l, 7); h ^= left(d + p, 9); l ^= left(h + d, 13); p ^= left(l + h, 18);
    b ^= left(a + d, 7); c ^= left(b + a, 9); d ^= left(c + b, 13); a ^= left(d + c, 18);
    g ^= left(f + e, 7); h ^= left(g + f, 9); e ^= left(h + g, 13); f ^= left(e + h, 18);
    l ^= left(k + j, 7); i ^= left(l + k, 9); j ^= left(i + l, 13); k ^= left(j + i, 18);
    m ^= left(p + o, 7); n ^= left(m + p, 9); o ^= left(n + m, 13); p ^= left(o + n, 18);
  }
  const mixed = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
  for (let at = 0; at < 16; at++) words[at] = base ? mixed[at] + base[at] : mixed[at];
  return words;
}

// XSalsa20-Poly1305 and X25519: libsodium's secret boxes and boxes.

const SIGMA = TEXT.encode("expand 32-byte k");

// Bytes as Salsa20 takes them; every machine that has a browser keeps words low byte first.
function state(key, sixteen) {
  const part = (at) => SIGMA.subarray(4 * at, 4 * at + 4);
  const laid = joined(part(0), key.subarray(0, 16), part(1), sixteen, part(2), key.subarray(16), part(3));
  return new Int32Array(laid.buffer);
}

function hsalsa(key, sixteen) {
  const words = salsa(state(key, sixteen), 20);
  return new Uint8Array(Int32Array.from([0, 5, 10, 15, 6, 7, 8, 9], (at) => words[at]).buffer);
}

function stream(key, nonce, from, size) {
  const start = state(hsalsa(key, nonce.subarray(0, 16)), joined(nonce.subarray(16), new Uint8Array(8)));
  const out = new Int32Array(Math.ceil((from + size) / 64) * 16);
  for (let at = 0; at < out.length; at += 16) {
    start[8] = at / 16;
    out.set(salsa(start.slice(), 20, start), at);
  }
  return new Uint8Array(out.buffer, from, size);
}

function poly1305(key, message) {
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const block = at + 16 <= message.length
      ? view.getBigUint64(at, true) | view.getBigUint64(at + 8, true) << 64n | 1n << 128n
      : number(joined(message.subarray(at), Uint8Array.of(1)));
    sum = (sum + block) * r % LOW_130;
  }
  return bytesOf(sum + number(key.subarray(16)), 16);
}

export function openSecret(box, nonce, key) {
  const body = box.subarray(16);
  if (box.length < 16 || !same(poly1305(stream(key, nonce, 0, 32), body), box.subarray(0, 16))) return null;
  const pad = stream(key, nonce, 32, body.length);
  return body.map((byte, at) => byte ^ pad[at]);
}

export function x25519(secret, point) {
  const k = number(secret) & LOW_255 & ~7n | 2n ** 254n;
  const u = (number(point) & LOW_255) % P;
  let [x2, z2, x3, z3] = [1n, 0n, u, 1n];
  for (let bit = 254n; bit >= 0n; bit--) {
    const swap = k >> bit & 1n;
    if (swap) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    const [a, b, da, cb] = [x2 + z2, x2 - z2, (x3 - z3) * (x2 + z2) % P, (x3 + z3) * (x2 - z2) % P];
    const [aa, bb] = [a * a % P, b * b % P];
    const e = aa - bb;
    [x2, z2, x3, z3] = [aa * bb % P, e * (aa + 121665n * e) % P, (da + cb) ** 2n % P, u * (da - cb) ** 2n % P];
    if (swap) [x2, z2, x3, z3] = [x3, z3, x2, z2];
  }
  return bytesOf((x2 * power(z2, P - 2n) % P + P) % P, 32);
}

function power(base, exponent) {
  let whole = 1n;
  for (; exponent; exponent >>= 1n, base = base * base % P) if (exponent & 1n) whole = whole * base % P;
  return whole;
}

export function openBox(box, nonce, theirs, secret) {
  return openSecret(box, nonce, hsalsa(x25519(secret, theirs), new Uint8Array(16)));
}

// BLAKE2b, keyed or not.

const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const ORDER = [
  "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
  "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  "0123456789abcdef", "ea489fd61c02b753",
];
const LANES = ["048c", "159d", "26ae", "37bf", "05af", "16bc", "278d", "349e"];

export function blake2b(message, size, key = new Uint8Array()) {
  const first = new Uint8Array(key.length ? 128 : 0);
  first.set(key);
  const whole = joined(first, message);
  const blocks = Math.max(1, Math.ceil(whole.length / 128));
  const view = new DataView(joined(whole, new Uint8Array(128 * blocks - whole.length)).buffer);
  const h = IV.slice();
  h[0] ^= BigInt(0x01010000 | key.length << 8 | size);
  for (let block = 0; block < blocks; block++) {
    const last = block === blocks - 1;
    const v = [...h, ...IV];
    v[12] ^= BigInt(last ? whole.length : 128 * (block + 1));
    if (last) v[14] ^= LOW_64;
    const mix = (a, b, c, d, word, turn, again) => {
      v[a] = v[a] + v[b] + word & LOW_64;
      v[d] = turned(v[d] ^ v[a], turn);
      v[c] = v[c] + v[d] & LOW_64;
      v[b] = turned(v[b] ^ v[c], again);
    };
    for (const order of ORDER) {
      LANES.forEach((lane, at) => {
        const [a, b, c, d] = [...lane].map((digit) => parseInt(digit, 16));
        const word = (which) => view.getBigUint64(128 * block + 8 * parseInt(order[2 * at + which], 16), true);
        mix(a, b, c, d, word(0), 32n, 24n);
        mix(a, b, c, d, word(1), 16n, 63n);
      });
    }
    h.forEach((word, at) => { h[at] = word ^ v[at] ^ v[at + 8]; });
  }
  return joined(...h.map((word) => bytesOf(word, 8))).slice(0, size);
}

const turned = (word, by) => (word >> by | word << 64n - by) & LOW_64;
