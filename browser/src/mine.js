// My plan: the code is made, kept and used on this phone only; the laptop learns where the plan lies.

import { derived, freshCode, parsed, spaced } from "./code.js";
import { held } from "./held.js";
import { marks, place, post, show, told } from "./page.js";
import { Plan } from "./plan.js";
import { keepWaiting } from "./send.js";
import { fromBase64, toText } from "./sealing.js";
import { drawSince } from "./sincepage.js";
import "./bring.js";
import { asHtml, asMarkdown, drawn } from "./letter.js";

const ASKED = { new: begin, open: read, download: take };

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = ASKED[form.querySelector("[name=_do]")?.value];
  if (!asked || !form.closest("[data-salt]") || !form.matches("[action='/m']")) return;
  if (asked === take && (!held.plan || new FormData(form).get("_format") === "pdf")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  once(form, asked);
}, true);

async function once(form, asked) {
  const said = form.querySelector("[data-working]");
  if (form.dataset.sending !== undefined) return;
  form.dataset.sending = "";
  said.textContent = said.dataset.working;
  said.hidden = false;
  try {
    await asked(form, said);
  } catch {
    said.textContent = said.dataset.far;
  } finally {
    delete form.dataset.sending;
  }
}

function keysOf(form, digits) {
  return derived(digits, fromBase64(form.closest("[data-salt]").dataset.salt));
}

function without(fields, ...names) {
  return fields.filter(([name]) => !names.includes(name));
}

async function begin(form) {
  const digits = freshCode();
  const keys = await keysOf(form, digits);
  const fields = [...without(marks(form), "_do"), ["_do", "begin"],
    ["_slot", toText(keys.slot)], ["_key", toText(keys.publicKey)]];
  const { page } = await post("/m", fields);
  const code = page.querySelector(".code");
  if (!code) return show(page);
  code.textContent = spaced(digits);
  page.querySelector(".code + .spoken").textContent = [...digits].join(" ");
  if (held.waiting) await addWaiting(page, keys, 1);
  show(page);
}

async function addWaiting(page, keys, counter) {
  const kept = await keepWaiting(keys.publicKey, counter);
  page.querySelector(held.waiting ? "[data-not-kept]" : "[data-kept]").hidden = false;
  const result = kept.page.querySelector(".result");
  if (result) page.querySelector("main").append(page.adoptNode(result));
}

async function read(form, said) {
  const field = form.querySelector("[name=_code]");
  const code = parsed(field.value);
  if (code.wrong) {
    said.textContent = told(form.dataset[code.wrong], { digits: code.length });
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return;
  }
  const keys = await keysOf(form, code.digits);
  const fields = [...without(marks(form), "_do"), ["_do", "read"], ["_slot", toText(keys.slot)]];
  const { page } = await post("/m", fields);
  const sealed = page.querySelector("[data-recipe]");
  if (!sealed) {
    const refusal = page.querySelector(".refusal");
    if (!refusal) return show(page);
    said.textContent = refusal.textContent;
    return;
  }
  const recipe = JSON.parse(sealed.dataset.recipe);
  if (held.waiting) {
    await addWaiting(page, keys, recipe.counter);
    const again = await post("/m", fields);
    Object.assign(recipe, JSON.parse(again.page.querySelector("[data-recipe]").dataset.recipe));
  }
  held.plan = new Plan(recipe, { publicKey: keys.publicKey, secretKey: keys.secretKey });
  draw(page, sealed);
  drawSince(page, held.plan);
  show(page);
}

function draw(page, sealed) {
  const parts = held.plan.parts();
  sealed.removeAttribute("data-recipe");
  sealed.append(...drawn(page, parts));
  page.querySelector("[data-empty]").hidden = parts.length > 0;
  page.querySelector("[data-damaged]").hidden = !held.plan.damaged;
  for (const [exercise, check] of Object.entries(held.plan.recipe.checks)) {
    const spot = page.createElement("div");
    spot.dataset.selfCheck = JSON.stringify(check);
    sealed.after(spot);
    held.check(spot, held.plan.of(exercise));
    spot.remove();
  }
}

const KINDS = {
  html: ["text/html", asHtml],
  md: ["text/markdown", asMarkdown],
  json: ["application/json", (plan) => plan.toJson()],
};

// A file that this phone writes itself, named as the laptop names it.
async function take(form, said) {
  const ending = new FormData(form).get("_format");
  const [kind, write] = KINDS[ending];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([write(held.plan)], { type: `${kind};charset=utf-8` }));
  link.download = `notes.${ending}`;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
  said.hidden = true;
}

// What could not be kept is still in its form.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-not-kept] button") && held.waiting) place(held.waiting.body);
});

// Only the document to print is made on the laptop: only then is the code asked for once more.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-take]");
  if (form && held.plan) form.querySelector("[data-for-pdf]").hidden = new FormData(form).get("_format") !== "pdf";
});

