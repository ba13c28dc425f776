"""Archives of every version are read; version 1 from a file that was kept on the first day."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from workshop.export import (
    ArchivedTexts,
    Commitment,
    DamagedArchive,
    FollowUp,
    SealedArchive,
    archive_file,
    read_archive,
)
from workshop.wording import ENGLISH

from .archives import full_archive

pytestmark = pytest.mark.own_words

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARCHIVE = full_archive()


def test_version_2_is_read_back_whole() -> None:
    read = read_archive(archive_file(ARCHIVE, ENGLISH))
    assert read.version == 2
    for name in (
        "series",
        "round",
        "agenda",
        "title",
        "month",
        "days",
        "counts",
        "group",
        "commitments",
        "dates",
        "care",
        "plans",
        "elements",
        "notes",
        "left_out",
    ):
        assert getattr(read, name) == getattr(ARCHIVE, name), name
    (pair,) = read.pairs
    assert (pair.statement, pair.n_before, pair.n_after) == ("I know my main risks", 19, 18)
    assert (pair.before, pair.after) == (2.53, 3.78)
    assert [figure.kind for figure in read.figures[:3]] == ["bars", "spread", "notes"]
    assert read.figures[2].texts == ("Somebody who takes the night calls",)
    assert read.dates[1] == FollowUp(90, "2027-01")


@pytest.mark.parametrize(("name", "key"), [("archive-v1.zip", None), ("archive-v1.age", "archive-v1.key")])
def test_version_1_stays_readable(name: str, key: str | None) -> None:
    read = read_archive((FIXTURES / name).read_bytes(), (FIXTURES / key).read_text() if key else None)
    assert (read.version, read.series, read.round, read.month, read.plans) == (1, "", 0, "2026-10", 17)
    assert (read.agenda, read.title) == ("three-day-holistic", "Three days of holistic security")
    assert read.days[0].sessions[0].drift == -2
    assert [count.answers for count in read.counts] == [23, None]
    assert read.group == (
        ArchivedTexts(
            "P12.agreement", "We speak freely here if…", ("2 + 2 = 4", "Somebody who takes the night calls")
        ),
    )
    assert read.figures[0].cells[2].count is None
    assert (read.pairs, read.commitments, read.dates, read.care, read.elements) == ((), (), (), (), ())


def _parcel(data: dict[str, object]) -> bytes:
    files = {"data.json": json.dumps(data).encode(), "report.md": b"# A"}
    prints = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as folder:
        for name, content in files.items():
            folder.writestr(name, content)
        folder.writestr("manifest.json", json.dumps({"sha256": prints}))
    return parcel.getvalue()


def test_what_version_1_kept_among_the_groups_texts_is_a_commitment() -> None:
    read = read_archive(
        _parcel(
            {
                "format": "workshop-archive",
                "version": 1,
                "agenda": {"id": "a", "title": "A"},
                "month": "",
                "plans": None,
                "days": [],
                "counts": [],
                "figures": [],
                "group": {"P12.collective": ["A call on Fridays"]},
                "notes": [],
            }
        )
    )
    assert (read.group, read.commitments) == ((), (Commitment("A call on Fridays"),))


def test_a_passphrase_opens_what_it_sealed() -> None:
    sealed = archive_file(ARCHIVE, ENGLISH, passphrase="open sesame please")
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert read_archive(sealed, passphrase="open sesame please").plans == 15
    with pytest.raises(SealedArchive, match="passphrase"):
        read_archive(sealed, passphrase="something else")


def test_a_newer_version_is_not_guessed_at() -> None:
    with pytest.raises(DamagedArchive, match="newer program"):
        read_archive(_parcel({"format": "workshop-archive", "version": 3}))
