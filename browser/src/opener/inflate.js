// Raw DEFLATE (RFC 1951), and bytes out of the text of a page, where a sealed file has them nearly as they are.

const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// The signs that a browser makes of bytes, of each in turn: for some it is not the sign with the byte's number.
const BYTES = new Map([...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))]
  .map((sign, byte) => [sign, byte]));

// What does not survive in a page follows a "=", as another sign.
export function raw(text) {
  const bytes = new Uint8Array(text.length);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    bytes[size++] = text[at] === "=" ? BYTES.get(text[++at]) ^ 64 : BYTES.get(text[at]);
  }
  return bytes.slice(0, size);
}

export function inflated(data) {
  const out = [];
  let at = 0;
  const bits = (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value |= (data[at >> 3] >> (at & 7) & 1) << bit;
    return value;
  };
  // Codes of one length are consecutive: where each length begins is all there is to know.
  const tree = (lengths) => {
    const counts = new Uint16Array(16);
    for (const length of lengths) if (length) counts[length] += 1;
    const symbols = [];
    for (let length = 1; length < 16; length++) {
      lengths.forEach((own, symbol) => { if (own === length) symbols.push(symbol); });
    }
    return { counts, symbols };
  };
  const symbol = ({ counts, symbols }) => {
    for (let length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
      code |= bits(1);
      if (code < first + counts[length]) return symbols[index + code - first];
      index += counts[length];
      first = first + counts[length] << 1;
      code <<= 1;
    }
    throw new Error("not deflated");
  };
  const described = () => {
    const [literals, distances, used] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const own = new Array(19).fill(0);
    for (let i = 0; i < used; i++) own[LENGTH_ORDER[i]] = bits(3);
    const code = tree(own);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const sign = symbol(code);
      if (sign < 16) lengths.push(sign);
      else {
        const again = sign === 16 ? lengths[lengths.length - 1] : 0;
        for (let times = sign < 18 ? 3 + bits(sign - 14) : 11 + bits(7); times; times--) lengths.push(again);
      }
    }
    return [tree(lengths.slice(0, literals)), tree(lengths.slice(literals))];
  };
  const copy = (length, distances) => {
    const extra = length < 8 || length === 28 ? 0 : (length >> 2) - 1;
    let size = length < 8 ? length + 3 : length === 28 ? 258 : (4 + length % 4 << extra) + 3 + bits(extra);
    const from = symbol(distances);
    const far = from < 4 ? 0 : (from >> 1) - 1;
    const back = (from < 4 ? from : 2 + from % 2 << far) + 1 + bits(far);
    while (size--) out.push(out[out.length - back]);
  };
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (!kind) {
      at = at + 7 & ~7;
      const size = bits(16);
      at += 16;
      for (let i = 0; i < size; i++) out.push(bits(8));
      continue;
    }
    const fixed = () => [tree(Array.from({ length: 288 }, (_, sign) =>
      (sign < 144 ? 8 : sign < 256 ? 9 : sign < 280 ? 7 : 8))), tree(new Array(30).fill(5))];
    const [literals, distances] = kind === 1 ? fixed() : described();
    for (let sign = symbol(literals); sign !== 256; sign = symbol(literals)) {
      if (sign < 256) out.push(sign);
      else copy(sign - 257, distances);
    }
  }
  return Uint8Array.from(out);
}
