// A plan put together on its owner's phone, as domain/plan.py does: the laptop says how, and reads nothing.

import { fromBase64, open, unpacked } from "./sealing.js";

export class Plan {
  constructor(recipe, keys) {
    this.recipe = recipe;
    const opened = [];
    for (const [name, sealed] of recipe.entries ?? []) {
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
    this.fill(Object.fromEntries(opened.map(([, name, plain]) => [name, plain])));
    this.versions = (recipe.versions ?? []).map((entries) => new Plan({ ...recipe, entries, versions: [] }, keys));
    this.number = recipe.number ?? this.versions.length + 1;
    this.edition = { number: this.number, day: recipe.today ?? null };
  }

  // A plan whose answers lie open, as in the file that `toJson` makes.
  static of(recipe, answers) {
    const plan = new Plan({ ...recipe, entries: [], versions: [] });
    plan.fill(answers);
    return plan;
  }

  // `places`: the texts by "P2.stressors" and then by "record|column"; `ours`: those that hold words of ours.
  fill(answers) {
    this.answers = answers;
    this.places = new Map();
    this.ours = new Set();
    for (const [name, plain] of Object.entries(answers)) {
      try {
        this.answered(this.recipe.prompts[name], plain);
      } catch {
        this.damaged = true;
      }
    }
    for (const [, texts, field, column] of this.recipe.group) {
      texts.forEach((text, at) => this.put(field, at + 1, column, [text]));
    }
  }

  answered(prompt, plain) {
    if (!prompt) return;
    const { field, record, column, kind, labels, most } = prompt;
    const own = (row, cell, value) => this.put(field, row, cell, [String(value)]);
    const ours = (row, cell, texts) => this.put(field, row, cell, texts, true);
    const labelled = (ids) => ids.map((id) => labels[id]).filter((label) => typeof label === "string");
    switch (kind) {
      case "list": plain.forEach((text, at) => own(at + 1, column, text)); break;
      case "ranking": plain.forEach((id, at) => ours(at + 1, column, labelled([id]))); break;
      case "multi": ours(record, column, labelled(plain)); break;
      case "matrix-mark": plain.forEach(([row, cell]) => ours(row, cell, [this.recipe.yes])); break;
      case "matrix-scale": case "matrix-text": plain.forEach((cell) => own(...cell)); break;
      case "scale": own(record, column, most ? `${plain} / ${most}` : plain); break;
      default:
        if (labels) ours(record, column, labelled([plain]));
        else own(record, column, plain);
    }
  }

  put(field, record, column, texts, ours = false) {
    const key = `${record}|${column}`;
    if (!this.places.has(field)) this.places.set(field, new Map());
    this.places.get(field).set(key, texts);
    this.ours[ours ? "add" : "delete"](`${field}|${key}`);
  }

  of(exercise) {
    const own = Object.entries(this.answers).filter(([name]) => name.startsWith(`${exercise}/`));
    return Object.fromEntries(own.map(([name, plain]) => [name.slice(exercise.length + 1), plain]));
  }

  // What is filled: [{id, title, fields: [{id, label, …, records}]}]; what never leaves left out where `leaving`.
  parts({ leaving = false } = {}) {
    return this.recipe.parts.map((part) => ({
      ...part,
      fields: part.fields.filter((field) => field.leaves.length || !leaving)
        .map((field) => ({ ...field, name: `${part.id}.${field.id}`, records: this.records(part.id, field) }))
        .filter((field) => field.records.length > 0),
    })).filter((part) => part.fields.length > 0);
  }

  // [{id, label, columns: [{id, label, texts, own}]}]
  records(part, field) {
    const name = `${part}.${field.id}`;
    const mine = this.places.get(name) ?? new Map();
    const ids = [...new Set([...mine.keys()].map((key) => key.split("|")[0]))];
    const names = field.rows.length ? field.rows
      : ids.sort((a, b) => (Number(a) || 0) - (Number(b) || 0)).map((id) => [id, ""]);
    const columns = field.columns.length ? field.columns : [["", ""]];
    return names.map(([id, label]) => ({
      id,
      label,
      columns: columns.filter(([column]) => mine.has(`${id}|${column}`)).map(([column, title]) => {
        const key = `${id}|${column}`;
        return { id: column, label: title, texts: mine.get(key), own: !this.ours.has(`${name}|${key}`) };
      }),
    })).filter((record) => record.columns.length > 0);
  }

  // export/planjson.py says what is in it.
  toJson({ number, day } = this.edition) {
    return `${JSON.stringify({
      format: "workshop-plan",
      version: 2,
      edition: { number, day },
      answers: this.answers,
      versions: this.versions.map((earlier) => earlier.answers),
      group: Object.fromEntries(this.recipe.group),
      contacts: this.recipe.contacts?.list ?? [],
    }, null, 1)}\n`;
  }
}
