"""Runs campaigns, keeps what they saw, and writes the page.

python -m campaigns [--short] [--page] [NAME ...]

Without a name, all of them. `--page` runs nothing and writes docs/campaigns.md from what is kept.
"""

from __future__ import annotations

import argparse
import sys
import time

from .findings import Record, Scale
from .page import CAMPAIGNS, PAGE, campaign, written


def main() -> int:
    """1 where a promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m campaigns", description="The promises under attack.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CAMPAIGNS))
    parser.add_argument("--short", action="store_true", help="the short form; nothing is kept")
    parser.add_argument("--page", action="store_true", help="only write the page")
    asked = parser.parse_args()
    for name in asked.names:
        if name not in CAMPAIGNS:
            parser.error(f"no campaign is called {name}; there are {', '.join(CAMPAIGNS)}")
    scale = Scale.SHORT if asked.short else Scale.LONG
    broken = 0
    for name in () if asked.page else asked.names or CAMPAIGNS:
        began = time.monotonic()
        findings = campaign(name).run(scale)
        print(f"\n{name}")
        for line in findings.lines:
            promised = f"   ({line.promised})" if line.promised else ""
            print(f"  {'✓' if line.held else '✗'} {line.what}: {line.figure}{promised}", flush=True)
        broken += not findings.held
        if scale is Scale.LONG:
            Record.of(name, scale, findings, time.monotonic() - began).write()
    if scale is Scale.LONG:
        PAGE.write_text(written(), encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
