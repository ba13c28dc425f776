"""The codes on the screen are codes that cameras read, in every theme."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from workshop.console.widgets.code import doubled
from workshop.export import qr_rows

from .conftest import JOINING, Driving

needs_camera = pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("rsvg-convert")),
    reason="needs zbarimg and rsvg-convert",
)


def read(svg: str, folder: Path) -> str:
    """What a camera reads from a picture of the terminal."""
    picture, seen = folder / "console.svg", folder / "console.png"
    picture.write_text(re.sub("Fira Code", "monospace", svg))
    subprocess.run(["rsvg-convert", "-w", "1400", str(picture), "-o", str(seen)], check=True)
    found = subprocess.run(["zbarimg", "-q", "--raw", str(seen)], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@needs_camera
@pytest.mark.parametrize("theme", ["dusk", "paper"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_camera_reads_the_address(
    console: Driving, tmp_path: Path, theme: str, size: tuple[int, int]
) -> None:
    async with console(size=size, theme=theme) as driven:
        await driven.press("q")
        assert JOINING.address in driven.seen
        assert read(driven.app.export_screenshot(), tmp_path) == JOINING.address


@needs_camera
async def test_a_camera_reads_the_wifi(console: Driving, tmp_path: Path) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("w")
        assert read(driven.app.export_screenshot(), tmp_path) == "WIFI:T:WPA;S:notes;P:green river 42;;"
        await driven.press("q")
        assert JOINING.address in driven.seen


async def test_a_code_that_would_be_cut_off_is_not_drawn(console: Driving) -> None:
    async with console(size=(60, 14)) as driven:
        await driven.press("q")
        assert "A larger window shows the code." in driven.seen
        assert JOINING.address in driven.seen
        assert "▀" not in driven.seen


def test_doubled_is_the_same_code_twice_as_large() -> None:
    rows = qr_rows("http://10.0.0.1/")
    larger = doubled(rows)
    assert len(larger) in (2 * len(rows), 2 * len(rows) - 1)
    for y, row in enumerate(rows):
        for x, sign in enumerate(row):
            assert larger[2 * y][2 * x] == ("█" if sign in "█▀" else " ")
