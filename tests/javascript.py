"""Runs modules of browser/src by Node, many inputs to one start of it: Python and JavaScript must agree."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent / "browser" / "src"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="there is no node")


def told(body: str, given: object) -> object:
    """What the module `body` leaves in `result`, of `given` as `given`; `./x.js` is a file of browser/src."""
    assert NODE is not None
    module = (
        'import { readFileSync } from "node:fs";\n'
        'const given = JSON.parse(readFileSync(0, "utf8"));\nlet result;\n'
        f"{body.replace('./', f'{SOURCES.as_uri()}/')}\n"
        "process.stdout.write(JSON.stringify(result));\n"
    )
    done = subprocess.run(
        (NODE, "--input-type=module", "--eval", module),
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
