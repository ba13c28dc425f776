// My plan: the code is made, kept and used on this phone only; the laptop learns where the plan lies.

import { derived, freshCode, parsed, spaced } from "./code.js";
import { held } from "./held.js";
import { marks, place, post, show, told } from "./page.js";
import { Plan } from "./plan.js";
import { keepWaiting, openForm } from "./send.js";
import { fromBase64, toText } from "./sealing.js";
import { drawn, letterOf } from "./letter.js";
import { htmlOf, markdownOf } from "./take.js";

const ASKED = { new: begin, open: read, change, download: take };

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = ASKED[form.querySelector("[name=_do]")?.value];
  if (!asked || !form.closest("[data-salt]") || !form.matches("[action='/m']")) return;
  if (asked === change && !form.querySelector("[name=_code]")) return;
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
  const opened = await unlocked(form, said);
  if (opened) show(opened);
}

async function change(form, said) {
  if (await unlocked(form, said)) await openForm(form);
}

// The page of the plan that a typed code opens, ready to be shown; nothing where it opens none.
async function unlocked(form, said) {
  const field = form.querySelector("[name=_code]");
  const code = parsed(field.value);
  if (code.wrong) {
    said.textContent = told(form.dataset[code.wrong], { digits: code.length });
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return null;
  }
  const keys = await keysOf(form, code.digits);
  const fields = [...without(marks(form), "_do"), ["_do", "read"], ["_slot", toText(keys.slot)]];
  const { page } = await post("/m", fields);
  const sealed = page.querySelector("[data-recipe]");
  if (!sealed) {
    const refusal = page.querySelector(".refusal");
    if (refusal) said.textContent = refusal.textContent;
    else show(page);
    return null;
  }
  if (held.waiting) {
    await addWaiting(page, keys, JSON.parse(sealed.dataset.recipe).counter);
    const again = await post("/m", fields);
    sealed.dataset.recipe = again.page.querySelector("[data-recipe]").dataset.recipe;
  }
  unseal(page, keys);
  held.reopen = async (kept = false) => {
    const fresh = await post("/m", fields);
    unseal(fresh.page, keys);
    fresh.page.querySelector("[data-kept]").hidden = !kept;
    show(fresh.page);
  };
  return page;
}

function unseal(page, { publicKey, secretKey }) {
  const sealed = page.querySelector("[data-recipe]");
  const recipe = JSON.parse(sealed.dataset.recipe);
  held.plan = new Plan(recipe, { publicKey, secretKey });
  held.lock = { key: publicKey, counter: Math.max(recipe.counter, held.lock?.counter ?? 0) };
  draw(page, sealed);
}

function draw(page, sealed) {
  const parts = held.plan.parts();
  sealed.removeAttribute("data-recipe");
  sealed.append(...drawn(page, parts));
  for (const { id, title } of held.plan.recipe.parts) {
    const section = [...sealed.querySelectorAll(".part")].find((one) => one.querySelector("h2").textContent === title);
    section?.append(...(held.plan.recipe.pieces[id] ?? []).map((piece) => wayTo(page, piece)));
  }
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

// Leads to the form that wrote a piece, or says why none does.
function wayTo(page, { exercise, title, open }) {
  const way = page.querySelector(`[data-piece=${open ? "open" : "closed"}]`).content.firstElementChild.cloneNode(true);
  const line = way.querySelector("button") ?? way;
  line.textContent = told(line.textContent, { title });
  if (open) way.querySelector("[name=_exercise]").value = exercise;
  return page.importNode(way, true);
}

const KINDS = {
  html: ["text/html", (plan) => htmlOf(letterOf(plan), plan.recipe)],
  md: ["text/markdown", (plan) => markdownOf(letterOf(plan), plan.recipe)],
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

