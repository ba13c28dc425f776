// A plan as a letter to oneself, and drawn on a page: export/letter.py and exports/plan.html say and draw the same.

import { reviewSoon } from "./urgency.js";

const STEPS = [1, 2, 3, 4, 5];
const DAY = /^\d{4}-\d\d-\d\d$/;
export const MARKS = { green: "●", yellow: "▲", red: "■" };

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function isDay(text) {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

// A day or a month in words, where all of `text` is one.
export function spelled(text, { days }) {
  if (!days || !(isDay(text) || (/^\d{4}-\d\d$/.test(text) && isDay(`${text}-01`)))) return text;
  const [year, month, day] = text.split("-");
  return filled(days[day ? "day" : "month"][month - 1], { year: String(Number(year)), day: Number(day), padded: day });
}

const said = (text, own) => ({ text, own });
const entry = (mark, label, lead, lines) => ({ mark, label, lead, lines });

const REASONED = ["vulnerabilities", "capacities", "lower_one", "raise_one"];
const OPENINGS = { full: "opening", buddy: "for_buddy" };

function reviews(plan) {
  return ["review_30", "review_90", "review_6m"].flatMap((id) => {
    const [texts] = plan.places.get(`P14.${id}`)?.values() ?? [];
    return texts?.slice(0, 1) ?? [];
  }).filter(isDay);
}

// The days on which its owner wants to look again, as year-month-day.
export function reviewDays(plan) {
  return [...new Set(reviews(plan))].sort();
}

// What `form` of the plan says: "full", "pocket" or "buddy".
export function letterOf(plan, { form = "full", edition = plan.edition } = {}) {
  const { recipe } = plan;
  const { texts } = recipe;
  const parts = plan.parts({ leaving: true });

  function say(name, values = {}) {
    return filled(texts[name], values);
  }

  function words({ texts, own }) {
    return said(texts.map((text) => (own ? spelled(text, recipe) : text)).join(" · "), own && texts.length > 0);
  }

  function linesOf(columns) {
    return columns.map((column) => ({ label: column.label, said: words(column) }));
  }

  function sectionOf(field, chosen = []) {
    const records = field.records
      .map((record) => [record, record.columns.filter(({ id }) => !chosen.length || chosen.includes(id))])
      .filter(([, columns]) => columns.length);
    if (field.drawn === "ticks") return ticked(field);
    if (field.drawn === "rows") return rowed(field);
    if (field.drawn === "steps" && records.length > 1) return stepwise(field);
    const entries = records.map(([record, columns]) => entryOf(record, columns));
    return { label: field.label, entries, listed: field.many };
  }

  function entryOf(record, columns) {
    const leads = !record.label && (columns[0].id === "" || recipe.leading.includes(columns[0].id));
    const [first, rest] = leads ? [words(columns[0]), columns.slice(1)] : [null, columns];
    return entry(record.id in MARKS ? record.id : "", record.label, first, linesOf(rest));
  }

  function stepwise(field) {
    const threats = field.columns.map(([id, title]) => [
      title, field.records.flatMap((record) => record.columns.filter((column) => column.id === id)),
    ]).filter(([, columns]) => columns.length);
    if (threats.length === 1) {
      const entries = threats[0][1].map((column) => entry("", "", words(column), []));
      return { label: field.label, entries, listed: true };
    }
    const entries = threats.map(([title, columns]) => entry("", title, null,
      columns.map((column, at) => ({ label: String(at + 1), said: words(column) }))));
    return { label: field.label, entries, listed: false };
  }

  function ticked(field) {
    const lines = field.columns.map(([id, label]) => {
      const rows = field.records.filter((record) => record.columns.some((column) => column.id === id));
      return { label, said: said(rows.map((record) => record.label).join(" · "), false) };
    }).filter((line) => line.said.text);
    return { label: field.label, entries: [entry("", "", null, lines)], listed: false };
  }

  function rowed(field) {
    const lines = field.records.map(({ label, columns }) => ({
      label, said: said(columns.map((column) => `${column.label} ${words(column).text}`).join(" · "), true),
    }));
    return { label: field.label, entries: [entry("", "", null, lines)], listed: false };
  }

  function undone(field) {
    const done = ["done", texts.done.toLowerCase()];
    const isDone = (column) => column.id === "status" && done.includes(words(column).text.trim().toLowerCase());
    return { ...field, records: field.records.filter((record) => !record.columns.some(isDone)) };
  }

  function cardOf(form) {
    return parts.flatMap((part) => part.fields)
      .filter((field) => field.card?.[form])
      .map((field) => sectionOf(undone(field), field.card[form]))
      .filter((section) => section.entries.length);
  }

  function gridOf(threats) {
    const number = (record, id) => {
      const text = record.columns.find((column) => column.id === id)?.texts[0] ?? "";
      return /^[1-5](?!\d)/.test(text) ? Number(text[0]) : 0;
    };
    const placed = threats.records.map((record, at) =>
      [number(record, "likelihood"), number(record, "impact"), at + 1]);
    if (!placed.some(([x, y]) => x && y)) return null;
    return {
      across: say("across"),
      down: say("down"),
      rows: [...STEPS].reverse().map((y) => STEPS.map((x) => ({
        threats: placed.filter((one) => one[0] === x && one[1] === y).map((one) => one[2]),
        level: [5, 10, 15].filter((threshold) => x * y >= threshold).length,
      }))),
      levels: ["low", "watch", "act", "stop"].map((level) => say(level)),
    };
  }

  function chaptersOf(contacts) {
    const byId = new Map(parts.map((part) => [part.id, part]));
    const written = new Map([...byId].map(([id, part]) => {
      const threats = part.fields.find((field) => field.id === "threats");
      const reasoned = part.fields.some(({ id: field }) => REASONED.includes(field));
      const sections = part.fields.map((field) => sectionOf(field));
      const grid = threats ? gridOf(threats) : null;
      return [id, { title: part.title, sections, grid, reasoning: reasoned ? say("reasoning") : "", pairs: [] }];
    }));
    pairUp(written, byId);
    if (contacts) {
      const title = recipe.parts.find((part) => part.id === "P13").title;
      const support = written.get("P13") ?? { title, sections: [], grid: null, reasoning: "", pairs: [] };
      support.sections.push(contactsOf(contacts));
      written.set("P13", support);
    }
    return recipe.parts.filter((part) => written.has(part.id)).map((part) => written.get(part.id));
  }

  // Every commitment of one's own beside one of the group.
  function pairUp(written, byId) {
    const take = (part, id) => {
      const at = byId.get(part)?.fields.findIndex((field) => field.id === id) ?? -1;
      return at < 0 ? null : written.get(part).sections.splice(at, 1)[0].entries;
    };
    const mine = take("P11", "commitments");
    if (!mine) return;
    const ours = take("P12", "collective") ?? [];
    const rows = Array.from({ length: Math.max(mine.length, ours.length) });
    written.get("P11").pairs = rows.map((_, at) => ({ mine: mine[at] ?? null, ours: ours[at] ?? null }));
    if (written.get("P12")?.sections.length === 0) written.delete("P12");
  }

  function contactsOf({ day, kinds, list }) {
    const told = (name, text, own) => ({ label: say(name), said: said(text, own) });
    const entries = list.map((one) => entry("", "", said(one.title, true), [
      told("kind", kinds[one.kind], false),
      ...[["route", one.route], ["languages", one.languages.join(" · ")], ["cost", one.cost]]
        .filter(([, text]) => text).map(([name, text]) => told(name, text, true)),
      told("checked", spelled(one.verified_on, recipe), false),
    ]));
    return { label: say("contacts", { day: spelled(day, recipe) }), entries, listed: true };
  }

  function reviewOf(after) {
    const text = reviews(plan).find((one) => !after || one > after);
    return text ? say("review", { day: spelled(text, recipe) }) : "";
  }

  function editionOf({ number, day }) {
    if (day) return say("edition_of", { number, day: spelled(day, recipe) });
    return number > 1 ? say("edition", { number }) : "";
  }

  const whole = form === "full";
  const card = cardOf(whole ? "pocket" : form);
  const written = whole && parts.length > 0;
  const opening = written || card.length ? OPENINGS[form] : "empty";
  return {
    form,
    title: say("title"),
    review: reviewOf(edition.day),
    soon: whole && reviewSoon(plan) ? say("soon") : "",
    edition: whole ? editionOf(edition) : "",
    card,
    opening: opening ? say(opening) : "",
    chapters: whole ? chaptersOf(recipe.contacts) : [],
    closing: written ? say("closing") : "",
  };
}

// `make(name, {attribute: value}, ...children)`: an element; texts are only ever text.
function maker(page) {
  return (name, attributes, ...children) => {
    const made = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.flat().filter((child) => child !== "" && child != null));
    return made;
  };
}

