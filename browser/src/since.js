// What changed in a plan since an earlier version of it, as domain/comparing_plans.py finds it: for its owner
// alone. Nothing is counted up, and no change is called better or worse.

const SLIDERS = ["P14.self_check_trend", "P14.who_5"];
const COMMITMENTS = "P11.commitments";
const [WHAT, WENT, NEXT] = ["what", "how_it_went", "next_size"];

// `parts` as the recipe has them; each version as `ownPlaces` gives it, oldest first.
export function since(parts, versions, now) {
  const before = versions[versions.length - 1];
  const all = parts.flatMap((part) => part.fields.map((field) => [part, field, `${part.id}.${field.id}`]));
  const fields = all.filter(([, , name]) => !SLIDERS.includes(name))
    .map(([part, field, name]) => fieldSince(part, field, name, before, now))
    .filter((field) => field.kept.length + field.changed.length + field.dropped.length + field.new.length > 0);
  const sliders = all.filter(([, , name]) => SLIDERS.includes(name))
    .map(([, field, name]) => slidersOf(field, [...versions, now].map((version) => records(name, version))))
    .filter((found) => found.rows.length > 0);
  return { fields, sliders, commitments: commitments(records(COMMITMENTS, before), records(COMMITMENTS, now)) };
}

// What a plan's own entries fill: without what its group made together.
export function ownPlaces(plan) {
  const own = new Map([...plan.places].map(([field, places]) => [field, new Map(places)]));
  for (const [, texts, field, column] of plan.recipe.group) {
    texts.forEach((_, at) => own.get(field)?.delete(`${at + 1}|${column}`));
  }
  return own;
}

function records(name, places) {
  const found = new Map();
  for (const [key, texts] of places.get(name) ?? []) {
    if (!texts.length) continue;
    const [record, column] = key.split("|");
    if (!found.has(record)) found.set(record, new Map());
    found.get(record).set(column, texts);
  }
  return found;
}

const byNumber = (a, b) => (Number(a) || 0) - (Number(b) || 0);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function sameRecord(told, a, b) {
  return told.every(([column]) => same(a.get(column) ?? [], b.get(column) ?? []));
}

function fieldSince(part, field, name, before, now) {
  const told = toldOf(field, name);
  const [old, fresh] = [only(told, records(name, before)), only(told, records(name, now))];
  const lead = (record) => record.get(told.find(([column]) => record.has(column))[0]);
  const kept = [];
  if (field.many) {
    for (const number of [...old.keys()].sort(byNumber)) {
      const again = [...fresh.keys()].sort(byNumber)
        .find((other) => sameRecord(told, fresh.get(other), old.get(number)));
      if (again === undefined) continue;
      kept.push(lead(old.get(number)));
      old.delete(number);
      fresh.delete(again);
    }
  }
  const labels = Object.fromEntries(field.rows);
  const order = field.rows.length
    ? field.rows.map(([id]) => id) : [...new Set([...old.keys(), ...fresh.keys()])].sort(byNumber);
  const changed = [];
  for (const record of order.filter((one) => old.has(one) && fresh.has(one))) {
    const [was, is] = [old.get(record), fresh.get(record)];
    if (sameRecord(told, was, is)) {
      kept.push(lead(was));
      continue;
    }
    for (const [column, label] of told) {
      const [first, then] = [was.get(column) ?? [], is.get(column) ?? []];
      if (!same(first, then)) changed.push({ record: labels[record] ?? "", column: label, before: first, now: then });
    }
  }
  return {
    part: part.title, label: field.label, kept, changed,
    dropped: order.filter((one) => old.has(one) && !fresh.has(one)).map((one) => lead(old.get(one))),
    new: order.filter((one) => fresh.has(one) && !old.has(one)).map((one) => lead(fresh.get(one))),
  };
}

function toldOf(field, name) {
  const columns = field.columns.length ? field.columns : [["", ""]];
  return name === COMMITMENTS ? columns.filter(([id]) => id !== WENT && id !== NEXT) : columns;
}

function only(told, found) {
  const known = new Set(told.map(([column]) => column));
  const asked = [...found].map(([record, columns]) =>
    [record, new Map([...columns].filter(([column]) => known.has(column)))]);
  return new Map(asked.filter(([, columns]) => columns.size > 0));
}

function slidersOf(field, found) {
  const columns = field.columns.map(([id]) => id);
  const rows = field.rows
    .map(([id, label]) => ({ label, values: found.map((version) => valueOf(version.get(id), columns)) }))
    .filter(({ values }) => values.filter((value) => value !== null).length > 1);
  const ends = found.flatMap((version) => [...version.values()])
    .flatMap((record) => [...record.values()]).map((texts) => endOf(texts[0]));
  return { label: field.label, most: Math.max(1, ...ends), rows };
}

function endOf(text) {
  const end = text.split(" / ")[1] ?? "";
  return /^[0-9]+$/.test(end) ? Number(end) : 0;
}

function valueOf(record, columns) {
  const said = columns.filter((column) => record?.has(column)).map((column) => record.get(column));
  const value = said.length ? said[said.length - 1][0].split(" / ")[0] : "";
  return /^[0-9]+$/.test(value) ? Number(value) : null;
}

function commitments(before, now) {
  const none = new Map();
  return [...new Set([...before.keys(), ...now.keys()])].sort(byNumber).map((number) => {
    const [old, fresh] = [before.get(number) ?? none, now.get(number) ?? none];
    const [was, is] = [old.get(WHAT) ?? [], fresh.get(WHAT) ?? []];
    const [went, next] = [fresh.get(WENT) ?? [], fresh.get(NEXT) ?? []];
    const there = (was.length || is.length) && (was.length || went.length || next.length);
    return there && { was: was.length ? was : is, now: was.length && !same(was, is) ? is : [], went, next };
  }).filter(Boolean);
}
