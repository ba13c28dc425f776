"""What the commands say on the terminal, and in which language."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from workshop.vault import TEXTS, FromFile, FromTerminal, PassphraseSource
from workshop.wording import Wording


def language() -> str:
    """The language of the terminal, as a tag: from WORKSHOP_LANGUAGE, or the locale's environment."""
    for name in ("WORKSHOP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(".")[0]
        if value and value not in ("C", "POSIX"):
            return value if name == "WORKSHOP_LANGUAGE" else value.partition("_")[0]
    return "en"


def say(line: str = "") -> None:
    print(line, flush=True)


def say_error(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def is_interactive() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def source(passphrase_file: Path | None) -> PassphraseSource:
    """A file where one is named, else the person at the terminal."""
    return FromFile(passphrase_file) if passphrase_file else FromTerminal()


def passphrase_texts(words: Wording) -> Mapping[str, str]:
    """What the keyholder says when it asks, in this language."""
    return {name: words.say(english) for name, english in TEXTS.items()}
