// What may still be missing in a plan, by the rules of domain/gaps.py: [{id, part, text}], the first few only.

const SHOWN = 5;

export function gapsIn(plan) {
  const filled = [];
  for (const [field, places] of plan.places) {
    for (const [key, texts] of places) if (texts.length) filled.push([field, ...key.split("|")]);
  }
  const [empty, ...rules] = plan.recipe.gaps;
  const more = rules.pop();
  if (count(empty, filled)) return [said(empty, 1)];
  const found = rules.map((rule) => [rule, count(rule, filled)]).filter(([, n]) => n);
  const shown = found.slice(0, SHOWN).map(([rule, n]) => said(rule, n));
  return found.length > SHOWN ? [...shown, said(more, found.length - SHOWN)] : shown;
}

function said({ id, part, texts }, n) {
  return { id, part, text: texts[Math.min(n, texts.length) - 1] };
}

function count(rule, filled) {
  let missing = 0;
  for (const [when, has] of rule.cases) {
    for (const about of abouts(when, filled)) {
      if (!has.some((cells) => filled.some((one) => matches(cells, one, about)))) missing += 1;
    }
  }
  return missing;
}

// The records that a case is about, once each; "" where it is about none in particular.
function abouts(when, filled) {
  const found = when.flatMap((cells) => filled.filter((one) => matches(cells, one, one[1]))
    .map(([, record]) => (cells[1] === "*" ? record : "")));
  return when.length ? new Set(found) : [""];
}

function matches([field, record, column], one, about) {
  const wanted = record === "*" ? about : record;
  return (one[0] === field || one[0].startsWith(`${field}.`)) && (!wanted || wanted === one[1]) &&
    (!column || column === one[2]);
}
