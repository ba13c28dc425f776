// My plan: the code is made, kept and used on this phone only; the laptop learns where the plan lies.

import { derived, freshCode, parsed, spaced } from "./code.js";
import { held } from "./held.js";
import { marks, place, post, show, told } from "./page.js";
import { Plan } from "./plan.js";
import { keepWaiting, openForm } from "./send.js";
import { fromBase64, toText } from "./sealing.js";
import * as annex from "./annex.js";
import "./bring.js";
import { gapsIn } from "./gaps.js";
import * as home from "./home.js";
import { draw, drawn, letterOf } from "./letter.js";
import { drawSince } from "./sincepage.js";

const ASKED = { new: begin, open: read, change, download, take: follow, choose, annex: request };

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = ASKED[form.querySelector("[name=_do]")?.value];
  if (!asked || !form.closest("[data-salt]") || !form.matches("[action='/m']")) return;
  if (asked === change && !codeOf(form)) return;
  // Only the document to print is made on the laptop: only then does the code leave.
  if (asked === download && new FormData(form).get("_format") === "pdf") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  once(form, asked, event.submitter);
}, true);

async function once(form, asked, button) {
  const said = form.querySelector("[data-working]") ?? document.querySelector(".said");
  const far = said.dataset.far ?? document.querySelector("[data-salt]").dataset.far;
  if (form.dataset.sending !== undefined) return;
  form.dataset.sending = "";
  said.textContent = said.dataset.working ?? "";
  said.hidden = false;
  try {
    await asked(form, said, button);
  } catch {
    said.textContent = far;
  } finally {
    delete form.dataset.sending;
  }
}

function codeOf(form) {
  return form.querySelector("[name=_code]");
}

// Whether a plan is open now: the one that was, or that of the code typed into `form`.
async function isOpen(form, said) {
  const open = held.plan !== null || (codeOf(form) !== null && (await unlocked(form, said)) !== null);
  if (open && said.matches("[data-working]")) said.hidden = true;
  return open;
}

// The next page, with the plan still open; the word for a calendar stays here.
async function follow(form, said, button) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "_word" && name !== "_code");
  if (button?.name) fields.push([button.name, button.value]);
  const word = new FormData(form).get("_word");
  const { page } = await post("/m", fields);
  const field = page.querySelector("[name=_word]");
  if (field && word !== null) field.value = word;
  show(page);
}

async function choose(form, said, button) {
  if (!codeOf(form)) return follow(form, said, button);
  if (await isOpen(form, said)) settle();
}

async function download(form, said) {
  if (await isOpen(form, said)) home.take(form, held.plan);
}

async function request(form, said, button) {
  if (form.dataset.annex === undefined) return follow(form, said, button);
  if (!(await isOpen(form, said))) return;
  if (form.dataset.annex === "open") settle();
  else annex.go(form, held.plan);
}

// What a page needs of the open plan is drawn here.
function settle() {
  home.fillIn(held.plan);
  if (held.plan) annex.begin(held.plan);
}

settle();
document.addEventListener("placed", settle);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

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
  drawOpen(page, sealed);
  drawSince(page, held.plan);
}

function drawOpen(page, sealed) {
  const { plan } = held;
  const { recipe } = plan;
  const letter = letterOf(plan);
  const [head, ...rest] = draw(page, { ...letter, card: [] }, recipe);
  head.querySelector("h1").remove();
  sealed.removeAttribute("data-recipe");
  sealed.append(head, ...rest);
  const articles = rest.filter((node) => node.localName === "article");
  const found = letter.chapters.map(({ title }) => recipe.parts.find((part) => part.title === title).id);
  found.forEach((part, at) => articles[at].append(...waysTo(page, part)));
  drawOnlyHere(page, found);
  drawGaps(page);
  page.querySelector("[data-damaged]").hidden = !plan.damaged;
  for (const [exercise, check] of Object.entries(recipe.checks)) {
    const spot = page.createElement("div");
    spot.dataset.selfCheck = JSON.stringify(check);
    sealed.after(spot);
    held.check(spot, plan.of(exercise));
    spot.remove();
  }
}

// What leaves in no form, and the ways to pieces that stand in no chapter.
function drawOnlyHere(page, found) {
  const { plan } = held;
  const kept = plan.parts().map((part) => ({ ...part, fields: part.fields.filter(({ leaves }) => leaves.length === 0) }))
    .filter(({ fields }) => fields.length);
  const others = Object.keys(plan.recipe.pieces).filter((part) => !found.includes(part));
  const place = page.querySelector("[data-only-here]");
  place.append(...drawn(page, kept).flatMap((part) => [...part.children].filter((node) => node.localName !== "h2")),
    ...others.flatMap((part) => waysTo(page, part)));
  place.hidden = kept.length === 0 && others.length === 0;
}

function waysTo(page, part) {
  return (held.plan.recipe.pieces[part] ?? []).map((piece) => wayTo(page, piece));
}

// Kind sentences, each with a way to write what it is about where there is one.
function drawGaps(page) {
  const { plan } = held;
  const found = gapsIn(plan).filter(({ id }) => id !== "more");
  page.querySelector("[data-gaps]").hidden = found.length === 0;
  page.querySelector("[data-gaps] ul").append(...found.map(({ id, text }) => {
    const line = page.createElement("li");
    line.append(page.createElement("p"));
    line.firstChild.textContent = text;
    if (plan.recipe.ways[id]) line.append(wayTo(page, plan.recipe.ways[id], "missing"));
    return line;
  }));
}

// Leads to the form that wrote a piece, or says why none does.
function wayTo(page, { exercise, title, open }, kind = open ? "open" : "closed") {
  const way = page.querySelector(`[data-piece=${kind}]`).content.firstElementChild.cloneNode(true);
  const line = way.querySelector("button") ?? way;
  line.textContent = told(line.textContent, { title });
  if (open) way.querySelector("[name=_exercise]").value = exercise;
  return page.importNode(way, true);
}

// What could not be kept is still in its form.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-not-kept] button") && held.waiting) place(held.waiting.body);
});
