// Asks the laptop without leaving the page, and shows what it answers in this page's place.

export async function post(action, fields) {
  const reply = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  return { status: reply.status, page };
}

// The fields that travel with every form of ours: the language, the mark of the laptop, the turn.
export function marks(form) {
  return [...form.querySelectorAll("input[type=hidden][name^=_]")].map((field) => [field.name, field.value]);
}

// `prepare` works on the page before anybody sees it.
export function show(page, prepare = () => {}) {
  // A reload asks what there is now, and sends nothing twice.
  const onward = page.querySelector("a[rel=next]")?.getAttribute("href");
  // On a shared phone a page that lies about leads back to the first one; the other script looks after that.
  document.querySelectorAll("noscript[data-again]").forEach((before) => before.remove());
  document.head.append(...page.querySelectorAll("noscript[data-again]"));
  prepare(page.body);
  // What a press made cannot be gone back to: a plain address takes its place.
  const back = document.body.dataset.back;
  if (back) history.replaceState(null, "", back);
  place(document.adoptNode(page.body));
  if (onward) history.pushState(null, "", onward);
}

addEventListener("popstate", () => location.replace(location.href));

// `body` takes the place of what is shown, which is given back.
export function place(body) {
  const before = document.body;
  const heading = body.querySelector("main [autofocus]") ?? body.querySelector("main h1, main h2");
  heading?.removeAttribute("autofocus");
  before.replaceWith(body);
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  scrollTo(0, 0);
  document.dispatchEvent(new Event("placed"));
  return before;
}

export function told(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
