// Seals a form's answers on this phone: to the laptop's vault, or to the plan of whoever writes.

import { answersOf, fill, tooLong } from "./answers.js";
import { marks, place, post, show, told } from "./page.js";
import { fromBase64, packed, seal, toBase64 } from "./sealing.js";
import { held } from "./held.js";

// What went out last, so that sending the same again sends the very same bytes.
let last = { id: "", text: "", sealed: "" };

// The form whose answers lie on the laptop, for changing them: they never come back over the network.
let sent = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const step = form.matches("form.step[data-key]");
  const change = form.querySelector("[name=_do]")?.value === "change" && sent?.id === idOf(form);
  const write = held.plan !== null && form.querySelector("[name=_do]")?.value === "step";
  if (!step && !change && !write) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (change) place(sent.body);
  else if (write) open(form).catch(() => unreached(form));
  else send(form);
}, true);

addEventListener("pagehide", () => {
  sent = null;
  last = { id: "", text: "", sealed: "" };
});

function idOf(form) {
  return form.querySelector("[name=_id]")?.value;
}

async function open(form) {
  const { page } = await post(form.getAttribute("action"), marks(form));
  show(page, (body) => {
    const step = body.querySelector("form.step[data-audience=mine]");
    if (step) fill(step, held.plan.of(step.querySelector("[name=_exercise]").value));
  });
}

// The open plan stays where it is; a page that has no words for this leaves it to the browser.
function unreached(form) {
  const far = document.querySelector("[data-far]")?.dataset.far;
  if (far) document.querySelector(".said").textContent = far;
  else form.submit();
}

async function send(form) {
  const far = form.querySelector(".far");
  if (form.dataset.sending !== undefined) return;
  far.hidden = true;
  const long = tooLong(form);
  if (long) {
    far.textContent = told(form.dataset.long, long);
    far.hidden = false;
    long.question.scrollIntoView({ block: "start" });
    return;
  }
  form.dataset.sending = "";
  const state = form.querySelector(".state");
  const here = state.textContent;
  state.textContent = state.dataset.sent;
  try {
    await (form.dataset.audience === "mine" ? keep(form) : answer(form));
  } catch {
    far.textContent = form.dataset.far;
    far.hidden = false;
  } finally {
    delete form.dataset.sending;
    state.textContent = here;
  }
}

async function answer(form) {
  const id = idOf(form);
  const text = JSON.stringify(answersOf(form));
  if (last.id !== id || last.text !== text) {
    last = { id, text, sealed: toBase64(seal(new TextEncoder().encode(text), fromBase64(form.dataset.key))) };
  }
  const reply = await post(form.getAttribute("action"), [...marks(form), ["_sealed", last.sealed]]);
  if (asksAgain(form, reply)) return;
  sent = { id, body: document.body };
  show(reply.page);
}

async function keep(form) {
  const answers = answersOf(form);
  const hidden = marks(form);
  const waiting = Object.keys(answers).length > 0;
  if (!waiting) return show((await post("/m", hidden)).page);
  const { page } = await post("/m", [...hidden.filter(([name]) => name !== "_do"), ["_do", "ticket"]]);
  const plan = page.querySelector("[data-plan-key]");
  held.waiting = { hidden, answers, body: document.body };
  if (!plan) {
    await import("./mine.js");
    return show(page);
  }
  const kept = await keepWaiting(fromBase64(plan.dataset.planKey), Number(plan.dataset.counter));
  if (!asksAgain(form, kept)) show(kept.page);
}

// What waits for a plan is sealed to it, each answer by itself, and sent; gives what the laptop answers.
export async function keepWaiting(key, counter) {
  const { hidden, answers } = held.waiting;
  const entries = Object.entries(answers).map(([prompt, plain]) =>
    [prompt, toBase64(seal(packed([counter, plain]), key))]);
  const fields = [...hidden.filter(([name]) => name !== "_do"), ["_do", "keep"],
    ["_entries", JSON.stringify(entries)], ["_counter", counter]];
  const reply = await post("/m", fields);
  const { page } = reply;
  if (page.querySelector(".tick")) held.waiting = null;
  const mine = page.querySelector("[data-self-check]");
  if (mine) held.check(mine, answers);
  return reply;
}

// Where the laptop wants something mended, has no room, or has closed the form, the form stays, with all that
// was typed: nobody but this phone has it.
function asksAgain(form, { status, page }) {
  if (status < 400) return false;
  form.querySelectorAll(".refusal").forEach((old) => old.remove());
  form.parentNode.querySelectorAll(".summary").forEach((old) => old.remove());
  const summary = page.querySelector(".summary");
  if (!summary) {
    const far = form.querySelector(".far");
    far.textContent = page.querySelector(".notice, .lead")?.textContent ?? form.dataset.far;
    far.hidden = false;
    return true;
  }
  for (const refusal of page.querySelectorAll(".refusal")) {
    const question = document.getElementById(refusal.closest(".question").id);
    question.querySelector("legend, label").after(document.adoptNode(refusal));
  }
  form.before(document.adoptNode(summary));
  form.parentNode.querySelector(".summary").focus();
  return true;
}

// Said only once this script is there to do it.
function ready() {
  document.querySelectorAll("[data-sealed]").forEach((line) => {
    line.textContent = line.dataset.sealed;
  });
}

ready();
document.addEventListener("placed", ready);
