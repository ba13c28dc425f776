"""Archives that were kept, read back: opened and checked against their fingerprints.

Both versions are read. The first had neither series nor pairs, commitments, dates, care nor elements, and its
sessions had no ids; what it called the group's texts holds the commitments, too.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from workshop.domain.cleaning import clean
from workshop.domain.errors import WorkshopError
from workshop.domain.plan import NoSuchPlace, place, plan_field
from workshop.room import COLLECTIVE

from .archive import (
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    ArchivedTexts,
    CareSpending,
    Commitment,
    FollowUp,
    PlanElement,
)
from .archivejson import FORMAT, VERSION
from .unfolding import unfolded

_SEALED = b"age-encryption.org/"
_ESCAPED = re.compile(r"\\(?:\n|([!-/:-@\[-`{-~]))")


class DamagedArchive(WorkshopError):
    """A file that is no archive, or has changed since it was written."""


class SealedArchive(WorkshopError):
    """An archive that this key, or no key, does not open."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    id: str
    row: str
    label: str
    count: int | None
    """None is hidden."""


@dataclass(frozen=True, slots=True)
class ReadFigure:
    exercise: str
    prompt: str
    ask: str
    kind: str
    answers: int
    at_least: bool
    cells: tuple[ReadCell, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A statement that people weighed twice; a mean is None where a value of its figure is hidden."""

    statement: str
    before: float | None
    after: float | None
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class ReadArchive:
    version: int
    series: str
    round: int
    agenda: str
    """The agenda's id."""
    title: str
    """The agenda's title, in the English of its source."""
    month: str
    days: tuple[ArchivedDay, ...]
    counts: tuple[ArchivedCount, ...]
    figures: tuple[ReadFigure, ...]
    pairs: tuple[ReadPair, ...]
    group: tuple[ArchivedTexts, ...]
    commitments: tuple[Commitment, ...]
    dates: tuple[FollowUp, ...]
    care: tuple[CareSpending, ...]
    plans: int | None
    elements: tuple[PlanElement, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    report: str
    """The report as plain lines."""


def read_archive(data: bytes, key: str | None = None, passphrase: str | None = None) -> ReadArchive:
    """The archive in a zip, sealed or not; `key` is the text of an age or ssh key file.

    Raises SealedArchive and DamagedArchive.
    """
    if data.startswith(_SEALED):
        data = unsealed(data, key, passphrase)
    try:
        files = _files(data)
        return _read(json.loads(files["data.json"]), files["report.md"].decode())
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DamagedArchive("This is not an archive, or it has changed since it was written.") from error


def unsealed(data: bytes, key: str | None, passphrase: str | None) -> bytes:
    """What is inside the seal of age. Raises SealedArchive."""
    import pyrage  # type: ignore[import-untyped]  # it ships without types

    if passphrase is not None:
        try:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        except pyrage.DecryptError as error:
            raise SealedArchive("It is sealed, and this passphrase does not open it.") from error
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
    inside = unfolded(data)
    prints = _prints(json.loads(inside["manifest.json"]))
    files = {name: inside[name] for name in prints}
    if any(hashlib.sha256(content).hexdigest() != prints[name] for name, content in files.items()):
        raise ValueError
    return files


def _prints(manifest: dict[str, object]) -> dict[str, str]:
    prints = manifest["sha256"]
    if not isinstance(prints, dict):
        raise TypeError
    return {str(name): str(one) for name, one in prints.items()}


def _read(data: dict[str, object], markdown: str) -> ReadArchive:
    """Raises KeyError, TypeError or ValueError for another form."""
    version = _whole(data["version"])
    if data["format"] != FORMAT or version < 1:
        raise ValueError
    if version > VERSION:
        raise DamagedArchive("A newer program wrote this archive. Please open it with that one.")
    agenda = data["agenda"]
    if not isinstance(agenda, dict):
        raise TypeError
    old = version == 1
    group = _old_group(data["group"]) if old else tuple(map(_group, _tables(data["group"])))
    promised = [Commitment(text) for one in group if one.path == COLLECTIVE for text in one.texts]
    if not old:
        promised += [Commitment(_text(c["text"]), _text(c["state"])) for c in _tables(data["commitments"])]
    return ReadArchive(
        version=version,
        series="" if old else _text(data["series"]),
        round=0 if old else _whole(data["round"]),
        agenda=_text(agenda["id"]),
        title=_text(agenda["title"]),
        month=_text(data["month"]),
        days=tuple(
            ArchivedDay(_text(day["title"]), tuple(_session(one, old) for one in _tables(day["sessions"])))
            for day in _tables(data["days"])
        ),
        counts=tuple(
            ArchivedCount(_text(one["exercise"]), _text(one["title"]), _number(one["answers"]))
            for one in _tables(data["counts"])
        ),
        figures=tuple(map(_figure, _tables(data["figures"]))),
        pairs=() if old else tuple(map(_pair, _tables(data["pairs"]))),
        group=tuple(one for one in group if one.path != COLLECTIVE),
        commitments=tuple(promised),
        dates=()
        if old
        else tuple(FollowUp(_whole(one["days"]), _text(one["month"])) for one in _tables(data["dates"])),
        care=()
        if old
        else tuple(CareSpending(_text(one["label"]), _text(one["text"])) for one in _tables(data["care"])),
        plans=_number(data["plans"]),
        elements=()
        if old
        else tuple(
            PlanElement(_text(one["path"]), _text(one["label"]), _number(one["plans"]))
            for one in _tables(data["elements"])
        ),
        notes=_strings(data["notes"]),
        left_out=() if old else _strings(data["left_out"]),
        report=clean(_ESCAPED.sub(lambda escaped: escaped[1] or "\n", markdown)),
    )


def _session(table: dict[str, object], old: bool) -> ArchivedSession:
    return ArchivedSession(
        id="" if old else _text(table["id"]),
        exercise="" if old else _text(table["exercise"]),
        title=_text(table["title"]),
        kind=_text(table["kind"]),
        planned=_whole(table["planned"]),
        took=_number(table["took"]),
        change="" if old else _text(table["change"]),
    )


def _figure(table: dict[str, object]) -> ReadFigure:
    return ReadFigure(
        exercise=_text(table["exercise"]),
        prompt=_text(table["prompt"]),
        ask=_text(table["ask"]),
        kind=_text(table["kind"]),
        answers=_whole(table["answers"]),
        at_least=table["at_least"] is True,
        cells=tuple(
            ReadCell(_text(one["id"]), _text(one["row"]), _text(one["label"]), _number(one["count"]))
            for one in _tables(table["cells"])
        ),
        texts=_strings(table["texts"]),
    )


def _pair(table: dict[str, object]) -> ReadPair:
    before, after = table["before"], table["after"]
    if not isinstance(before, dict) or not isinstance(after, dict):
        raise TypeError
    return ReadPair(
        statement=_text(table["statement"]),
        before=_mean(before["mean"]),
        after=_mean(after["mean"]),
        n_before=_whole(before["answers"]),
        n_after=_whole(after["answers"]),
    )


def _group(table: dict[str, object]) -> ArchivedTexts:
    return ArchivedTexts(_text(table["path"]), _text(table["label"]), _strings(table["texts"]))


def _old_group(value: object) -> tuple[ArchivedTexts, ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple(ArchivedTexts(_text(path), _label(path), _strings(texts)) for path, texts in value.items())


def _label(path: str) -> str:
    """What the plan calls a place now; the path itself where it no longer has it."""
    try:
        return plan_field(place(path)).label
    except NoSuchPlace:
        return _text(path)


def _tables(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError
    return value


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean(value)


def _number(value: object) -> int | None:
    return None if value is None else _whole(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _mean(value: object) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise TypeError
