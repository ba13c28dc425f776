// The forms in which an open plan leaves its owner's phone, each as the laptop writes it: exports/plan.html and
// export/{markdown,plaintext,reminder}.py.

import { sha256 } from "@noble/hashes/sha2.js";
import FORMS from "../../exports/plan-forms.css";
import STYLE from "../../exports/plan.css";
import { MARKS, draw } from "./letter.js";
import { toBase64 } from "./sealing.js";

const utf8 = (text) => new TextEncoder().encode(text);

// One file that opens without us, anywhere; its policy knows its style and nothing else.
export function htmlOf(letter, recipe) {
  const page = document.implementation.createHTMLDocument(letter.title);
  const style = `\n${STYLE}${FORMS}`;
  const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(utf8(style)))}'; base-uri 'none'; form-action 'none'`;
  const { documentElement: root, head, body } = page;
  // Out of its document first: in Chromium a connected meta sets the policy of the page that is open, too.
  root.remove();
  root.lang = recipe.lang;
  root.dir = recipe.dir;
  const metas = [
    { charset: "utf-8" },
    { "http-equiv": "Content-Security-Policy", content: policy },
    { name: "viewport", content: "width=device-width, initial-scale=1" },
    { name: "referrer", content: "no-referrer" },
  ].map((attributes) => {
    const made = page.createElement("meta");
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  });
  const sheet = page.createElement("style");
  sheet.textContent = style;
  head.prepend(...metas);
  head.append(sheet);
  const main = page.createElement("main");
  main.className = `letter ${letter.form}`;
  main.append(...draw(page, letter, recipe));
  body.append(main);
  return `<!doctype html>\n${root.outerHTML}\n`;
}

// For forms without columns: under each commitment of one's own the one beside it.
function together(pairs, { texts }) {
  return {
    label: texts.mine,
    listed: true,
    entries: pairs.map(({ mine, ours }) => {
      const lead = ours?.lead ? [{ label: texts.ours, said: ours.lead }] : [];
      const below = ours ? [...lead, ...ours.lines] : [{ label: "", said: { text: texts.who_with, own: false } }];
      const own = mine ?? { mark: "", label: "", lead: null, lines: [] };
      return { ...own, lines: [...own.lines, ...below] };
    }),
  };
}

// What a letter says in order, as lines that `write` makes of its pieces.
function linesOf(letter, recipe, write) {
  const buddy = letter.form === "buddy";
  return [
    ...write.top(letter.title), ...[letter.review, letter.soon, letter.edition].flatMap(write.quiet), "",
    ...(buddy ? write.said(letter.opening) : []),
    ...letter.card.flatMap(write.section),
    ...(letter.card.length && letter.chapters.length ? write.rule : []),
    ...(buddy ? [] : write.said(letter.opening)),
    ...letter.chapters.flatMap((chapter) => [
      ...write.chapter(chapter.title),
      ...(chapter.pairs.length ? write.section(together(chapter.pairs, recipe)) : []),
      ...chapter.sections.flatMap(write.section),
      ...(chapter.grid ? write.grid(chapter.grid) : []),
      ...write.said(chapter.reasoning),
    ]),
    ...write.said(letter.closing),
  ];
}

function file(lines) {
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n").trim()}\n`;
}

