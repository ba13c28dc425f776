// What browser/src makes of plans, one a line: {recipe, answers, form, edition, days, summary} in, every form out.
// Run with `node --import ./tests/export/stand_ins.mjs`: no package is needed for what is tested here.

import { createInterface } from "node:readline";
import { letterOf, draw, reviewDays } from "../../browser/src/letter.js";
import { Plan } from "../../browser/src/plan.js";
import { icsOf, markdownOf, textOf } from "../../browser/src/take.js";

// As much of a document as drawing needs; an element becomes [name, attributes, children].
const page = {
  createElement: (name) => ({
    made: [name, {}, []],
    setAttribute(key, value) { this.made[1][key] = value; },
    append(...children) { this.made[2].push(...children.map((child) => child.made ?? child)); },
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { recipe, answers, form, edition, summary } = JSON.parse(line);
  const plan = Plan.of(recipe, answers);
  const letter = letterOf(plan, { form, edition });
  console.log(JSON.stringify({
    letter,
    drawn: draw(page, letter, recipe).map((node) => node.made),
    markdown: markdownOf(letter, recipe),
    text: textOf(letter, recipe),
    ics: icsOf(reviewDays(plan), recipe, summary),
    json: plan.toJson(edition),
    damaged: plan.damaged ?? false,
  }));
}
