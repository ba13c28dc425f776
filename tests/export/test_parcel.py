"""The archive's files: stable, guarded, fingerprinted, sealed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop.export import NoRecipient, archive_file, archive_files
from workshop.export.parcel import guarded
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .archives import full_archive
from .reading import ALIVE, parsed, untranslated

pytestmark = pytest.mark.own_words

ARCHIVE = full_archive()
NAMES = {"report.html", "report.md", "figures.csv", "data.json", "manifest.json"}
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\0＝＋－＠]")


def _rows(sheet: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))


def test_the_manifest_knows_every_other_file() -> None:
    files = archive_files(ARCHIVE, ENGLISH)
    assert files.keys() == NAMES
    prints = json.loads(files["manifest.json"])["sha256"]
    assert prints == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "manifest.json"
    }


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
    cells = [cell for row in _rows(files["figures.csv"]) for cell in row]
    assert not any(_FORMULA.match(cell) for cell in cells)
    assert any(text in cell for cell in cells)


def test_the_sheet_has_one_width() -> None:
    rows = _rows(archive_files(ARCHIVE, ENGLISH)["figures.csv"])
    assert {len(row) for row in rows} == {7}
    assert ["Stressor mapping", "What weighs on you?", "", "Urgent cases", "19", "23", "yes"] in rows


def test_every_word_is_translated() -> None:
    words = wording("en-XA")
    archive = full_archive("12 345")
    files = archive_files(archive, words)
    texts = {
        "report.html": parsed(files["report.html"]).text,
        "report.md": re.sub(r"\\(.)", r"\1", files["report.md"].decode()),
        "figures.csv": files["figures.csv"].decode("utf-8-sig"),
    }
    assert {name: untranslated(text) for name, text in texts.items()} == {name: [] for name in texts}


def test_the_report_stands_alone() -> None:
    page = parsed(archive_files(ARCHIVE, ENGLISH)["report.html"])
    assert page.meta("Content-Security-Policy").startswith("default-src 'none'; style-src 'sha256-")
    assert not page.attributes & {"src", "href", "style"}
