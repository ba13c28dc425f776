// A plan put together on its owner's phone, as domain/plan.py does: the laptop says how, and reads nothing.

import { fromBase64, open, unpacked } from "./sealing.js";

export class Plan {
  constructor(recipe, keys) {
    this.recipe = recipe;
    const opened = [];
    for (const [name, sealed] of recipe.entries) {
      // A damaged entry must not keep the others from their owner.
      try {
        const [counter, plain] = unpacked(open(fromBase64(sealed), keys));
        opened.push([counter, name, plain]);
      } catch {
        this.damaged = true;
      }
    }
    // Where two fill one place, the newer one holds.
    opened.sort((a, b) => a[0] - b[0]);
    this.answers = Object.fromEntries(opened.map(([, name, plain]) => [name, plain]));
    this.places = placed(recipe, this.answers);
    this.versions = (recipe.versions ?? []).map((entries) => new Plan({ ...recipe, entries, versions: [] }, keys));
    this.number = recipe.number ?? this.versions.length + 1;
  }

  of(exercise) {
    const own = Object.entries(this.answers).filter(([name]) => name.startsWith(`${exercise}/`));
    return Object.fromEntries(own.map(([name, plain]) => [name.slice(exercise.length + 1), plain]));
  }

  // [{title, fields: [{label, records: [{label, columns: [{label, texts}]}]}]}]; what never leaves left out.
  parts({ leaving = false } = {}) {
    return this.recipe.parts.map((part) => ({
      title: part.title,
      fields: part.fields.filter((field) => field.leaves.length || !leaving).map((field) => ({
        label: field.label,
        records: this.records(part.id, field),
      })).filter((field) => field.records.length > 0),
    })).filter((part) => part.fields.length > 0);
  }

  records(part, field) {
    const mine = this.places.get(`${part}.${field.id}`) ?? new Map();
    const numbers = [...new Set([...mine.keys()].map((key) => key.split("|")[0]))].sort((a, b) => a - b);
    const names = field.rows.length ? field.rows : numbers.map((number) => [number, ""]);
    const columns = field.columns.length ? field.columns : [["", ""]];
    return names.map(([record, label]) => ({
      label,
      columns: columns.filter(([column]) => mine.has(`${record}|${column}`))
        .map(([column, title]) => ({ label: title, texts: mine.get(`${record}|${column}`) })),
    })).filter((record) => record.columns.length > 0);
  }

  toJson() {
    const group = Object.fromEntries(this.recipe.group);
    const whole = { format: "workshop-plan", version: 1, answers: this.answers, group };
    if (this.versions.length) whole.versions = this.versions.map(({ answers }) => ({ answers }));
    if (this.recipe.contacts) whole.contacts = this.recipe.contacts;
    return `${JSON.stringify(whole, null, 1)}\n`;
  }
}

function placed(recipe, answers) {
  const places = new Map();
  const put = (field, record, column, texts) => {
    if (!places.has(field)) places.set(field, new Map());
    places.get(field).set(`${record}|${column}`, texts);
  };
  for (const [name, plain] of Object.entries(answers)) {
    const prompt = recipe.prompts[name];
    if (!prompt) continue;
    const { field, record, column, kind, labels, most } = prompt;
    const labelled = (ids) => ids.filter((id) => id in labels).map((id) => labels[id]);
    switch (kind) {
      case "list": plain.forEach((text, at) => put(field, at + 1, column, [text])); break;
      case "ranking": plain.forEach((id, at) => put(field, at + 1, column, labelled([id]))); break;
      case "multi": put(field, record, column, labelled(plain)); break;
      case "matrix-mark": plain.forEach(([row, cell]) => put(field, row, cell, [recipe.yes])); break;
      case "matrix-scale": case "matrix-text":
        plain.forEach(([row, cell, value]) => put(field, row, cell, [String(value)])); break;
      case "scale": put(field, record, column, [most ? `${plain} / ${most}` : String(plain)]); break;
      default: put(field, record, column, labels ? labelled([plain]) : [String(plain)]);
    }
  }
  for (const [, texts, field, column] of recipe.group) {
    texts.forEach((text, at) => put(field, at + 1, column, [text]));
  }
  return places;
}

