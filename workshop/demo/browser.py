"""A phone's browser without a screen: it fetches pages, reads their forms, and sends them filled in."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass(slots=True)
class Field:
    """One field as the page serves it; `values` are what a select offers."""

    name: str
    kind: str
    value: str = ""
    checked: bool = False
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Form:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[Field] = field(default_factory=list)

    def hidden(self, name: str) -> str | None:
        """The value of a hidden field, or None where the form has none of that name."""
        return next((one.value for one in self.fields if one.kind == "hidden" and one.name == name), None)

    def as_served(self) -> list[tuple[str, str]]:
        """What the form would send untouched."""
        return [
            (one.name, one.value)
            for one in self.fields
            if one.name and (one.kind not in ("radio", "checkbox") or one.checked)
        ]


@dataclass(slots=True)
class Page:
    status: int
    address: str
    html: str
    forms: list[Form] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Addresses by the link's rel, where it has one."""
    refresh: str | None = None
    marked: dict[str, str] = field(default_factory=dict)
    """The text of each element that has a class, by that class."""

    @property
    def post_forms(self) -> list[Form]:
        return [form for form in self.forms if form.method == "post"]


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._form: Form | None = None
        self._open: Field | None = None
        self._classes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "class" in given and tag != "input":
            self._classes.append((tag, given["class"]))
            self._page.marked.setdefault(given["class"], "")
        match tag:
            case "form":
                self._form = Form(given.get("action", ""), given.get("method", "get").lower())
                self._page.forms.append(self._form)
            case "input":
                self._add(
                    Field(
                        given.get("name", ""),
                        given.get("type", "text"),
                        given.get("value", ""),
                        "checked" in given,
                    )
                )
            case "textarea" | "select":
                self._open = Field(given.get("name", ""), tag)
                self._add(self._open)
            case "option" if self._open:
                self._open.values += (given.get("value", ""),)
                if "selected" in given:
                    self._open.value = given.get("value", "")
            case "button":
                self._add(Field(given.get("name", ""), "submit", given.get("value", "")))
            case "a" if "rel" in given:
                self._page.links.setdefault(given["rel"], given.get("href", ""))
            case "meta" if given.get("http-equiv", "").lower() == "refresh":
                _, _, where = given.get("content", "").partition("url=")
                self._page.refresh = where or None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in ("textarea", "select"):
            self._open = None
        if self._classes and self._classes[-1][0] == tag:
            self._classes.pop()

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data
        for _, name in self._classes:
            self._page.marked[name] += data

    def _add(self, one: Field) -> None:
        if self._form is not None:
            (self._form.buttons if one.kind in ("submit", "button") else self._form.fields).append(one)


class Browser:
    """One phone: its own connection, its own cookies, no script.

    Raises OSError or http.client.HTTPException where the network fails.
    """

    def __init__(self, address: str, number: int = 0, timeout: float = 30) -> None:
        """Phone `number` of several; on Linux each speaks from an own address of the loopback range."""
        parts = urlsplit(address)
        self._host = parts.netloc
        own = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        several = number and sys.platform == "linux" and (parts.hostname or "").startswith("127.")
        self._connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=timeout, source_address=own if several else None
        )
        self._cookies: dict[str, dict[str, str]] = {}
        """By path, then by name."""

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def send(
        self, page: Page, form: Form, filled: Iterable[tuple[str, str]], button: Field | None = None
    ) -> Page:
        """Sends a form of `page`, filled in, by one of its buttons."""
        pairs = [*filled, *([(button.name, button.value)] if button and button.name else [])]
        target = urljoin(page.address, form.action or page.address)
        if form.method == "get":
            return self._ask("GET", f"{target}?{urlencode(pairs)}", None)
        return self._ask("POST", target, urlencode(pairs))

    def download(self, page: Page, form: Form, filled: Iterable[tuple[str, str]]) -> tuple[int, bytes]:
        """Status and bytes of what a form gives as a file."""
        return self._exchange("POST", urljoin(page.address, form.action), urlencode(list(filled)))

    def leave_without_reading(self, page: Page, form: Form, filled: Iterable[tuple[str, str]]) -> None:
        """Sends a form and is gone before the answer: a phone that walked out of the Wi-Fi."""
        body = urlencode(list(filled))
        self._connection.request(
            "POST", urljoin(page.address, form.action or page.address), body, self._headers("/")
        )
        self.close()

    def close(self) -> None:
        self._connection.close()

    def _headers(self, path: str) -> dict[str, str]:
        cookies = {
            name: v
            for prefix, kept in self._cookies.items()
            if path.startswith(prefix)
            for name, v in kept.items()
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self._host}"}
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return headers

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, bytes]:
        try:
            response = self._request(method, path, body)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The server had closed a quiet connection: browsers ask again on a new one.
            self.close()
            response = self._request(method, path, body)
        data = response.read()
        for line in response.headers.get_all("Set-Cookie", []):
            self._keep(line)
        return response.status, data

    def _request(self, method: str, path: str, body: str | None) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, self._headers(path))
        return self._connection.getresponse()

    def _keep(self, line: str) -> None:
        pair, *rest = (part.strip() for part in line.split(";"))
        name, _, value = pair.partition("=")
        path = next((part[5:] for part in rest if part.lower().startswith("path=")), "/")
        kept = self._cookies.setdefault(path, {})
        if value:
            kept[name] = value
        else:
            kept.pop(name, None)

    def _ask(self, method: str, path: str, body: str | None) -> Page:
        status, data = self._exchange(method, path, body)
        page = Page(status, path, data.decode("utf-8", "replace"))
        _Reader(page).feed(page.html)
        return page
