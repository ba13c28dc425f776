// What changed since the last version, drawn into the page of an open plan as phone/since-parts.html does.

import { ownPlaces, since } from "./since.js";
import { told } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";

export function drawSince(page, plan) {
  const number = page.querySelector("[data-number]");
  if (number) number.textContent = told(number.dataset.number, { number: plan.number });
  const place = page.querySelector("[data-since]");
  const versions = plan.versions.map(ownPlaces);
  const some = page.querySelector("[data-some-versions]");
  if (some) some.hidden = versions.length === 0;
  if (!place || versions.length === 0) return;
  const texts = JSON.parse(place.dataset.since);
  place.replaceWith(new Drawing(page, texts).section(since(plan.recipe.parts, versions, ownPlaces(plan))));
}

class Drawing {
  constructor(page, texts) {
    this.page = page;
    this.texts = texts;
  }

  element(name, kind, ...children) {
    const made = this.page.createElement(name);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  }

  said(texts) {
    return texts.map((text) => {
      const line = this.element("p", "own", text);
      line.dir = "auto";
      return line;
    });
  }

  labelled(label, texts) {
    return texts.length ? [this.element("p", "column", label), ...this.said(texts)] : [];
  }

  section(found) {
    const { texts } = this;
    const section = this.element("section", "part since", this.element("h2", "", texts.title),
      this.element("p", "hint", texts.private));
    if (found.commitments.length) {
      section.append(this.element("h3", "", texts.out), ...found.commitments.map((one) => this.element("div", "record",
        ...this.said(one.was), ...this.labelled(texts.now, one.now), ...this.labelled(texts.went, one.went),
        ...this.labelled(texts.next, one.next))), this.element("p", "hint", texts.fine));
    }
    for (const sliders of found.sliders) {
      section.append(this.element("h3", "", sliders.label), this.element("p", "hint", texts.sliders),
        ...sliders.rows.map((row) => this.trend(row, sliders.most)));
    }
    const moved = found.fields.filter((field) => field.changed.length + field.new.length + field.dropped.length);
    section.append(...moved.flatMap((field) => this.field(field)));
    const still = !moved.length && !found.commitments.length && !found.sliders.length;
    if (still) section.append(this.element("p", "", texts.same));
    const kept = found.fields.filter((field) => field.kept.length);
    if (kept.length) {
      section.append(this.element("details", "", this.element("summary", "", texts.kept), ...kept.flatMap((field) =>
        [this.element("h4", "", field.label), ...field.kept.flatMap((one) => this.said(one))])));
    }
    return section;
  }

  field(field) {
    const { texts } = this;
    const changed = field.changed.map((one) => this.element("div", "record",
      ...(one.record ? [this.element("h4", "", one.record)] : []),
      ...(one.column ? [this.element("p", "column", one.column)] : []),
      ...this.labelled(texts.changed, one.before), ...this.labelled(texts.now, one.now)));
    const whole = [[texts.new, field.new], [texts.dropped, field.dropped]].filter(([, all]) => all.length)
      .map(([label, all]) => this.element("div", "record", this.element("p", "column", label),
        ...all.flatMap((one) => this.said(one))));
    return [this.element("h3", "", field.label), ...changed, ...whole];
  }

  trend(row, most) {
    const values = row.values.filter((value) => value !== null);
    const points = values.map((value, at) => [20 * at + 10, 20 - (16 * value) / most]);
    const svg = this.page.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${20 * points.length} 24`);
    svg.setAttribute("aria-hidden", "true");
    const line = this.page.createElementNS(SVG, "polyline");
    line.setAttribute("points", points.map((point) => point.join(",")).join(" "));
    svg.append(line, ...points.map(([x, y]) => {
      const dot = this.page.createElementNS(SVG, "circle");
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: 2.5 })) dot.setAttribute(name, String(value));
      return dot;
    }));
    const numbers = values.map((value) => this.element("span", "", String(value)));
    return this.element("div", "trend", this.element("p", "name", row.label), svg,
      this.element("p", "values", ...numbers.flatMap((number) => [number, " "])));
  }
}
