// A sealed file in any browser, without a network: opened by its code, and gone again when nobody looks.

import { parsed } from "../code.js";
import { draw, drawn, letterOf } from "../letter.js";
import { Plan } from "../plan.js";
import { Damaged, opened } from "./file.js";

const IDLE = 5 * 60 * 1000;

const form = document.forms[0];
const field = form.elements.code;
const said = document.getElementById("said");
const bar = document.getElementById("bar");
const place = document.getElementById("inside");

let turn = 0;
let clock;
let printing = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = parsed(field.value);
  if (code.wrong) return refuse(form.dataset[code.wrong].replace("{digits}", code.length));
  const mine = ++turn;
  say(form.dataset.working);
  try {
    const plan = await opened(document.getElementById("data").textContent, code.digits);
    if (mine !== turn) return;
    if (plan) show(new Plan(plan.recipe, plan.keys));
    else refuse(form.dataset.nothing);
  } catch (error) {
    if (mine === turn) refuse(error instanceof Damaged ? form.dataset.damaged : form.dataset.old);
  }
});

function say(text) {
  said.textContent = text;
}

function refuse(text) {
  say(text);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function show(plan) {
  clear();
  const letter = letterOf(plan);
  place.append(...draw(document, letter, plan.recipe), ...staying(plan));
  place.classList.add("letter", letter.form);
  if (plan.damaged) say(form.dataset.part);
  form.hidden = true;
  bar.hidden = false;
  const title = place.querySelector("h1");
  title.tabIndex = -1;
  title.focus();
  rest();
}

// What is for its owner's eyes alone, and goes onto no paper.
function staying(plan) {
  const parts = plan.parts().map((part) => ({ ...part, fields: part.fields.filter((field) => !field.leaves.length) }));
  const kept = document.createElement("div");
  kept.className = "staying";
  kept.append(...drawn(document, parts.filter((part) => part.fields.length)));
  return kept.hasChildNodes() ? [kept] : [];
}

function clear() {
  turn += 1;
  clearTimeout(clock);
  place.replaceChildren();
  form.reset();
  field.removeAttribute("aria-invalid");
  say("");
  form.hidden = false;
  bar.hidden = true;
}

function hide() {
  clear();
  scrollTo(0, 0);
  field.focus();
}

// A page that is set aside while it prints is still looked at.
function leave() {
  if (!printing) clear();
}

function rest() {
  clearTimeout(clock);
  if (!bar.hidden) clock = setTimeout(hide, IDLE);
}

bar.addEventListener("click", (event) => {
  if (event.target.value === "hide") hide();
  if (event.target.value === "print") print();
});
for (const kind of ["pointerdown", "keydown", "wheel", "touchmove", "scroll"]) {
  addEventListener(kind, rest, { passive: true });
}
addEventListener("beforeprint", () => { printing = true; });
addEventListener("afterprint", () => { printing = false; });
addEventListener("pagehide", clear);
document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
form.hidden = false;
