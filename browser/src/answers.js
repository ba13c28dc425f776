// The answers of a form as domain/prompt.py's to_plain writes them, and a form filled in again from them.
// Each question says its kind; those that are not named here have one field, and its text is the answer.

const COMBINED = /\r\n?/g;

function fieldsOf(question) {
  return [...question.querySelectorAll("input[name], textarea[name], select[name]")];
}

function typed(field) {
  if ((field.type === "radio" || field.type === "checkbox") && !field.checked) return "";
  return field.value.replace(COMBINED, "\n").normalize("NFC").trim();
}

// What stands behind the prompt's own id: the place, the option, the row and the column.
function parts(question, field) {
  return field.name.slice(question.dataset.prompt.length + 1).split(".");
}

function answer(question) {
  const given = fieldsOf(question).map((field) => [field, typed(field)]).filter(([, value]) => value !== "");
  if (given.length === 0) return undefined;
  const values = given.map(([, value]) => value);
  switch (question.dataset.kind) {
    case "scale": return Number(values[0]);
    case "list": case "multi": return values;
    case "ranking":
      return given.sort((a, b) => Number(a[1]) - Number(b[1])).map(([field]) => parts(question, field)[0]);
    case "matrix-mark": return given.map(([field, value]) => [parts(question, field)[0], value, 1]);
    case "matrix-scale": return given.map(([field, value]) => [...parts(question, field), Number(value)]);
    case "matrix-text": return given.map(([field, value]) => [...parts(question, field), value]);
    default: return values[0];
  }
}

export function questionsOf(form) {
  return [...form.querySelectorAll("[data-kind]")];
}

export function answersOf(form) {
  const answers = {};
  for (const question of questionsOf(form)) {
    const given = answer(question);
    if (given !== undefined) answers[question.dataset.prompt] = given;
  }
  return answers;
}

// The first question that holds more than there is room for, and how long it is; or undefined.
export function tooLong(form) {
  for (const question of questionsOf(form)) {
    const most = Number(question.dataset.limit);
    if (!most) continue;
    const longest = Math.max(0, ...fieldsOf(question).map((field) => [...typed(field)].length));
    if (longest > most) return { question, typed: longest, most };
  }
  return undefined;
}

function wanted(question, field, plain) {
  const [first, second] = parts(question, field);
  const cell = (found) => (found ? String(found[found.length - 1]) : "");
  switch (question.dataset.kind) {
    case "list": return String(plain[Number(first) - 1] ?? "");
    case "ranking": return plain.includes(first) ? String(plain.indexOf(first) + 1) : "";
    case "matrix-mark": return String(plain.find((one) => one[0] === first)?.[1] ?? "");
    case "matrix-scale": case "matrix-text": return cell(plain.find((one) => one[0] === first && one[1] === second));
    default: return String(plain);
  }
}

export function fill(form, answers) {
  for (const question of questionsOf(form)) {
    const plain = answers[question.dataset.prompt];
    if (plain === undefined) continue;
    for (const field of fieldsOf(question)) {
      if (field.type === "checkbox") field.checked = plain.includes(field.value);
      else if (field.type === "radio") field.checked = field.value === wanted(question, field, plain);
      else field.value = wanted(question, field, plain);
    }
  }
}
