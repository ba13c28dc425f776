"""Where agendas, exercises and export templates lie: in a checkout, and in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

ContentName = Literal["agendas", "exercises", "self-checks", "referrals", "exports"]


def content_folder(name: ContentName) -> Path:
    """The folder of one kind of content; this is the one place that knows where it is."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_content" / name
    return installed if installed.is_dir() else package.parent / name
