"""Archives that were kept: opened, checked against their fingerprints, read, and laid side by side."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workshop.domain.cleaning import clean
from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from .figures import HIDDEN
from .parcel import FORMAT, VERSION

_SEALED = b"age-encryption.org/"
_LARGEST = 32 * 1024**2
_ESCAPED = re.compile(r"\\(?:\n|([!-/:-@\[-`{-~]))")

Numbers = Mapping[tuple[str, ...], int | None]
"""Counts by what they count: (exercise), (exercise, question, row, label); None is hidden."""


class DamagedArchive(WorkshopError):
    """A file that is no archive, or has changed since it was written."""


class SealedArchive(WorkshopError):
    """An archive that this key, or no key, does not open."""


@dataclass(frozen=True, slots=True)
class ReadArchive:
    agenda: str
    """The agenda's title, in the English of its source."""
    month: str
    report: str
    """The report as plain lines."""
    plans: int | None
    answers: Numbers
    drifts: Numbers
    """Minutes beyond the plan, by day and session; None for a session that was not held."""
    cells: Numbers


def read_archive(data: bytes, key: str | None = None) -> ReadArchive:
    """The archive in a zip, sealed or not; `key` is the text of an age or ssh key file.

    Raises SealedArchive and DamagedArchive.
    """
    if data.startswith(_SEALED):
        data = _unsealed(data, key)
    try:
        files = _files(data)
        return _read(json.loads(files["data.json"]), files["report.md"].decode())
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise DamagedArchive("This is not an archive, or it has changed since it was written.") from error


def compare_archives(archives: Mapping[str, ReadArchive], words: Wording) -> str:
    """What the archives count, side by side, for everything that at least two of them have."""
    columns = list(archives.values())
    lines = [
        f"{number}  {name}  {words.say(one.agenda)}  {one.month}"
        for number, (name, one) in enumerate(archives.items(), start=1)
    ]
    few, not_held = words.say("fewer than 5"), words.say("not held")
    plans = [few if one.plans is None else str(one.plans) for one in columns]
    lines += ["", f"{words.say('Plans begun')}: {' | '.join(plans)}"]
    for title, numbers, hidden in (
        (words.say("How many answered"), [one.answers for one in columns], few),
        (words.say("Minutes beyond the plan"), [one.drifts for one in columns], not_held),
        (words.say("What the rooms said"), [one.cells for one in columns], HIDDEN),
    ):
        rows = list(_side_by_side(numbers, hidden, words))
        if rows:
            lines += ["", title, "-" * len(title), *rows]
    return "\n".join(lines)


def _side_by_side(numbers: list[Numbers], hidden: str, words: Wording) -> Iterator[str]:
    for name in dict.fromkeys(name for each in numbers for name in each):
        if sum(name in each for each in numbers) < min(2, len(numbers)):
            continue
        cells = (_cell(each[name], hidden) if name in each else "–" for each in numbers)
        label = " / ".join(words.say(part) for part in name if part)
        yield f"{label}: {' | '.join(cells)}"


def _cell(number: int | None, hidden: str) -> str:
    return hidden if number is None else str(number)


def _unsealed(data: bytes, key: str | None) -> bytes:
    import pyrage  # type: ignore[import-untyped]  # it ships without types

    if key is None:
        raise SealedArchive("It is sealed. Name the file of its key.")
    lines = [line.strip() for line in key.splitlines() if line.strip() and not line.startswith("#")]
    try:
        if "PRIVATE KEY" in key:
            identities = [pyrage.ssh.Identity.from_buffer(f"{key.strip()}\n".encode())]
        else:
            identities = [pyrage.x25519.Identity.from_str(line) for line in lines]
        return bytes(pyrage.decrypt(data, identities))
    except (pyrage.IdentityError, pyrage.DecryptError, ValueError) as error:
        raise SealedArchive("It is sealed, and this key does not open it.") from error


def _files(data: bytes) -> dict[str, bytes]:
    """The files that the manifest knows, each as it was written. Raises ValueError for a changed one."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        if sum(entry.file_size for entry in parcel.infolist()) > _LARGEST:
            raise ValueError
        prints = json.loads(parcel.read("manifest.json"))["sha256"]
        files = {name: parcel.read(name) for name in prints}
    if any(hashlib.sha256(content).hexdigest() != prints[name] for name, content in files.items()):
        raise ValueError
    return files


def _read(data: dict[str, object], markdown: str) -> ReadArchive:
    """Raises KeyError, TypeError or ValueError for another form."""
    if (data["format"], data["version"]) != (FORMAT, VERSION):
        raise ValueError
    agenda = data["agenda"]
    if not isinstance(agenda, dict):
        raise TypeError
    return ReadArchive(
        agenda=clean(str(agenda["title"])),
        month=clean(str(data["month"])),
        report=clean(_ESCAPED.sub(lambda escaped: escaped[1] or "\n", markdown)),
        plans=_number(data["plans"]),
        answers={_name(count, "title"): _number(count["answers"]) for count in _tables(data["counts"])},
        drifts={
            (*_name(day, "title"), *_name(session, "title")): _number(session["drift"])
            for day in _tables(data["days"])
            for session in _tables(day["sessions"])
        },
        cells={
            (*_name(figure, "ask"), *_name(cell, "row", "label")): _number(cell["count"])
            for figure in _tables(data["figures"])
            for cell in _tables(figure["cells"])
        },
    )


def _tables(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError
    return value


def _name(table: dict[str, object], *keys: str) -> tuple[str, ...]:
    return tuple(clean(str(table[key])) for key in keys)


def _number(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise TypeError