// What was typed stays plain text in Markdown, whatever signs it has.
export function quoted(text, indent = "") {
  return text.replace(/^[ \t\n]+|[ \t\n]+$/g, "").replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/[\\`*_{}[\]<>#~|!&$^=%@]/g, "\\$&")
    .replace(/:(?=\/\/)|:(?=\S*\\@)/g, "\\$&").replace(/(www)\./gi, "$1\\.")
    .replace(/^ *([-+]|\p{Nd}+(?=[.)]))/gmu, (_, sign) => ("-+".includes(sign) ? `\\${sign}` : `${sign}\\`))
    .replace(/\n+/g, `\\\n${indent}`);
}

const MARKDOWN = {
  rule: ["---", ""],
  top: (text) => [`# ${quoted(text)}`, ""],
  quiet: (text) => [quoted(text), ""],
  said: (text) => [quoted(text), ""],
  chapter: (text) => [`## ${quoted(text)}`, ""],
  section: (section) => [`### ${quoted(section.label)}`, "", ...section.entries.flatMap((one, at) =>
    markdownEntry(one, section.listed && section.entries.length > 1 ? `${at + 1}. ` : "")), ""],
  grid: ({ down, across, rows }) => [
    `| ${quoted(down)} ↓ ${quoted(across)} → | ${rows.map((_, at) => at + 1).join(" | ")} |`,
    `|${" --- |".repeat(rows.length + 1)}`,
    ...rows.map((row, at) =>
      `| **${rows.length - at}** | ${row.map(({ threats }) => threats.join(", ") || "·").join(" | ")} |`),
    "",
  ],
};

function markdownEntry({ mark, label, lead, lines }, bullet) {
  const indent = " ".repeat(bullet.length);
  const line = (one, within) =>
    `${one.label ? `**${quoted(one.label)}:** ` : ""}${quoted(one.said.text, within)}`;
  const below = label || lead ? lines : lines.slice(1);
  const heading = label ? `${mark in MARKS ? `${MARKS[mark]} ` : ""}**${quoted(label)}**`
    : lead ? quoted(lead.text, indent) : line(lines[0], indent);
  // A named record has its first words below its name.
  const under = below.map((one) => `${indent}- ${line(one, `${indent}  `)}`);
  return [`${bullet}${heading}`, ...(under.length ? ["", ...under, ""] : indent ? [] : [""])];
}

export function markdownOf(letter, recipe) {
  return file(linesOf(letter, recipe, MARKDOWN));
}

const COLUMNS = 40;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const HOLDS_NEXT = /[\u200d\u094d\u1039\u17d2\u0e40-\u0e44\u0ec0-\u0ec4]$/;

const cells = (text) => [...text].reduce((sum, sign) =>
  sum + (/[\p{Mn}\p{Me}\p{Cf}]/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);

// As domain/cleaning.py does: nothing but text.
function clean(text) {
  const kept = text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").normalize("NFC")
    .replace(/[\p{C}\u2028\u2029]/gu, (sign) => (/[\n\u200b-\u200d]/.test(sign) ? sign : ""));
  return kept.normalize("NFC").trim();
}

function clusters(word) {
  return [...word].reduce((found, sign) => {
    const last = found.length - 1;
    if (last >= 0 && (/[\p{M}\p{Cf}]/u.test(sign) || HOLDS_NEXT.test(found[last]))) found[last] += sign;
    else found.push(sign);
    return found;
  }, []);
}

// What may not be broken, and whether blank space stood before it; what is too long is broken.
function pieces(paragraph, room) {
  return [...paragraph.matchAll(/([ \u200b]*)([^ \u200b]+)/g)].flatMap(([, blank, word]) => {
    const parts = [""];
    for (const cluster of cells(word) > room ? clusters(word) : [word]) {
      const last = parts.length - 1;
      if (parts[last] && cells(parts[last] + cluster) > room) parts.push(cluster);
      else parts[last] += cluster;
    }
    return parts.map((part, at) => [part, at === 0 && blank.includes(" ")]);
  });
}

function wrapped(text, first = "", rest = "") {
  const lines = [];
  for (const paragraph of text.split("\n").filter(Boolean)) {
    let line = lines.length ? rest : first;
    let empty = true;
    for (const [piece, blank] of pieces(paragraph, COLUMNS - rest.length)) {
      let gap = blank && !empty ? " " : "";
      if (!empty && cells(line + gap + piece) > COLUMNS) {
        lines.push(line);
        line = rest;
        gap = "";
      }
      line += gap + piece;
      empty = false;
    }
    lines.push(line);
  }
  return lines;
}

const said = ({ text, own }) => (own ? clean(text) : text);
const centred = (text) => {
  const left = Math.floor((5 - text.length) / 2);
  return text.padStart(text.length + Math.max(left, 0)).padEnd(5);
};

const TEXT = {
  rule: [],
  top: (text) => wrapped(text),
  quiet: (text) => wrapped(text),
  said: (text) => [...wrapped(text), ""],
  chapter: (text) => {
    const title = wrapped(text);
    return [...title, "-".repeat(Math.max(...title.map(cells))), ""];
  },
  section: (section) => [
    ...wrapped(/[\p{L}\p{M}\p{N}]$/u.test(section.label) ? `${section.label}:` : section.label),
    ...section.entries.flatMap((one, at) =>
      textEntry(one, section.listed && section.entries.length > 1 ? `${at + 1}. ` : "")),
    "",
  ],
  grid: ({ down, across, rows }) => [
    ...wrapped(`${down} ↑ · ${across} →`),
    ...rows.map((row, at) => `${rows.length - at} | ${
      row.map(({ threats }) => centred(threats.join(",") || ".")).join(" ").trimEnd()}`),
    `    ${rows.map((_, at) => centred(String(at + 1))).join(" ").trimEnd()}`,
    "",
  ],
};

function textEntry({ label, lead, lines }, bullet) {
  const indent = " ".repeat(bullet.length);
  const below = !indent && (label || lead) ? "  " : "";
  let begin = bullet;
  const written = [];
  const write = (text, within) => {
    written.push(...wrapped(text, begin + within, indent + within));
    begin = indent;
  };
  if (label) write(label, "");
  if (lead) write(said(lead), "");
  for (const line of lines) write(`${line.label ? `${line.label}: ` : ""}${said(line.said)}`, below);
  return written;
}

// Plain text for simple phones, in lines of at most forty cells.
export function textOf(letter, recipe) {
  return file(linesOf(letter, recipe, TEXT));
}

// A calendar entry for each day, with a discreet word and nothing of a plan.
export function icsOf(days, recipe, summary = "") {
  const word = [...clean(summary).replace(/\s+/g, " ")].slice(0, 60).join("").trim() || recipe.texts.reminder;
  const escaped = word.replace(/[\\;,]/g, "\\$&");
  const events = [...new Set(days)].sort().flatMap((day) => {
    const stamp = day.replace(/-/g, "");
    const uid = [...sha256(utf8(`${stamp} ${word}`)).slice(0, 16)].map((one) => one.toString(16).padStart(2, "0"));
    return ["BEGIN:VEVENT", `UID:${uid.join("")}`, `DTSTAMP:${stamp}T000000Z`, `DTSTART;VALUE=DATE:${stamp}`,
      `SUMMARY:${escaped}`, "TRANSP:TRANSPARENT", "END:VEVENT"];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notes//Notes//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

// Lines of at most 75 octets; no letter is cut apart.
function folded(line) {
  let octets = 0;
  return [...line].map((sign) => {
    const size = utf8(sign).length;
    const gap = octets + size > 75 ? "\r\n " : "";
    octets = gap ? 1 + size : octets + size;
    return gap + sign;
  }).join("");
}
