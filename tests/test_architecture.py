"""The shape holds: what is imported at run time, and no text of the code that nobody could translate."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("package", "strangers"),
    [
        ("workshop.domain", ("yaml", "tinydb", "nacl", "starlette", "textual", "typst", "jinja2", "asyncio")),
        ("workshop.library", ("tinydb", "nacl", "starlette", "textual", "typst")),
        ("workshop.room", ("starlette", "textual", "typst", "uvicorn")),
        ("workshop.export", ("starlette", "textual", "typst")),
        ("workshop.cli.commands", ("starlette", "textual", "typst", "uvicorn")),
    ],
)
def test_importing_a_package_brings_no_stranger_along(package: str, strangers: tuple[str, ...]) -> None:
    code = f"import sys, {package}; print(*sorted(set({strangers!r}) & set(sys.modules)))"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
