"""Nothing readable on disk: planted words are searched for in every file, running, killed and stopped."""

from __future__ import annotations

import base64
from pathlib import Path

from workshop.demo.browser import Browser, Field, Form, Page

from .process import Served, run

FORMS = ("what-security-means", "stressor-mapping", "arrival-and-consent", "group-agreement", "grounding")
AGENDA = ("three-day-holistic", "Three days of holistic security", "Stressor mapping", "stressor-mapping")


def _planted(number: int) -> str:
    return f"canary{number:02}wren{number * 7919}"


def _plain_and_base64(word: str) -> list[bytes]:
    """The word, and the unchanging middle of its base64 at each of the three alignments."""
    raw = word.encode()
    found = [raw]
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + raw)
        found.append(coded[4 : len(coded) // 4 * 4 - 4])
    return found


def _hits(places: list[Path], words: list[str]) -> list[tuple[str, str]]:
    needles = {word: _plain_and_base64(word) for word in words}
    hits = []
    for place in places:
        for file in (one for one in place.rglob("*") if one.is_file()):
            data = file.read_bytes() + str(file).encode()
            hits += [
                (file.name, word) for word, coded in needles.items() if any(one in data for one in coded)
            ]
    return hits


def _fill(form: Form, words: list[str]) -> list[tuple[str, str]]:
    def value(field: Field) -> str:
        writes = field.kind in ("text", "textarea") and not field.name.startswith("_")
        return words.pop() if writes and words else field.value

    return [(one.name, value(one)) for one in form.fields if one.kind not in ("radio", "checkbox")]


def test_fifty_planted_answers_are_found_nowhere(folder: Path, passphrase_file: Path, tmp_path: Path) -> None:
    words = [_planted(number) for number in range(50)]
    left = list(words)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    served = Served(folder, passphrase_file, *FORMS, TMPDIR=str(temporary))
    try:
        while left:
            phone = Browser(served.address)
            page = phone.get("/")
            page = phone.send(page, page.post_forms[0], page.post_forms[0].as_served())
            for exercise in FORMS:
                for audience in ("room", "facilitator", "mine"):
                    _answer(phone, page, exercise, audience, left)
            phone.close()
        assert _hits([folder, temporary], [*words, *AGENDA]) == [], "while it runs"
    finally:
        served.kill()
    assert _hits([folder, temporary], [*words, *AGENDA]) == [], "killed"
    again = Served(folder, passphrase_file, TMPDIR=str(temporary))
    assert again.stop() == 0
    assert _hits([folder, temporary], [*words, *AGENDA]) == [], "stopped"
    status = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    assert '"entries": 0' not in status.stdout, "the planted answers did arrive"
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase at all\n")
    assert run("status", folder, "--passphrase-file", wrong).returncode == 2


def _answer(phone: Browser, page: Page, exercise: str, audience: str, left: list[str]) -> None:
    """Goes to one step of one form, as its buttons would, and fills every free text with planted words."""
    button = next(form for form in page.post_forms if form.hidden("_do") in ("step", "answer"))
    asked = {"_do": "step", "_exercise": exercise, "_audience": audience}
    kept = [(name, value) for name, value in button.as_served() if name in ("_lang", "_proof")]
    step = phone.send(page, Form("/", "post"), [*asked.items(), *kept])
    form = next((one for one in step.post_forms if one.hidden("_do") in ("answer", "mine")), None)
    if form is None or form.hidden("_audience") != audience:
        return
    saved = phone.send(step, form, _fill(form, left))
    fresh = next((one for one in saved.post_forms if one.hidden("_do") == "new"), None)
    if fresh is not None:
        saved = phone.send(saved, fresh, fresh.as_served())
    assert saved.status == 200
