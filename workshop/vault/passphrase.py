"""Where a passphrase comes from, and how the keyholder reads, makes and asks for one.

The child process alone handles the vault's passphrase: the parent never holds it. An archive's own, which
goes to the organisers, is made and asked for by whoever writes the archive.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from workshop.vault import posix
from workshop.vault.errors import NoPassphrase, PoorPassphrase
from workshop.wording import mark

LEAST_CHARACTERS = 12
WORDS = 5
"""Words of a generated passphrase: 5 of 2,048 are 55 bits, behind Argon2id at 256 MiB."""
TRIES = 3

TEXTS: Mapping[str, str] = {
    "ask": mark("Passphrase: "),
    "wrong": mark("That does not open it. Passphrase: "),
    "choose": mark("Choose a passphrase of 12 characters or more, or press Enter to be given five words: "),
    "short": mark("That is shorter than 12 characters. Passphrase: "),
    "again": mark("The same once more: "),
    "differs": mark(
        "The two were not the same. Choose a passphrase, or press Enter to be given five words: "
    ),
    "made": mark("These five words are the passphrase. Write them down now; they are not shown again."),
    "made_again": mark("Type the five words: "),
    "made_differs": mark("That was not the same. Type the five words: "),
    "made_done": mark("Press Enter when they are written down."),
}
"""What the child says on the terminal, in English; the caller may hand in translations by the same keys."""


@dataclass(frozen=True, slots=True)
class FromTerminal:
    """A person types it, unseen, on the terminal."""


@dataclass(frozen=True, slots=True)
class FromFile:
    """The first line of a file is it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Generated:
    """Five random words, for a new vault only; shown once on the terminal, or to nobody at all."""

    reveal: bool = False


PassphraseSource: TypeAlias = FromTerminal | FromFile | Generated


def normalised(typed: bytes) -> bytes:
    """The same bytes however a keyboard composed the signs and however wide the gaps are."""
    text = unicodedata.normalize("NFKC", typed.decode("utf-8", "surrogateescape"))
    return " ".join(text.split()).encode("utf-8", "surrogateescape")


def generate() -> bytes:
    """Five random words of the BIP39 English list."""
    # Slow to import, and only ever wanted in the child.
    from mnemonic import Mnemonic

    words = Mnemonic("english").wordlist
    return " ".join(secrets.choice(words) for _ in range(WORDS)).encode()


def read_file(path: Path) -> bytes:
    """The passphrase on the first line of a file.

    Raises:
        NoPassphrase: the file cannot be read, or its first line is empty.
    """
    try:
        passphrase = normalised(path.read_bytes().partition(b"\n")[0])
    except OSError as error:
        raise NoPassphrase from error
    if not passphrase:
        raise NoPassphrase
    return passphrase


def ask(prompt: str) -> bytes:
    """What a person types at the terminal, unseen.

    Raises:
        NoPassphrase: there is no terminal, or it went away.
    """
    try:
        return normalised(posix.ask_hidden(prompt))
    except (OSError, EOFError) as error:
        raise NoPassphrase from error


def long_enough(passphrase: bytes) -> bool:
    """Whether a new passphrase reaches the floor."""
    return len(passphrase.decode("utf-8", "surrogateescape")) >= LEAST_CHARACTERS


def new_passphrase(source: PassphraseSource, texts: Mapping[str, str]) -> bytes:
    """A passphrase for a new vault.

    Raises:
        PoorPassphrase: the file's one is too short.
        NoPassphrase: there is no terminal, or no file.
    """
    match source:
        case FromFile(path):
            passphrase = read_file(path)
            if not long_enough(passphrase):
                raise PoorPassphrase(LEAST_CHARACTERS)
            return passphrase
        case Generated(reveal):
            passphrase = generate()
            if reveal:
                _show(passphrase, texts, texts["made_done"])
            return passphrase
        case FromTerminal():
            return _choose(texts)


def _choose(texts: Mapping[str, str]) -> bytes:
    prompt = texts["choose"]
    while True:
        passphrase = ask(prompt)
        if not passphrase:
            return _given(texts)
        if not long_enough(passphrase):
            prompt = texts["short"]
        elif hmac.compare_digest(ask(texts["again"]), passphrase):
            return passphrase
        else:
            prompt = texts["differs"]


def _given(texts: Mapping[str, str]) -> bytes:
    passphrase = generate()
    prompt = texts["made_again"]
    while not hmac.compare_digest(_show(passphrase, texts, prompt), passphrase):
        prompt = texts["made_differs"]
    return passphrase


def _show(passphrase: bytes, texts: Mapping[str, str], prompt: str) -> bytes:
    try:
        return normalised(posix.ask_shown(f"{texts['made']}\n\n    {passphrase.decode()}", prompt))
    except (OSError, EOFError) as error:
        raise NoPassphrase from error
