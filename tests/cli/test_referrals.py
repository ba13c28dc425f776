"""A referral directory enters the vault: checked, sealed, and replaced when there is a newer one."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.directories import contact, directory_of
from workshop.domain.referral import KINDS, Directory, Referral
from workshop.library import content_folder, load_directory
from workshop.room import enter
from workshop.vault import FromFile, Vault

from .process import run

TODAY = date.today().isoformat()
OLD = (date.today() - timedelta(days=200)).isoformat()
CANARY = "The heron clinic"


def written(folder: Path, *contacts: dict[str, object]) -> Path:
    file = folder / "people.yaml"
    file.write_text(directory_of(*contacts), encoding="utf-8")
    return file


async def kept(folder: Path, passphrase_file: Path) -> Directory | None:
    """The directory that a room of this vault has, also where the laptop's clock is far behind."""
    vault = Vault.open(folder)
    try:
        vault.unlock(FromFile(passphrase_file))
        return (await enter(vault, clock=lambda: datetime(2020, 1, 1))).directory
    finally:
        vault.close()


@pytest.mark.parametrize("day", [TODAY, OLD])
async def test_a_new_workshop_keeps_it_sealed_and_names_what_is_stale(
    tmp_path: Path, passphrase_file: Path, day: str
) -> None:
    file = written(tmp_path, contact("a", title=CANARY, verified_on=day))
    made = tmp_path / "october"
    done = run(
        *("new", "three-day-holistic", made, "--referrals", file, "--passphrase-file", passphrase_file)
    )
    assert done.returncode == 0, done.stderr
    if day == OLD:
        assert done.stderr.count("\n") == 1
        assert f"nobody has checked “{CANARY}” for more than 90 days" in done.stderr
    else:
        assert done.stderr == ""
    found = await kept(made, passphrase_file)
    assert found is not None
    assert [one.title for one in found.referrals] == [CANARY]
    assert not [one for one in made.iterdir() if CANARY.encode() in one.read_bytes()]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "doctr"}, "doctor"),
        ({"verified_on": "2999-01-01"}, "has not come yet"),
        ({"route": ""}, "A text is missing here"),
    ],
)
def test_a_mistake_is_told_with_its_line_before_anything_is_made(
    tmp_path: Path, passphrase_file: Path, change: dict[str, object], told: str
) -> None:
    file = written(tmp_path, contact("a", **change))
    made = tmp_path / "october"
    done = run(
        *("new", "three-day-holistic", made, "--referrals", file, "--passphrase-file", passphrase_file)
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"{file}:2: ")
    assert told in done.stderr
    assert not made.exists()


async def test_the_evening_before_a_newer_one_takes_its_place(
    tmp_path: Path, folder: Path, passphrase_file: Path
) -> None:
    assert await kept(folder, passphrase_file) is None
    for title in ("The first", "The second"):
        file = written(tmp_path, contact("a", title=title, verified_on=TODAY))
        done = run("referrals", folder, file, "--passphrase-file", passphrase_file)
        assert done.returncode == 0, done.stderr
        found = await kept(folder, passphrase_file)
        assert found is not None
        assert [one.title for one in found.referrals] == [title]
    broken = written(tmp_path, contact("a", kind="doctr"))
    assert run("referrals", folder, broken, "--passphrase-file", passphrase_file).returncode == 2
    found = await kept(folder, passphrase_file)
    assert found is not None and found.referrals[0].title == "The second"


async def test_the_example_can_be_kept(folder: Path, passphrase_file: Path) -> None:
    example = content_folder("referrals") / "example.yaml"
    done = run("referrals", folder, example, "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    found = await kept(folder, passphrase_file)
    assert found is not None and len(found.referrals) > 3


def test_the_page_on_directories_works_as_it_stands_there(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "referrals.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert block
    file = tmp_path / "people.yaml"
    file.write_text(block[1], encoding="utf-8")
    assert len(load_directory(file, date(2026, 11, 1))[0].referrals) == 2
    assert re.findall(r"^\| `(\w+)` \| (.*) \|$", page.partition("| kind |")[2], re.MULTILINE) == [
        (kind.id, kind.label) for kind in KINDS
    ]
    fields = set(re.findall(r"^\| `(\w+)` \|", page.partition("| kind |")[0], re.MULTILINE))
    assert fields == {field.name for field in dataclasses.fields(Referral)}


def test_what_can_be_mended_is_one_sentence(tmp_path: Path, folder: Path, passphrase_file: Path) -> None:
    file = written(tmp_path, contact("a", verified_on=TODAY))
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase altogether\n")
    for arguments in (
        (folder, tmp_path / "nowhere.yaml", "--passphrase-file", passphrase_file),
        (folder, file, "--passphrase-file", wrong),
        (tmp_path / "nothing", file, "--passphrase-file", passphrase_file),
    ):
        done = run("referrals", *arguments)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1, done.stderr
