"""The pictures of a demo and its `index.html`: what console, phones and wall showed at six moments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from workshop.wording import Wording

from .browser import Browser

_REMOTE_FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Textual's pictures name fonts on the internet; nothing here is fetched from outside."""
STYLE = re.compile(r'<link rel="stylesheet" href="(/s\.css[^"]*)">')


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: its pictures' names, relative to the album."""

    title: str
    caption: str
    console: str
    phone: str
    wall: str


@dataclass(slots=True)
class Album:
    """Writes into `folder`; the pages it keeps carry their style with them and no script."""

    folder: Path
    words: Wording
    phones: Browser
    wall: Browser
    moments: list[Moment] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "pictures").mkdir(mode=0o700, parents=True, exist_ok=True)
        self.write(finished=False)

    def keep(self, title: str, caption: str, console_svg: str, phone_html: str) -> None:
        """Keeps one moment: the console's picture, a phone's page, and the wall as it is now."""
        stem = f"pictures/{len(self.moments) + 1}"
        moment = Moment(title, caption, f"{stem}-console.svg", f"{stem}-phone.html", f"{stem}-wall.html")
        (self.folder / moment.console).write_text(_REMOTE_FONTS.sub("", console_svg), encoding="utf-8")
        (self.folder / moment.phone).write_text(_styled(phone_html, self.phones), encoding="utf-8")
        (self.folder / moment.wall).write_text(_styled(self.wall.get("/").html, self.wall), encoding="utf-8")
        self.moments.append(moment)

    def write(
        self, *, finished: bool, plans: tuple[str, ...] = (), codes: tuple[str, ...] = (), report: str = ""
    ) -> None:
        """Writes `index.html`; `plans` are the folders of the plans, `codes` what opens them."""
        pages = Environment(
            loader=PackageLoader("workshop.demo", "."), autoescape=True, undefined=StrictUndefined
        )
        html = pages.get_template("album.html").render(
            say=self.words.say,
            language=self.words.language,
            finished=finished,
            moments=self.moments,
            plans=list(zip(plans, codes, strict=True)),
            report=report,
        )
        (self.folder / "index.html").write_text(html, encoding="utf-8")


def _styled(html: str, browser: Browser) -> str:
    """A page with its style inside, so that it opens from a folder."""
    styled = STYLE.sub(lambda link: f"<style>{browser.get(link[1]).html}</style>", html)
    return styled.replace('<meta http-equiv="refresh"', '<meta name="was-refresh"')
