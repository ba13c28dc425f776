// An open plan as a page to look at, as a file that opens without us, and as plain text.

function element(page, name, text, kind) {
  const made = page.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function own(page, text) {
  const line = element(page, "p", text, "own");
  line.dir = "auto";
  return line;
}

export function drawn(page, parts) {
  return parts.map((part) => {
    const section = element(page, "section", undefined, "part");
    section.append(element(page, "h2", part.title));
    for (const field of part.fields) {
      section.append(element(page, "h3", field.label));
      for (const record of field.records) section.append(drawnRecord(page, record));
    }
    return section;
  });
}

function drawnRecord(page, record) {
  const box = element(page, "div", undefined, "record");
  if (record.label) box.append(element(page, "h4", record.label));
  record.columns.forEach((column, at) => {
    if (column.label && (record.columns.length > 1 || at > 0 || record.label)) {
      box.append(element(page, "p", column.label, "column"));
    }
    box.append(...column.texts.map((text) => own(page, text)));
  });
  return box;
}

const STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}" +
  "h2{border-top:2px solid;padding-top:.8rem;margin-top:2rem}.own{white-space:pre-line;margin-top:0}" +
  ".column{margin-bottom:0;opacity:.75}.record{border-inline-start:4px solid;padding-inline-start:.8rem;margin:.6rem 0}" +
  "@media print{section{break-inside:avoid}}";

export function asHtml(plan) {
  const page = document.implementation.createHTMLDocument(plan.recipe.title);
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dir = document.documentElement.dir;
  for (const [name, value] of [["charset", "utf-8"]]) page.head.prepend(meta(page, { [name]: value }));
  const policy = { "http-equiv": "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'" };
  page.head.append(meta(page, policy), meta(page, { name: "viewport", content: "width=device-width" }));
  page.head.append(element(page, "style", STYLE));
  page.body.append(element(page, "h1", plan.recipe.title), ...drawn(page, plan.parts({ leaving: true })));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

function meta(page, attributes) {
  const made = page.createElement("meta");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// What was typed stays plain text, whatever signs it has.
function quoted(text) {
  return text.replace(/[\\`*_{}[\]()#+.!<>|~-]/g, "\\$&").replace(/\n/g, "  \n  ");
}

export function asMarkdown(plan) {
  const lines = [`# ${quoted(plan.recipe.title)}`, ""];
  for (const part of plan.parts({ leaving: true })) {
    lines.push(`## ${quoted(part.title)}`, "");
    for (const field of part.fields) {
      lines.push(`### ${quoted(field.label)}`, "");
      for (const record of field.records) {
        if (record.label) lines.push(`**${quoted(record.label)}**`, "");
        for (const column of record.columns) {
          const label = column.label ? `**${quoted(column.label)}:** ` : "";
          lines.push(...column.texts.map((text) => `- ${label}${quoted(text)}`));
        }
        lines.push("");
      }
    }
  }
  return lines.join("\n");
}
