"""The power fails in the middle of a day: same place, every acknowledged answer there, none twice."""

from __future__ import annotations

import json
import random
import signal
from pathlib import Path

from workshop.demo.browser import Browser, Form, Page

from .process import Served, run

FORM = "stressor-mapping"


def _step(page: Page) -> Form | None:
    return next((form for form in page.post_forms if form.hidden("_do") == "answer"), None)


def _join(served: Served) -> tuple[Browser, Page]:
    phone = Browser(served.address)
    page = phone.get("/")
    return phone, phone.send(page, page.post_forms[0], page.post_forms[0].as_served())


def _status(folder: Path, passphrase_file: Path) -> dict[str, object]:
    done = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    assert isinstance(status, dict)
    return status


def test_killed_again_and_again_every_acknowledged_answer_is_there_once(
    folder: Path, passphrase_file: Path
) -> None:
    rng = random.Random(7)
    acknowledged = 0
    unanswered: list[list[tuple[str, str]]] = []
    for turn in range(4):
        served = Served(folder, passphrase_file, FORM)
        try:
            for pairs in unanswered:
                # Phones that heard nothing send the same again: to them it is as if nothing had happened.
                phone, page = _join(served)
                step = _step(page)
                assert step is not None
                assert phone.send(page, step, pairs).status == 200
                acknowledged += 1
                phone.close()
            unanswered.clear()
            for _ in range(rng.randint(2, 6)):
                phone, page = _join(served)
                step = _step(page)
                assert step is not None
                pairs = [*step.as_served(), ("sources", "hours"), ("influence.workload", "much")]
                assert phone.send(page, step, pairs).status == 200
                assert phone.send(page, step, pairs).status == 200, "a double tap is success again"
                acknowledged += 1
                phone.close()
            if turn < 3:
                phone, page = _join(served)
                step = _step(page)
                assert step is not None
                pairs = [*step.as_served(), ("sources", "pay")]
                phone.leave_without_reading(page, step, pairs)
                unanswered.append(pairs)
                served.kill()
        finally:
            if served.process.poll() is None:
                served.stop()
    status = _status(folder, passphrase_file)
    responses = status["responses"]
    assert isinstance(responses, dict)
    assert responses[FORM] == acknowledged
    assert status["state"] == "new"


def test_status_counts_what_lies_in_the_letterbox_of_a_running_room(
    folder: Path, passphrase_file: Path
) -> None:
    served = Served(folder, passphrase_file, "Stressor mapping")
    try:
        for _ in range(3):
            phone, page = _join(served)
            step = _step(page)
            assert step is not None
            assert phone.send(page, step, [*step.as_served(), ("sources", "hours")]).status == 200
            phone.close()
        status = _status(folder, passphrase_file)
        responses = status["responses"]
        assert isinstance(responses, dict)
        assert responses.get(FORM, 0) + int(str(status["letterbox"])) == 3
    finally:
        assert served.stop() == 0


def test_a_torn_letterbox_is_told_and_costs_only_what_nobody_was_told(
    folder: Path, passphrase_file: Path
) -> None:
    served = Served(folder, passphrase_file, FORM)
    phone, page = _join(served)
    step = _step(page)
    assert step is not None
    assert phone.send(page, step, [*step.as_served(), ("sources", "hours")]).status == 200
    served.kill()
    (segment,) = folder.glob("letters-*")
    segment.write_bytes(segment.read_bytes() + segment.read_bytes()[:40])
    phone.close()
    said = _said_by(Served(folder, passphrase_file))
    assert "cut short" in said
    assert said.count("\n") == 1
    assert _status(folder, passphrase_file)["responses"] == {FORM: 1}


def test_a_damaged_book_is_told(folder: Path, passphrase_file: Path) -> None:
    book = bytearray((folder / "book").read_bytes())
    book[100] ^= 1
    (folder / "book").write_bytes(book)
    assert "damaged" in _said_by(Served(folder, passphrase_file))


def _said_by(served: Served) -> str:
    """What it said to the facilitator until it was stopped."""
    served.process.send_signal(signal.SIGTERM)
    _, said = served.process.communicate(timeout=30)
    return str(said)
