"""The command archives: many of them, listed, shown, compared, checked and sealed again.

One is read at a time, and only its numbers stay.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from .files import fresh_file, write
from .terminal import say, say_error

if TYPE_CHECKING:
    from workshop.export import Kept, Keys, Many

ENDINGS = (".zip", ".age")
_FILES = ("report.html", "report.pdf")


@dataclass(frozen=True, slots=True)
class Opening:
    """The files of what opens archives."""

    identities: tuple[Path, ...] = ()
    passphrase: Path | None = None


def archives(
    action: str,
    folder: Path,
    opening: Opening,
    out: Path | None,
    recipients: tuple[str, ...],
    as_json: bool,
    words: Wording,
) -> None:
    keys = _keys(opening)
    match action:
        case "list":
            _list(folder, keys, as_json, words)
        case "show":
            _show(folder, keys, words)
        case "compare":
            _compare(folder, keys, out, as_json, words)
        case "check":
            _check(folder, keys, as_json, words)
        case "reseal":
            _reseal(folder, keys, out, recipients, words)
        case _:
            raise WorkshopError(
                "“{action}” is not known here. There are: list, show, compare, check, reseal.", action=action
            )


def _keys(opening: Opening) -> Keys:
    from workshop.export import Keys

    lines = _text(opening.passphrase).splitlines() if opening.passphrase else None
    return Keys(
        tuple(_text(path) for path in opening.identities), None if lines is None else "".join(lines[:1])
    )


def _paths(folder: Path) -> list[Path]:
    """The archives of a folder by their endings, or the one file that is named. Raises WorkshopError."""
    if not folder.exists():
        raise WorkshopError("There is no {folder}.", folder=folder)
    if not folder.is_dir():
        return [folder]
    found = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    if not found:
        raise WorkshopError(
            "There is no archive in {folder}: their names end in .zip or .age.", folder=folder
        )
    return found


def _bytes(path: Path) -> bytes:
    """What stands in a file that is no larger than an archive can be. Raises WorkshopError."""
    from workshop.export import LARGEST_ARCHIVE, DamagedArchive

    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DamagedArchive("It is no file that can be read.")
        if about.st_size > LARGEST_ARCHIVE:
            raise DamagedArchive("It is larger than an archive can be. Nothing of it was read.")
        return path.read_bytes()
    except OSError as error:
        raise DamagedArchive("It cannot be read: {why}.", why=error.strerror) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WorkshopError("{path} cannot be read.", path=path) from error


def _said(error: WorkshopError, words: Wording) -> str:
    return words.say(error.english, **error.values)


def _read(path: Path, keys: Keys) -> Kept:
    from workshop.export import is_sealed, kept, opened, read_archive

    data = _bytes(path)
    return kept(path.name, read_archive(opened(data, keys)), sealed=is_sealed(data))


def _all(folder: Path, keys: Keys, words: Wording) -> Iterator[Kept]:
    """What opens, one after another; what does not is said aside. Raises WorkshopError if nothing does."""
    none = True
    for path in _paths(folder):
        try:
            one = _read(path, keys)
        except WorkshopError as error:
            say_error(f"{_neat(path.name)}: {_said(error, words)}")
        else:
            none = False
            yield one
    if none:
        raise WorkshopError("There is no archive in {folder} that opens.", folder=folder)


def _list(folder: Path, keys: Keys, as_json: bool, words: Wording) -> None:
    from workshop.export import in_series

    found = in_series(_all(folder, keys, words))
    if as_json:
        _json([_row(one, words) for one in found])
        return
    rows = [_line(one, words) for one in found]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)).rstrip())


def _line(one: Kept, words: Wording) -> tuple[str, ...]:
    answered = one.answered
    return (
        _neat(one.file),
        words.say(one.title),
        one.month or "–",
        words.say("follow-up {n}", n=one.round) if one.round else words.say("workshop"),
        words.say("few or none answered")
        if answered is None
        else words.count("{n} answered", "{n} or more answered", answered),
        words.say("sealed") if one.sealed else words.say("open"),
    )


def _row(one: Kept, words: Wording) -> dict[str, object]:
    return {
        "id": one.file,
        "title": words.say(one.title),
        "agenda": one.agenda,
        "month": one.month,
        "series": one.series,
        "round": one.round,
        "answered": one.answered,
        "plans": one.plans,
        "sealed": one.sealed,
        "version": one.version,
    }


def _show(folder: Path, keys: Keys, words: Wording) -> None:
    from workshop.export import opened, read_archive

    paths, shown = _paths(folder), 0
    for path in paths:
        try:
            report = read_archive(opened(_bytes(path), keys)).report
        except WorkshopError as error:
            if len(paths) == 1:
                raise
            say_error(f"{_neat(path.name)}: {_said(error, words)}")
            continue
        shown += 1
        if len(paths) > 1:
            say(f"=== {_neat(path.name)}")
        say(report)
    if not shown:
        raise WorkshopError("There is no archive in {folder} that opens.", folder=folder)


def _compare(folder: Path, keys: Keys, out: Path | None, as_json: bool, words: Wording) -> None:
    from workshop.export import comparison_data, comparison_lines, laid_together

    target = _new_folder(out) if out else None
    many = laid_together(_all(folder, keys, words))
    if target:
        _write(target, many, words)
    if as_json:
        _json(comparison_data(many))
    elif target:
        say(words.say("Written: {file}. Begin with report.html.", file=target))
    else:
        for line in comparison_lines(many, words):
            say(line)


def _new_folder(folder: Path) -> Path:
    """A folder that is not there yet, or is empty. Raises WorkshopError."""
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        return folder
    return fresh_file(folder)


def _write(folder: Path, many: Many, words: Wording) -> None:
    """The report as page and PDF and all numbers as tables, in a folder for its owner only."""
    from workshop.export import comparison_html, comparison_pdf, comparison_tables

    html, pdf = comparison_html(many, words), comparison_pdf(many, words)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise WorkshopError(
            "The folder {folder} cannot be made: {why}.", folder=folder, why=error.strerror
        ) from error
    for name, data in (*zip(_FILES, (html, pdf), strict=True), *comparison_tables(many)):
        write(folder / name, data)


def _check(folder: Path, keys: Keys, as_json: bool, words: Wording) -> None:
    from workshop.export import SealedArchive

    rows: list[dict[str, object]] = []
    for path in _paths(folder):
        row: dict[str, object] = {"id": path.name, "title": ""}
        try:
            row |= _checked(path, keys, words)
        except WorkshopError as error:
            state = "closed" if isinstance(error, SealedArchive) else "damaged"
            row |= {"state": state, "said": _said(error, words)}
        rows.append(row)
        if not as_json:
            say(f"{_neat(path.name)}: {row['said']}")
    if as_json:
        _json(rows)
    wrong = sum(row["state"] == "damaged" for row in rows)
    if wrong:
        raise WorkshopError(
            "{wrong} of {all} must not be trusted as they are. Ask for them once more.",
            wrong=wrong,
            all=len(rows),
        )
    closed = sum(row["state"] == "closed" for row in rows)
    if closed:
        raise WorkshopError(
            "{closed} of {all} could not be checked, as nothing here opens them.",
            closed=closed,
            all=len(rows),
        )


def _checked(path: Path, keys: Keys, words: Wording) -> dict[str, object]:
    from workshop.export import check_archive

    one = check_archive(_bytes(path), keys)
    said = words.say(
        "whole. Version {version}, {size} KiB, with {names}; each is as the manifest says, and nothing was"
        " added. {seal} Fingerprint: {fingerprint}",
        version=one.read.version,
        size=-(-one.size // 1024),
        names=", ".join(one.names),
        seal=words.say("It is sealed; to whom else, nobody can see.")
        if one.sealed
        else words.say("It is not sealed."),
        fingerprint=one.fingerprint,
    )
    return {
        "title": words.say(one.read.title),
        "state": "whole",
        "version": one.read.version,
        "sealed": one.sealed,
        "files": list(one.names),
        "size": one.size,
        "fingerprint": one.fingerprint,
        "said": said,
    }


def _reseal(file: Path, keys: Keys, out: Path | None, recipients: tuple[str, ...], words: Wording) -> None:
    from workshop.export import reseal_archive

    if out is None or not recipients:
        raise WorkshopError(
            "Say where to write it with --out FILE, and for whom with --to RECIPIENT. All who shall open it"
            " must be named, you too."
        )
    if not file.is_file():
        raise WorkshopError("{file} is no file. Name one archive.", file=file)
    target = fresh_file(out)
    write(target, reseal_archive(_bytes(file), keys, recipients))
    say(
        words.count(
            "Written: {file}. One recipient can open it.",
            "Written: {file}. {n} recipients can open it.",
            len(recipients),
            file=target,
        )
    )


def _json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=1))


def _neat(name: str) -> str:
    """The name of a file that somebody else chose, as a terminal may show it."""
    from workshop.domain.cleaning import clean

    return " ".join(clean(name).split())
