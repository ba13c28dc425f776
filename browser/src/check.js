// What a self-check says, worked out on this phone: as domain/score.py does, and kept nowhere.

import { told } from "./page.js";

export function checked(place, answers) {
  const check = JSON.parse(place.dataset.selfCheck);
  const counted = {};
  for (const { id, reversed } of check.items) {
    const value = Number(answers[id] ?? NaN);
    if (!Number.isInteger(value) || value < check.lowest || value > check.highest) continue;
    counted[id] = reversed ? check.lowest + check.highest - value : value;
  }
  const given = Object.keys(counted).length;
  if (given === 0 || check.items.length - given > check.missing) return;
  const total = totalled(check, counted, check.items.map(({ id }) => id));
  const band = check.bands.find(({ upTo }) => total <= upTo);
  const lines = [
    ["p", check.title, "where"], ["h2", band.title], ...band.say.map((sentence) => ["p", sentence]),
    ...check.subscales.filter(({ items }) => items.some((item) => item in counted))
      .map(({ title, items }) => ["p", `${title}: ${totalled(check, counted, items)}`]),
    ["p", told(check.told, { total, most: check.most }), "hint"],
    ...(check.licence ? [["p", check.licence, "hint"]] : []),
  ];
  const section = place.ownerDocument.createElement("section");
  section.className = "result";
  for (const [name, text, kind] of lines) {
    const line = place.ownerDocument.createElement(name);
    line.textContent = text;
    if (kind) line.className = kind;
    section.append(line);
  }
  place.replaceWith(section);
}

// Halves go up, and no fraction is lost: sums of whole numbers are divided last.
function totalled(check, counted, asked) {
  const given = asked.filter((item) => item in counted);
  const sum = given.reduce((whole, item) => whole + counted[item], 0);
  const times = check.times * (check.method === "mean" ? 1 : asked.length);
  return Math.floor((2 * sum * times + given.length) / (2 * given.length));
}
