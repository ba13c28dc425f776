// Taking an open plan home: what this phone writes by itself, and shows to be printed.

import { draw, letterOf, reviewDays, spelled } from "./letter.js";
import { htmlOf, icsOf, markdownOf, textOf } from "./take.js";

const KINDS = {
  html: ["text/html", (plan, form) => htmlOf(letterOf(plan, { form }), plan.recipe)],
  txt: ["text/plain", (plan, form) => textOf(letterOf(plan, { form }), plan.recipe)],
  md: ["text/markdown", (plan, form) => markdownOf(letterOf(plan, { form }), plan.recipe)],
  json: ["application/json", (plan) => plan.toJson()],
  ics: ["text/calendar", (plan, form, word) => icsOf(reviewDays(plan), plan.recipe, word)],
};

// A file, named as the laptop names it.
export function save(name, kind, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
}

export function take(form, plan) {
  const { _form, _format, _word } = Object.fromEntries(new FormData(form));
  const none = _format === "ics" && reviewDays(plan).length === 0;
  form.querySelector("[data-no-days]").hidden = !none;
  form.querySelector("[data-taken]").hidden = none;
  if (none) return;
  const [kind, write] = KINDS[_format];
  save(form.querySelector(".file").textContent, kind, write(plan, _form, _word));
}

// A page for paper, or for taking a file, once the plan is open: then no code is asked for.
export function fillIn(plan) {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.parentNode.querySelector(".by-hand").hidden = true;
  });
  if (!plan) return;
  const taking = document.querySelector("form[data-take]");
  if (taking) taking.querySelector("[data-code]").hidden = new FormData(taking).get("_format") === "pdf" ? false : true;
  const paper = document.querySelector("[data-paper]");
  const ask = document.querySelector("form[data-see]");
  if (!paper || !ask) return;
  const { _form, _word } = Object.fromEntries(new FormData(ask));
  const days = reviewDays(plan);
  const isSlip = paper.dataset.paper === "slip";
  if (isSlip) paper.replaceChildren(...slip(plan, days, _word));
  else paper.replaceChildren(...draw(document, letterOf(plan, { form: _form }), plan.recipe, { level: 2 }));
  paper.hidden = isSlip && days.length === 0;
  document.querySelector("[data-no-days]").hidden = !paper.hidden;
  document.querySelector("[data-shown]").hidden = paper.hidden;
  ask.remove();
}

function slip(plan, days, word) {
  const line = (name, kind, text) => Object.assign(document.createElement(name), { className: kind, textContent: text });
  return [line("h2", "", word.trim() || plan.recipe.texts.reminder), ...days.map((day) => line("p", "day", spelled(day, plan.recipe)))];
}
