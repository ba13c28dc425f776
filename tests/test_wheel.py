"""The built wheel runs from an empty folder: agendas, exercises and templates travel inside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_runs_from_an_empty_folder(tmp_path: Path) -> None:
    built, unpacked, empty = (tmp_path / name for name in ("built", "unpacked", "empty"))
    empty.mkdir()
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)),
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("workshop-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(unpacked)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            (sys.executable, *arguments),
            cwd=empty,
            env={**os.environ, "PYTHONPATH": str(unpacked)},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    where = Path(run("-c", "import workshop; print(workshop.__file__)").strip())
    assert where.is_relative_to(unpacked), "this is the wheel, not the checkout"
    agendas = json.loads(run("-m", "workshop", "list", "agendas", "--json"))
    assert len(agendas) == 13
    assert "three-day-holistic" in [agenda["id"] for agenda in agendas]
    run("-m", "workshop", "paper", "stressor-mapping", "--out", "sheets")
    assert (empty / "sheets" / "stressor-mapping-sheet.pdf").read_bytes().startswith(b"%PDF")
    passphrase = empty / "passphrase"
    passphrase.write_text("correct horse battery staple\n")
    run("-m", "workshop", "new", "three-day-holistic", "october", "--passphrase-file", "passphrase")
    assert (empty / "october" / "header.a").is_file()
