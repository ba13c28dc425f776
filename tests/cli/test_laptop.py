"""What the console may ask of this laptop: its disk and power, and what is printed, over nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from workshop.cli.laptop import health, laptop
from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining
from workshop.export import archive_file, archive_of
from workshop.room import Room
from workshop.wording import ENGLISH

JOINING = Joining("http://192.168.1.20:8000/", "http://127.0.0.1:8001/")


def supply(folder: Path, **facts: str) -> None:
    folder.mkdir(parents=True)
    for name, text in facts.items():
        (folder / name).write_text(f"{text}\n")


@pytest.mark.parametrize(
    ("battery", "mains", "found"),
    [
        (None, None, (None, None)),
        ({"type": "Battery", "capacity": "41"}, {"type": "Mains", "online": "0"}, (41, False)),
        ({"type": "Battery", "capacity": "99"}, {"type": "USB", "online": "1"}, (99, True)),
        ({"type": "Battery", "capacity": "7", "scope": "Device"}, None, (None, None)),
        ({"type": "Battery", "capacity": "??"}, {"type": "Wireless"}, (None, None)),
        ({"type": "Battery"}, {}, (None, None)),
    ],
)
def test_power_is_what_linux_says(
    tmp_path: Path,
    battery: dict[str, str] | None,
    mains: dict[str, str] | None,
    found: tuple[int | None, bool | None],
) -> None:
    power = tmp_path / "power"
    if battery is not None:
        supply(power / "BAT0", **battery)
    if mains is not None:
        supply(power / "AC", **mains)
    seen = health(tmp_path, power)
    assert seen is not None and seen.gigabytes > 0
    assert (seen.battery, seen.plugged_in) == found


def test_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert health(tmp_path / "gone", tmp_path) is None


async def test_a_day_is_printed_whole_readable_for_its_owner_only_and_over_nothing(
    room: Room, tmp_path: Path
) -> None:
    tools = laptop(room, lambda: JOINING, ENGLISH)
    out = tmp_path / "sheets"
    written = await tools.print_day(1, out)
    files = {file.name for file in out.iterdir()}
    assert written == len(files)
    assert {"day-2.pdf", "incident-map-sheet.pdf", "incident-map-script.pdf"} <= files
    assert "stressor-mapping-sheet.pdf" not in files, "that is another day's"
    assert "check-out-sheet.pdf" in files, "held again it has the sheet of the first"
    for file in out.iterdir():
        assert file.read_bytes().startswith(b"%PDF")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = {file: file.read_bytes() for file in out.iterdir()}
    (out / "day-2.pdf").unlink()
    with pytest.raises(WorkshopError, match="is there already"):
        await tools.print_day(1, out)
    assert not (out / "day-2.pdf").exists(), "nothing at all where one is there already"
    assert all(file.read_bytes() == data for file, data in before.items() if file.exists())


async def test_cards_have_codes_that_the_laptop_knows_the_slots_of(room: Room, tmp_path: Path) -> None:
    tools = laptop(room, lambda: JOINING, ENGLISH)
    assert await tools.print_cards(2, tmp_path / "cards") == 1
    assert (tmp_path / "cards" / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert len(room.plans) == 2
    with pytest.raises(WorkshopError, match="is there already"):
        await tools.print_cards(2, tmp_path / "cards")
    assert len(room.plans) == 2


async def test_the_folder_is_proposed_where_we_are(room: Room) -> None:
    tools = laptop(room, lambda: JOINING, ENGLISH)
    assert tools.sheets == Path.cwd() / "sheets"
    seen = tools.health()
    assert seen is not None and seen.enough


async def test_an_archive_is_written_for_its_owner_only_and_over_nothing(room: Room, tmp_path: Path) -> None:
    tools = laptop(room, lambda: JOINING, ENGLISH)
    archive, file = archive_of(room), tmp_path / "archive.zip"
    await tools.write_archive(archive, file, (), None)
    assert file.read_bytes() == archive_file(archive, ENGLISH)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(WorkshopError, match="is there already"):
        await tools.write_archive(archive, file, (), None)
