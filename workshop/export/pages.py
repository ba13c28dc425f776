"""HTML that opens by itself, anywhere: one file, its style inside and named by its hash, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from workshop.library import content_folder
from workshop.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment


LETTER_STYLES = ("plan.css", "plan-forms.css")
"""Of a plan in all its forms."""


def page(template: str, styles: tuple[str, ...], words: Wording, **values: object) -> bytes:
    """The page that `template` in exports/ makes of `values`, with the style sheets `styles` in it."""
    from markupsafe import Markup

    folder = content_folder("exports")
    css = "\n" + "".join((folder / name).read_text(encoding="utf-8") for name in styles)
    policy = f"default-src 'none'; style-src {hash_of(css)}; base-uri 'none'; form-action 'none'"
    html = render(template, language=words.language, policy=policy, style=Markup(css), **values)
    return html.encode()


def hash_of(text: str) -> str:
    """A script or a style as a page's policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(content_folder("exports")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
