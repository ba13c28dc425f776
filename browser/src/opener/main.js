// A sealed plan in any browser, without a network: opened by its code.

import { parsed } from "../code.js";
import { draw, drawn, letterOf } from "../letter.js";
import { Plan } from "../plan.js";
import { Damaged, opened } from "./file.js";
import { Refused, data, say, shell, texts } from "./shell.js";

shell(async (typed) => {
  const code = parsed(typed);
  if (code.wrong) throw new Refused(texts[code.wrong].replace("{digits}", code.length));
  const plan = await opened(data(), code.digits).catch((error) => {
    throw error instanceof Damaged ? new Refused(texts.damaged) : error;
  });
  if (!plan) throw new Refused(texts.nothing);
  return new Plan(plan.recipe, plan.keys);
}, (place, plan) => {
  const letter = letterOf(plan);
  place.append(...draw(document, letter, plan.recipe), ...staying(plan));
  place.classList.add("letter", letter.form);
  if (plan.damaged) say(texts.part);
});

// What is for its owner's eyes alone, and goes onto no paper.
function staying(plan) {
  const parts = plan.parts().map((part) => ({ ...part, fields: part.fields.filter((field) => !field.leaves.length) }));
  const kept = document.createElement("div");
  kept.className = "staying";
  kept.append(...drawn(document, parts.filter((part) => part.fields.length)));
  return kept.hasChildNodes() ? [kept] : [];
}
