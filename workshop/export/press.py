"""The press: runs Typst once, in this process or, as a script, in a child that takes what it read with it.

Typst keeps pieces of what it has set for the next document, and nothing makes it forget. What is one
person's own is therefore set in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst


def press(template: Path, data: str) -> bytes:
    """The PDF that `template` makes of `data`, JSON that it finds as `sys.inputs.data`."""
    import typst

    # Data given to the compiler itself survives its first document only; given here, it is there each time.
    compiler = typst.Compiler(root=template.parent, font_paths=_fonts())
    made = compiler.compile(template, format="pdf", sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return made


def press_apart(template: Path, data: str) -> bytes:
    """The same, in a child process that ends with it."""
    # -I: neither the environment nor the folder that we happen to be in says what is imported.
    done = subprocess.run(
        [sys.executable, "-I", __file__, str(template)],
        input=data.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return done.stdout


_SCRIPTS = {
    "Arabic": "Arabic",
    "Burmese": "Myanmar",
    "Devanagari": "Devanagari",
    "Khmer": "Khmer",
    "Latin": "Sans",
    "Thai": "Thai",
}
"""Scripts of the languages that papers come in, and what Noto calls each in the names of its families."""


def missing_scripts() -> tuple[str, ...]:
    """Scripts for which no Noto font is installed: their papers would have empty boxes."""
    families = [family for family in _fonts().families() if family.startswith("Noto ")]
    return tuple(
        script for script, name in _SCRIPTS.items() if not any(f" {name}" in family for family in families)
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts()


if __name__ == "__main__":
    sys.stdout.buffer.write(press(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
