// Lines of an open plan for a request, as export/annex.py has them: chosen, said again and seen on this phone only.

import { save } from "./home.js";
import { draw } from "./letter.js";
import { htmlOf, textOf } from "./take.js";

const PARTS = ["P4", "P5", "P6", "P7", "P13"];

// [{name, title, label, lines}]
export function choices(plan) {
  return plan.parts({ leaving: true }).filter(({ id }) => PARTS.includes(id)).flatMap(({ title, fields }) =>
    fields.map(({ name, label, records }) => ({ name, title, label, lines: records.map(line).filter(Boolean) })))
    .filter(({ lines }) => lines.length);
}

// The first column as it is, the others behind their labels; how somebody was is nobody's business.
function line({ label, columns }) {
  const said = columns.filter(({ id }) => id !== "now_state").map((column) => [column.label, column.texts.join(" · ")]);
  const begin = label ? [label] : said.splice(0, 1).map(([, text]) => text);
  return [...begin, ...said.map(([name, text]) => `${name}: ${text}`)].join(" · ");
}

export function annexLetter(fields, { texts }) {
  const entries = (lines) => lines.map((text) => ({ mark: "", label: "", lead: { text, own: true }, lines: [] }));
  const chapters = [...new Set(fields.map(({ title }) => title))].map((title) => ({
    title,
    sections: fields.filter((one) => one.title === title)
      .map(({ label, lines }) => ({ label, entries: entries(lines), listed: true })),
    grid: null,
    reasoning: "",
    pairs: [],
  }));
  return { form: "full", title: texts.title, review: "", soon: "", edition: "", card: [], opening: "", chapters, closing: "" };
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function option(name, text) {
  const box = element("input", { type: "checkbox", name: `line.${name}` });
  box.value = text;
  return element("label", { class: "option" }, box, " ", element("span", { class: "own", dir: "auto" }, text));
}

function words(name, label, text, id) {
  const field = element("textarea", { id, name: `line.${name}`, rows: "3", dir: "auto", autocomplete: "off", spellcheck: "false" });
  field.value = text;
  return element("div", { class: "question" }, element("label", { for: id }, label), field);
}

const DRAW = {
  choose: (stage, fields) => stage.querySelector("button").before(...fields.map(({ name, label, lines }) =>
    element("fieldset", { class: "question" }, element("legend", {}, label), ...lines.map((text) => option(name, text))))),
  say: (stage, fields) => stage.querySelector("button").before(...fields.flatMap(({ name, label, lines }, at) =>
    lines.map((text, place) => words(name, label, text, `line-${at}-${place}`)))),
  see: (stage, fields, plan) => stage.querySelector(".paper").replaceChildren(
    ...draw(document, annexLetter(fields, plan.recipe), plan.recipe, { level: 2 })),
};

let shown = [];

function show(step, fields, plan) {
  shown = fields;
  const stage = document.querySelector("[data-stage]");
  stage.replaceChildren(document.querySelector(`[data-step=${step}]`).content.cloneNode(true));
  DRAW[step](stage, fields, plan);
  const heading = stage.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

export function begin(plan) {
  const ask = document.querySelector("[data-annex=open]");
  if (!ask) return;
  const fields = choices(plan);
  while (ask.previousElementSibling) ask.previousElementSibling.remove();
  ask.remove();
  if (fields.length) show("choose", fields, plan);
  else document.querySelector("[data-nothing]").hidden = false;
}

export function go(form, plan) {
  const given = new FormData(form);
  const from = form.querySelector("[name^='line.']") ? fieldsOf(shown, given) : shown;
  if (from.length === 0) return;
  if (form.dataset.annex !== "take") return show(form.dataset.annex, from, plan);
  const letter = annexLetter(shown, plan.recipe);
  if (given.get("_format") === "txt") save("notes.txt", "text/plain", textOf(letter, plan.recipe));
  else save("notes.html", "text/html", htmlOf(letter, plan.recipe));
}

function fieldsOf(fields, given) {
  return fields.map((field) => ({
    ...field,
    lines: given.getAll(`line.${field.name}`).map((text) => text.trim()).filter(Boolean),
  })).filter(({ lines }) => lines.length);
}

addEventListener("pagehide", () => { shown = []; });
