"""The page of figures says what the campaigns saw."""

from __future__ import annotations

from campaigns.findings import Findings, Record
from campaigns.page import CAMPAIGNS, PAGE, written


def test_the_page_is_what_was_kept() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "write it: python -m campaigns --page"


def test_what_was_kept_is_whole() -> None:
    for name in CAMPAIGNS:
        kept = Record.read(name)
        assert kept is not None, name
        assert kept.scale == "long"
        assert kept.lines


def test_one_broken_promise_breaks_the_run() -> None:
    findings = Findings()
    assert not findings.held
    findings.none("answers lost", 0)
    findings.least("phones", 3, 3)
    findings.most("seconds", 0.5, 1)
    assert not findings.broken()
    findings.none("answers doubled", 1)
    assert not findings.held
    assert findings.broken() == ["answers doubled: 1, promised 0"]