// The letter's parts, to be put into a <main class="letter">; headings begin at `level`.
export function draw(page, letter, recipe, { level = 1 } = {}) {
  const make = maker(page);
  const heading = (below, kind, ...children) =>
    make(`h${Math.min(level + below, 6)}`, kind ? { class: kind } : {}, ...children);
  const own = ({ own: typed }) => (typed ? { class: "own", dir: "auto" } : {});
  const paragraph = (kind, text) => (text ? make("p", { class: kind }, text) : "");

  const drawEntry = (one, below) => [
    one.label ? heading(below, `level ${one.mark}`.trim(),
      ...(one.mark in MARKS ? [make("span", { class: "mark", "aria-hidden": "true" }, MARKS[one.mark]), " "] : []),
      one.label) : "",
    one.lead ? make("p", own(one.lead), one.lead.text) : "",
    one.lines.length ? make("dl", one.lines[0].label === "1" ? { class: "steps" } : {}, one.lines.map((line) =>
      make("div", {}, make("dt", {}, line.label), " ", make("dd", own(line.said), line.said.text)))) : "",
  ];
  const drawSection = (section, below) => {
    const entries = section.listed && section.entries.length > 1
      ? [make("ol", {}, section.entries.map((one) => make("li", {}, drawEntry(one, below + 1))))]
      : section.entries.flatMap((one) => drawEntry(one, below + 1));
    return make("section", {}, heading(below, "", section.label), entries);
  };
  const drawPair = ({ mine, ours }) => make("div", { class: "pair" },
    make("div", {}, mine ? drawEntry(mine, 3) : ""),
    make("div", {}, ours ? drawEntry(ours, 3) : paragraph("aside", recipe.texts.who_with)));
  const drawPairs = (pairs) => make("div", { class: "pairs" },
    make("div", { class: "pair" },
      heading(2, "", recipe.texts.mine), pairs.some(({ ours }) => ours) ? heading(2, "", recipe.texts.ours) : ""),
    pairs.map(drawPair));
  const drawGrid = (grid) => [
    make("table", { class: "risks", dir: "ltr" },
      make("caption", {}, `${grid.down} ↑ · ${grid.across} →`),
      make("tbody", {},
        grid.rows.map((row, at) => make("tr", {}, make("th", { scope: "row" }, String(grid.rows.length - at)),
          row.map((square) => make("td", { class: `level-${square.level}` },
            square.threats.length ? make("b", {}, square.threats.join(", ")) : "")))),
        make("tr", {}, make("td", {}), grid.rows.map((_, at) => make("th", { scope: "col" }, String(at + 1)))))),
    make("ul", { class: "legend" }, grid.levels.map((text, at) =>
      make("li", {}, make("span", { class: `swatch level-${at}` }), text))),
  ];

  const card = letter.card.length ? make("div", { class: "card" }, letter.card.map((one) => drawSection(one, 1))) : "";
  return [
    make("header", {}, heading(0, "", letter.title), paragraph("review", letter.review),
      paragraph("review", letter.soon), paragraph("review", letter.edition),
      letter.form === "buddy" ? paragraph("aside", letter.opening) : "", card),
    letter.form === "buddy" ? "" : paragraph("aside", letter.opening),
    ...letter.chapters.map((chapter) => make("article", {}, heading(1, "", chapter.title),
      chapter.pairs.length ? drawPairs(chapter.pairs) : "",
      chapter.sections.map((section) => drawSection(section, 2)),
      chapter.grid ? drawGrid(chapter.grid) : "",
      paragraph("aside", chapter.reasoning))),
    paragraph("aside end", letter.closing),
  ].filter((node) => node !== "");
}

// Everything in it, for its owner's eyes alone: also what never leaves.
export function drawn(page, parts) {
  const make = maker(page);
  const words = (column, at, { label, columns }) => [
    column.label && (columns.length > 1 || at > 0 || label) ? make("p", { class: "column" }, column.label) : "",
    column.texts.map((text) => make("p", { class: "own", dir: "auto" }, text)),
  ].flat();
  return parts.map((part) => make("section", { class: "part" }, make("h2", {}, part.title),
    part.fields.flatMap((field) => [make("h3", {}, field.label), ...field.records.map((record) =>
      make("div", { class: "record" }, record.label ? make("h4", {}, record.label) : "",
        record.columns.flatMap((column, at) => words(column, at, record))))])));
}
