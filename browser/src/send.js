// Seals a form's answers on this phone: to the laptop's vault, or to the plan of whoever writes.

import { answersOf, fill, questionsOf, tooLong } from "./answers.js";
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
  const asked = form.querySelector("[name=_do]")?.value;
  const change = asked === "change" && sent !== null && sent.id === idOf(form);
  const write = held.plan !== null && (asked === "step" || asked === "change") && !form.querySelector("[name=_code]");
  if (!step && !change && !write) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (change) place(sent.body);
  else if (write) openForm(form).catch(() => unreached(form));
  else send(form);
}, true);

addEventListener("pagehide", () => {
  sent = null;
  last = { id: "", text: "", sealed: "" };
});

function idOf(form) {
  return form.querySelector("[name=_id]")?.value;
}

// A form as its owner filled it in before: the laptop gives the questions, the open plan the answers.
export async function openForm(form) {
  const hidden = marks(form);
  const audience = hidden.find(([name]) => name === "_audience")?.[1] ?? "mine";
  const fields = [...hidden.filter(([name]) => name !== "_do" && name !== "_audience"),
    ["_do", "step"], ["_audience", audience], ...(audience === "mine" ? [["_changing", "1"]] : [])];
  const { page } = await post("/", fields);
  show(page, (body) => {
    const step = body.querySelector("form.step[data-audience=mine]");
    if (step) fill(step, held.plan.of(exerciseOf(step)));
  });
}

function exerciseOf(form) {
  return form.querySelector("[name=_exercise]").value;
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
  const emptied = emptiedIn(form, answers);
  if (Object.keys(answers).length === 0 && emptied.length === 0) {
    return held.reopen ? held.reopen() : show((await post("/m", hidden)).page);
  }
  const text = JSON.stringify([answers, emptied]);
  const exercise = exerciseOf(form);
  const before = held.outbox.get(exercise);
  if (before?.text === text) return deliver(before);
  const page = await asked(hidden);
  held.waiting = { hidden, answers, emptied, body: document.body };
  if (page && !held.lock) {
    await import("./mine.js");
    return show(page);
  }
  const fields = sealedWaiting(held.lock.key, held.lock.counter);
  held.lock.counter += 1;
  const letter = { exercise, form, text, answers, fields };
  held.outbox.set(exercise, letter);
  return deliver(letter);
}

// What was filled in and is empty now goes from the plan.
function emptiedIn(form, answers) {
  if (!held.plan || !form.querySelector("[name=_changing]")) return [];
  const had = held.plan.of(exerciseOf(form));
  return questionsOf(form).map((question) => question.dataset.prompt).filter((id) => id in had && !(id in answers));
}

// Learns anew what to seal to; gives the laptop's page. Out of reach, what was learned before is good enough.
async function asked(hidden) {
  try {
    const { page } = await post("/m", [...hidden.filter(([name]) => name !== "_do"), ["_do", "ticket"]]);
    const plan = page.querySelector("[data-plan-key]");
    const counter = Math.max(Number(plan?.dataset.counter), held.lock?.counter ?? 0);
    held.lock = plan ? { key: fromBase64(plan.dataset.planKey), counter } : null;
    return page;
  } catch (far) {
    if (!held.lock) throw far;
    return null;
  }
}

// What waits for a plan, each answer sealed to it by itself.
function sealedWaiting(key, counter) {
  const { hidden, answers, emptied } = held.waiting;
  const entries = Object.entries(answers).map(([prompt, plain]) =>
    [prompt, toBase64(seal(packed([counter, plain]), key))]);
  return [...hidden.filter(([name]) => name !== "_do"), ["_do", "keep"], ["_entries", JSON.stringify(entries)],
    ["_emptied", JSON.stringify(emptied)], ["_counter", counter]];
}

// Sends what waits for a plan; gives what the laptop answers.
export async function keepWaiting(key, counter) {
  const { answers } = held.waiting;
  return taken(await post("/m", sealedWaiting(key, counter)), answers);
}

function taken(reply, answers) {
  if (reply.page.querySelector(".tick")) held.waiting = null;
  const mine = reply.page.querySelector("[data-self-check]");
  if (mine) held.check(mine, answers);
  return reply;
}

const AGAIN = 5000;
let again = 0;

// Sealed words go out now, or by themselves as soon as they can; the same bytes each time.
async function deliver(letter) {
  let reply;
  try {
    reply = await post("/m", letter.fields);
  } catch {
    wait(letter);
    return;
  }
  if (held.outbox.get(letter.exercise) !== letter) return;
  held.outbox.delete(letter.exercise);
  await arrived(letter, taken(reply, letter.answers));
}

function wait({ form }) {
  const far = form.querySelector(".far");
  far.textContent = form.dataset.waits;
  far.hidden = false;
  clearTimeout(again);
  again = setTimeout(retry, AGAIN);
}

function retry() {
  for (const letter of held.outbox.values()) deliver(letter);
}

addEventListener("online", retry);

async function arrived({ form, text }, reply) {
  if (form.isConnected && text === JSON.stringify([answersOf(form), emptiedIn(form, answersOf(form))])) {
    if (asksAgain(form, reply)) return;
    if (!held.reopen) return show(reply.page);
    return held.reopen(true).catch(() => show(reply.page));
  }
  // Other words, or another page, took its place meanwhile: they stay.
  if (form.isConnected) form.querySelector(".far").hidden = true;
  document.querySelector(".said").textContent = reply.status < 400
    ? form.dataset.went : reply.page.querySelector(".notice, .lead")?.textContent ?? form.dataset.far;
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

// What to seal to is learned while the laptop is there.
function learn() {
  const mine = document.querySelector("form.step[data-audience=mine]");
  if (mine && !held.lock) asked(marks(mine)).catch(() => {});
}

// The way back to an open plan does not close it.
document.addEventListener("click", (event) => {
  if (!held.reopen || !event.target.closest("a[data-plan]")) return;
  event.preventDefault();
  held.reopen().catch(() => {
    document.querySelector(".said").textContent = document.querySelector("[data-far]").dataset.far;
  });
});

ready();
learn();
document.addEventListener("placed", ready);
document.addEventListener("placed", learn);
