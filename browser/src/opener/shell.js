// The page around what a sealed file holds: it asks for what opens it, shows it, and hides it when nobody looks.

const IDLE = 5 * 60 * 1000;

const form = document.forms[0];
const [field] = form.elements;
const said = document.getElementById("said");
const bar = document.getElementById("bar");
const place = document.getElementById("inside");

export const texts = form.dataset;
export const data = () => document.getElementById("data").textContent;

// What was typed does not open it; its message says why.
export class Refused extends Error {}

let turn = 0;
let clock;
let printing = false;

// `opened` makes of what was typed what `draw` puts into the page.
export function shell(opened, draw) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const mine = ++turn;
    say(texts.working);
    try {
      const inside = await opened(field.value);
      if (mine === turn) show(() => draw(place, inside));
    } catch (error) {
      if (mine === turn) refuse(error instanceof Refused ? error.message : texts.old);
    }
  });
  form.hidden = false;
}

export function say(text) {
  said.textContent = text;
}

function refuse(text) {
  say(text);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function show(draw) {
  clear();
  draw();
  form.hidden = true;
  bar.hidden = false;
  const title = place.querySelector("h1");
  title.tabIndex = -1;
  title.focus();
  rest();
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
