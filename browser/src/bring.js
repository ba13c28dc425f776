// A plan that its owner brings from an earlier workshop: its file is read on this phone, sealed again to the
// plan's key here, and sent as an earlier version of it, in pieces that fit into a request.

import { derived, freshCode, parsed, spaced } from "./code.js";
import { opened } from "./opener/file.js";
import * as sealedFile from "./opener/sealing.js";
import { marks, post, show, told } from "./page.js";
import { fromBase64, packed, seal, toBase64, toText } from "./sealing.js";

const FORMAT = "workshop-plan";
const VERSIONS = [1, 2];
// Characters of sealed entries in one request: written as a form's field they grow by a tenth at most.
const MOST = 40 * 1024;
// Below every number that is given here: nothing that was written in this workshop is replaced.
const COUNTER = 0;

class Kindly extends Error {}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-bring]") || !form.closest("[data-salt]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sending !== undefined) return;
  const said = form.querySelector("[data-working]");
  form.dataset.sending = "";
  said.textContent = said.dataset.working;
  said.hidden = false;
  try {
    show(await brought(form));
  } catch (problem) {
    said.textContent = problem instanceof Kindly ? problem.message : said.dataset.far;
  } finally {
    delete form.dataset.sending;
  }
}, true);

function ready() {
  for (const form of document.querySelectorAll("form[data-bring]")) {
    form.querySelector("[data-file]").hidden = false;
    form.querySelector("[data-paste]").hidden = true;
    const hint = form.querySelector("[data-new-code]");
    hint.textContent = hint.dataset.newCode;
  }
}

ready();
document.addEventListener("placed", ready);

async function brought(form) {
  const file = form.querySelector("[type=file]").files[0];
  const bytes = file ? await file.arrayBuffer() : new TextEncoder().encode(form.querySelector("[name=_plan]").value);
  const text = new TextDecoder().decode(bytes);
  if (!text.trim()) throw new Kindly(form.dataset.nothing);
  const digits = digitsIn(form);
  const sealed = sealedIn(bytes);
  const versions = sealed ? await unsealed(form, sealed, digits) : dataIn(form, text);
  const code = digits ?? freshCode();
  const keys = await derived(code, fromBase64(form.closest("[data-salt]").dataset.salt));
  const hidden = marks(form).filter(([name]) => name !== "_do" && name !== "_version");
  const page = await begun(hidden, keys);
  const shown = page.querySelector(".code");
  if (shown) {
    shown.textContent = spaced(code);
    page.querySelector(".code + .spoken").textContent = [...code].join(" ");
  }
  let last = page;
  let elsewhere = 0;
  for (const [at, answers] of versions.entries()) {
    const id = toText(crypto.getRandomValues(new Uint8Array(16)));
    for (const piece of pieces(answers, keys.publicKey)) {
      const fields = [...hidden, ["_do", "bring"], ["_version", id], ["_entries", JSON.stringify(piece)],
        ["_begin", at === versions.length - 1 ? "1" : ""]];
      const reply = await post("/m", fields);
      if (reply.status >= 400) return reply.page;
      last = reply.page;
      if (at === versions.length - 1) elsewhere += Number(last.querySelector("main").dataset.elsewhere);
    }
  }
  const line = last.querySelector(".elsewhere");
  line.textContent = told(form.dataset.elsewhere, { n: elsewhere });
  line.hidden = elsewhere === 0;
  if (digits !== undefined) return last;
  // A new code is shown once: what was brought is told beside it.
  shown.before(page.adoptNode(last.querySelector(".brought")));
  return page;
}

function digitsIn(form) {
  const typed = form.querySelector("[name=_code]").value;
  if (!typed.trim()) return undefined;
  const code = parsed(typed);
  if (code.wrong) throw new Kindly(told(form.dataset[code.wrong], { digits: code.length }));
  return code.digits;
}

// The data of a sealed page, in which every byte is one sign; a parser of text heeds no declaration of that.
function sealedIn(bytes) {
  const page = new TextDecoder("windows-1252").decode(bytes);
  return new DOMParser().parseFromString(page, "text/html").querySelector("script#data")?.textContent;
}

// The answers of each version, oldest first, as `unsealed` has them too.
function dataIn(form, text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Kindly(form.dataset.unread);
  }
  if (file?.format !== FORMAT || !VERSIONS.includes(file.version)) throw new Kindly(form.dataset.unread);
  // An earlier version is its answers, or holds them as the file itself does.
  const found = [...(file.versions ?? []).map((one) => one?.answers ?? one), file.answers];
  if (found.some((answers) => !answers || typeof answers !== "object")) throw new Kindly(form.dataset.unread);
  return found;
}

async function unsealed(form, data, digits) {
  if (digits === undefined) throw new Kindly(form.dataset.locked);
  let found;
  try {
    found = await opened(data, digits);
  } catch {
    throw new Kindly(form.dataset.unread);
  }
  if (!found) throw new Kindly(form.dataset.another);
  const { recipe, keys } = found;
  return [...recipe.versions, recipe.entries].map((entries) => {
    const plain = entries.map(([name, box]) => [name, ...sealedFile.unpacked(sealedFile.open(box, keys))]);
    // The newest last, as in a plan: where two fill one place of it, that one holds.
    return Object.fromEntries(plain.sort((a, b) => a[1] - b[1]).map(([name, , answer]) => [name, answer]));
  });
}

// The plan of this code here, begun where it is not here yet; the laptop answers with its leave to add.
async function begun(hidden, keys) {
  const slot = ["_slot", toText(keys.slot)];
  const known = await post("/m", [...hidden, ["_do", "read"], slot]);
  if (known.page.querySelector("[data-recipe]")) return known.page;
  const fields = [...hidden, ["_do", "begin"], slot, ["_key", toText(keys.publicKey)]];
  const { page } = await post("/m", fields);
  const again = page.querySelector("[name=_again]");
  return again ? (await post("/m", [...fields, ["_again", again.value]])).page : page;
}

function* pieces(answers, publicKey) {
  let piece = [];
  let size = 0;
  for (const [name, plain] of Object.entries(answers)) {
    const entry = [name, toBase64(seal(packed([COUNTER, plain]), publicKey))];
    const more = name.length + entry[1].length + 8;
    if (piece.length && size + more > MOST) {
      yield piece;
      [piece, size] = [[], 0];
    }
    piece.push(entry);
    size += more;
  }
  if (piece.length) yield piece;
}
