"""Reads a page as a browser would: its forms with their fields, its links, its texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "rect", "path", "circle", "hr", "img"}
SILENT = {"script", "style"}
SAID_BY_SCRIPTS = {
    f"data-{name}" for name in ("far", "sent", "say", "hint", "free", "placed", "earlier", "later")
}


@dataclass
class Form:
    method: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    """What would be sent if nobody touched it."""
    hidden: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    """Every value that could be sent, by name; texts and dates as they stand."""
    button: str = ""

    def filled(self, **values: object) -> dict[str, object]:
        """Its fields, and `values` in some of them."""
        return {**self.fields, **values}


class Page(HTMLParser):
    """The page `html`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.forms: list[Form] = []
        self.texts: list[str] = []
        self.spoken: list[str] = []
        """Texts in attributes that people hear or see."""
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._typed = ""
        self._select: str | None = None
        self.feed(html)
        self.close()

    @property
    def posts(self) -> list[Form]:
        return [form for form in self.forms if form.method == "post"]

    def post(self, words: str) -> Form:
        """The POST form whose button says `words`."""
        return next(form for form in self.posts if words in form.button)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def fetched(self) -> list[str]:
        """What the page asks for by itself, without the mark of its version."""
        asked = (
            attrs.get("href") or attrs.get("src", "")
            for name, attrs in self.tags
            if name in ("link", "script")
        )
        return [address.partition("?v=")[0] for address in asked]

    @property
    def scripts(self) -> list[str]:
        return [address for address in self.fetched if address.endswith(".js")]

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value if value is not None else "" for name, value in attrs}
        self.tags.append((tag, found))
        self.spoken += [
            found[name] for name in ("aria-label", "alt", "placeholder", "title") if name in found
        ]
        self.spoken += [value for name, value in found.items() if name in SAID_BY_SCRIPTS]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self.links.append(found.get("href", ""))
        if tag == "form":
            self._form = Form(found.get("method", "get"), found.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = found.get("name", "")
        match tag:
            case "input":
                kind, value = found.get("type", "text"), found.get("value", "")
                self._form.offered.setdefault(name, []).append(value)
                if kind == "hidden":
                    self._form.hidden[name] = value
                if kind not in ("radio", "checkbox") or "checked" in found:
                    self._form.fields.setdefault(name, []).append(value)
            case "textarea":
                self._area, self._typed = name, ""
            case "select":
                self._select = name
            case "option" if self._select is not None:
                value = found.get("value", "")
                self._form.offered.setdefault(self._select, []).append(value)
                if "selected" in found or self._select not in self._form.fields:
                    self._form.fields[self._select] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "textarea" and self._form is not None and self._area is not None:
            # A browser drops the newline right after the tag.
            typed = self._typed.removeprefix("\n")
            self._form.fields.setdefault(self._area, []).append(typed)
            self._form.offered.setdefault(self._area, []).append(typed)
            self._area = None
        if tag == "select":
            self._select = None
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._typed += data
            return
        if data.strip() and not SILENT & set(self._open):
            self.texts.append(data.strip())
            if self._form is not None and "button" in self._open:
                self._form.button += data
