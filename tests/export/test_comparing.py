"""Archives that were kept: they open with their key only, show when they were changed, and compare."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.domain.errors import WorkshopError
from workshop.export import (
    ArchivedCount,
    DamagedArchive,
    SealedArchive,
    archive_file,
    compare_archives,
    read_archive,
)
from workshop.wording import ENGLISH, wording

from .archives import full_archive
from .reading import untranslated

pytestmark = pytest.mark.own_words

ARCHIVE = full_archive()
OTHER = replace(
    ARCHIVE,
    month="2027-03",
    plans=None,
    counts=(ArchivedCount("stressor-mapping", "Stressor mapping", 10),),
    figures=ARCHIVE.figures[:2],
)


def test_an_archive_is_read_back() -> None:
    read = read_archive(archive_file(ARCHIVE, ENGLISH))
    assert (read.title, read.month, read.plans) == ("Three days of holistic security", "2026-10", 15)
    assert [count.answers for count in read.counts] == [20, None]
    assert read.figures[0].ask == "What weighs on you?"
    assert [(cell.label, cell.count) for cell in read.figures[0].cells][:1] == [("Urgent cases", 19)]
    assert "2 + 2 = 4" in read.report, "nothing of the escaping is left"


def test_a_sealed_archive_opens_with_its_key_only() -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = archive_file(ARCHIVE, ENGLISH, (str(mine.to_public()),))
    assert read_archive(sealed, f"# created by hand\n{mine}\n").plans == 15
    for key in (str(other), "nonsense", "", None):
        with pytest.raises(SealedArchive):
            read_archive(sealed, key)


@pytest.mark.parametrize("name", ["data.json", "report.md", "figures.csv"])
def test_a_changed_archive_is_noticed(name: str) -> None:
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive_file(ARCHIVE, ENGLISH))) as before,
        zipfile.ZipFile(changed, "w") as after,
    ):
        for entry in before.namelist():
            content = before.read(entry)
            after.writestr(entry, content.replace(b"19", b"20") if entry == name else content)
    with pytest.raises(DamagedArchive):
        read_archive(changed.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"\xff" * 200])
def test_what_is_no_archive_says_so(data: bytes) -> None:
    with pytest.raises(WorkshopError, match="not an archive"):
        read_archive(data)


def test_a_hostile_report_cannot_reach_the_terminal() -> None:
    read = read_archive(archive_file(full_archive("\x1b]52;c;ZXZpbA==\x1b\\\u202e"), ENGLISH))
    assert "\x1b" not in read.report
    assert "\u202e" not in read.report


def test_two_archives_stand_side_by_side() -> None:
    read = {
        name: read_archive(archive_file(archive, ENGLISH))
        for name, archive in (("a.zip", ARCHIVE), ("b.zip", OTHER))
    }
    lines = compare_archives(read, ENGLISH).splitlines()
    assert lines[0] == "1  a.zip  Three days of holistic security  2026-10"
    assert "Plans begun: 15 | fewer than 5" in lines
    assert "Stressor mapping: 20 | 10" in lines
    assert "What weighs on you? / No privacy: · | ·" in lines
    assert not any(line.startswith("Check-out:") for line in lines), "only one has it"


def test_every_word_of_the_comparison_is_translated() -> None:
    read = {"1": read_archive(archive_file(full_archive("12"), ENGLISH))}
    assert untranslated(compare_archives(read, wording("en-XA"))) == []
