"""The archive's files: stable, guarded, fingerprinted, sealed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from workshop.domain.disclosure import PEOPLE, WRITERS
from workshop.export import Archive, NoRecipient, archive_file, archive_files, archive_schema
from workshop.export.tables import guarded
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .archives import full_archive
from .reading import ALIVE, parsed, untranslated

pytestmark = pytest.mark.own_words

ARCHIVE = full_archive()
NAMES = {
    "report.html",
    "report.md",
    "report.pdf",
    "data.json",
    "figures.csv",
    "sessions.csv",
    "counts.csv",
    "elements.csv",
    "texts.csv",
    "datapackage.json",
    "suppression.md",
    "manifest.json",
}
SHEETS = {name for name in NAMES if name.endswith(".csv")}
SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "archive.json"
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\0＝＋－＠]")


def _rows(sheet: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))


def test_the_manifest_knows_every_other_file() -> None:
    files = archive_files(ARCHIVE, ENGLISH)
    assert files.keys() == NAMES
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["sha256"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert manifest["bytes"] == {name: len(content) for name, content in files.items()}
    assert manifest["rules"] in files


def test_the_data_names_its_form_and_hides_what_is_hidden() -> None:
    data = json.loads(archive_files(ARCHIVE, ENGLISH)["data.json"])
    assert (data["format"], data["version"]) == ("workshop-archive", 2)
    assert [figure["kind"] for figure in data["figures"]] == [
        "bars",
        "spread",
        "notes",
        "grid",
        "order",
        "counts",
        "spread",
        "spread",
    ]
    assert [cell["count"] for cell in data["figures"][0]["cells"]] == [19, 16, None]
    assert data["counts"][1]["answers"] is None
    assert data["days"][0]["sessions"][0]["drift"] == -2


def test_the_same_archive_makes_the_same_bytes() -> None:
    assert archive_file(ARCHIVE, ENGLISH) == archive_file(full_archive(), ENGLISH)


def test_the_parcel_has_no_times_and_no_owners() -> None:
    with zipfile.ZipFile(io.BytesIO(archive_file(ARCHIVE, ENGLISH))) as parcel:
        assert set(parcel.namelist()) == NAMES
        assert {entry.date_time for entry in parcel.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.extra for entry in parcel.infolist()} == {b""}
        for name, content in archive_files(ARCHIVE, ENGLISH).items():
            assert parcel.read(name) == content


def test_a_sealed_parcel_opens_for_its_recipients_only() -> None:
    mine, yours, other = (pyrage.x25519.Identity.generate() for _ in range(3))
    recipients = (str(mine.to_public()), str(yours.to_public()))
    sealed = archive_file(ARCHIVE, ENGLISH, recipients)
    assert sealed.startswith(b"age-encryption.org/v1")
    assert b"Three days" not in sealed
    for identity in (mine, yours):
        assert pyrage.decrypt(sealed, [identity]) == archive_file(ARCHIVE, ENGLISH)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])


@pytest.mark.parametrize("wrong", ["age1nonsense", "amina@example.org", "", "ssh-ed25519 AAAA"])
def test_a_wrong_recipient_is_named_in_one_sentence(wrong: str) -> None:
    with pytest.raises(NoRecipient) as refused:
        archive_file(ARCHIVE, ENGLISH, (wrong,))
    assert str(refused.value).startswith(f"“{wrong}” is not a key to seal to.")


@given(st.text(max_size=20))
@example("=1+1")
@example("  =1+1")
@example("＝1+1")
@example("-2")
@example("\x1f=1")
@example(" \t1")
def test_no_cell_becomes_a_formula(text: str) -> None:
    cell = guarded(text)
    assert not _FORMULA.match(cell)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "-1", "@sum", "\t=1"])
def test_hostile_words_stay_words_in_every_file(text: str) -> None:
    files = archive_files(full_archive(text), ENGLISH)
    page = parsed(files["report.html"])
    assert text in page.text
    assert not page.tags & ALIVE
    assert "style" not in page.attributes
    for name in SHEETS:
        cells = [cell for row in _rows(files[name]) for cell in row]
        assert not any(_FORMULA.match(cell) for cell in cells if not re.fullmatch(r"-\d+", cell))
        assert name != "texts.csv" or any(text in cell for cell in cells)


def test_the_tables_say_what_the_archive_holds() -> None:
    files = archive_files(ARCHIVE, ENGLISH)
    same = ["0123456789abcdef", "1", "three-day-holistic", "2026-10"]
    found = {name: [row[4:] for row in _rows(files[name])[1:] if row[:4] == same] for name in SHEETS}
    ask = ["stressor-mapping", "bars", "What weighs on you?", "bars"]
    assert [*ask, "", "a", "Urgent cases", "19", "false", "23", "true"] in found["figures.csv"]
    assert [*ask, "", "c", "No privacy", "", "true", "23", "true"] in found["figures.csv"]
    opening = ARCHIVE.days[0].sessions[0]
    planned = [str(opening.planned), str(opening.planned - 2), "-2", ""]
    assert found["sessions.csv"][0][:3] == ["1", "1", opening.id]
    assert found["sessions.csv"][0][6:] == planned
    assert found["counts.csv"] == [
        ["stressor-mapping", "Stressor mapping", "20"],
        ["check-out", "Check-out", ""],
    ]
    assert found["elements.csv"][:2] == [
        ["plans", "Plans begun", "15"],
        ["check-in", "A check-in protocol", "10"],
    ]
    kinds = [(row[0], row[1]) for row in found["texts.csv"]]
    assert kinds == [
        ("commitment", "P12.collective"),
        ("commitment", "P12.collective"),
        ("agreement", "P12.agreement"),
        ("agreement", "P12.agreement"),
        ("answer", "stressor-mapping/notes"),
        ("care", ""),
        ("follow_up", "30"),
        ("follow_up", "90"),
        ("note", ""),
    ]
    assert found["texts.csv"][0][4:] == ["Somebody who takes the night calls", "", "kept"]


def test_every_cell_is_as_the_data_package_describes_it() -> None:
    """As a Frictionless validator goes through it, without one."""
    files = archive_files(ARCHIVE, ENGLISH)
    package = json.loads(files["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    types = {
        "string": re.compile(r".*", re.S),
        "integer": re.compile(r"[+-]?\d+"),
        "boolean": re.compile("true|false"),
    }
    assert {resource["path"] for resource in package["resources"]} == SHEETS
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._]+", resource["name"])
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert content.count(b"\n") == content.count(b"\r\n") and content.decode(resource["encoding"])
        fields = resource["schema"]["fields"]
        missing = resource["schema"]["missingValues"]
        heading, *rows = _rows(content)
        assert heading == [field["name"] for field in fields]
        assert rows and {len(row) for row in rows} == {len(fields)}
        for row in rows:
            for cell, field in zip(row, fields, strict=True):
                assert cell in missing or types[field["type"]].fullmatch(cell), (field, cell)


@pytest.mark.parametrize("archive", [ARCHIVE, full_archive(HOSTILE[4])], ids=["full", "hostile"])
def test_the_data_is_as_its_schema_describes_it(archive: Archive) -> None:
    """`make schema` writes the one in the documents."""
    schema = archive_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(archive_files(archive, ENGLISH)["data.json"]))
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema


def test_recipients_and_a_passphrase_are_not_mixed() -> None:
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    with pytest.raises(NoRecipient, match="Please choose one"):
        archive_file(ARCHIVE, ENGLISH, (recipient,), "correct horse")


def test_the_rules_say_the_numbers_that_hold() -> None:
    rules = archive_files(ARCHIVE, ENGLISH)["suppression.md"].decode()
    assert rules.startswith("# How the numbers were suppressed\n")
    assert f"at least {PEOPLE} people" in rules and f"at least {WRITERS} people wrote" in rules


def test_every_word_is_translated() -> None:
    words = wording("en-XA")
    archive = full_archive("12 345")
    files = archive_files(archive, words)
    texts = {
        "report.html": parsed(files["report.html"]).text,
        "report.md": re.sub(r"\\(.)", r"\1", files["report.md"].decode()),
        "suppression.md": re.sub(r"\\(.)", r"\1", files["suppression.md"].decode()),
    }
    assert {name: untranslated(text) for name, text in texts.items()} == {name: [] for name in texts}


def test_the_report_stands_alone() -> None:
    page = parsed(archive_files(ARCHIVE, ENGLISH)["report.html"])
    assert page.meta("Content-Security-Policy").startswith("default-src 'none'; style-src 'sha256-")
    assert not page.attributes & {"src", "href", "style"}
