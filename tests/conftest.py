"""What all tests share: one vault, one room, hostile words, and no silent skips where CI runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workshop.domain.disclosure import bare
from workshop.domain.events import QUESTIONS
from workshop.export import parcel, report_pdf
from workshop.library import Bundle, Library, Source, library, load_library
from workshop.room import Room, begin, enter
from workshop.room.proofs import Proofs
from workshop.vault import FromFile, Keyholder, Vault
from workshop.wording import Wording

from .lent import Lender
from .web.chromium import end
from .wording.catalogue import extracted

# A busy machine is no failure: nothing in a test depends on how long it takes.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

HOSTILE = (
    "[/b] nope",
    "[bold red]Will",
    "[@click=app.quit]tap[/]",
    "a [link='http://x'",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#panic("from a phone")',
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }} {places}",
    "$[x](javascript:alert(1))",
    "\x1b]52;c;ZXZpbA==\x1b\\\x1b[2J\u009b31m",
    "\u202eabc\u202c",
    "မင်္ဂလာပါ نعم សួស្តី नमस्ते",
    "a" * 180,
)
"""What somebody may type; each must be only text on every surface."""


@pytest.fixture(autouse=True)
def _only_known_words(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever any test makes the program say must be among the texts that translators will get."""
    if request.node.get_closest_marker("own_words"):
        return
    say, count = Wording.say, Wording.count

    def known_say(self: Wording, english: str, /, **values: object) -> str:
        # Not an assert: explaining one over ten thousand texts takes a minute.
        if english and english not in extracted():
            pytest.fail(f"not in the catalogues: {english!r}")
        return say(self, english, **values)

    def known_count(self: Wording, one: str, many: str, n: int, /, **values: object) -> str:
        if not {one, many} <= extracted():
            pytest.fail(f"not in the catalogues: {one!r}, {many!r}")
        return count(self, one, many, n, **values)

    monkeypatch.setattr(Wording, "say", known_say)
    monkeypatch.setattr(Wording, "count", known_count)


def pytest_sessionstart() -> None:
    """The same content is read once in a process: modules of tests read it, and so does entering a room."""
    read: dict[tuple[object, ...], Library] = {}
    whole = library._whole

    def read_once(found: Mapping[tuple[library.Kind, str], Source], words: Wording) -> Library:
        key = (words.language.id, *found.items())
        if key not in read:
            read[key] = whole(found, words)
        return read[key]

    library._whole = read_once


VEIL = Proofs.veil
"""The veil over sensitive cells as it is; see `_no_veil`."""


@pytest.fixture(autouse=True, scope="session")
def _no_veil() -> Iterator[None]:
    """What chance hides beside would be a riddle in tests of something else; thresholds hold as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Proofs, "veil", lambda self, name: bare(name))
        yield


REPORT_PDF = report_pdf
"""The archive's report on paper as it is; see `_no_paper`."""


@pytest.fixture(autouse=True, scope="session")
def _no_paper() -> Iterator[None]:
    """Archives that tests make have no report on paper: setting one takes a process of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parcel, "report_pdf", lambda archive, words: b"%PDF-1.7\n")
        yield


@pytest.fixture(autouse=True, scope="session")
def _look_closely() -> Iterator[None]:
    """Whether a console has come to rest is looked at ten times as often as by Textual itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 500)
        patch.setattr("textual._wait.SLEEP_IDLE", 1 / 10_000)
        yield


@pytest.fixture(autouse=True, scope="session")
async def _one_browser() -> AsyncIterator[None]:
    """Closes the browser that tests of this process shared, if there was one."""
    yield
    await end()


class FakeClock:
    """A clock that stands still until a test moves it; it begins on a day at nine."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 12, 9, 0)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return load_library().bundle("three-day-holistic")


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text("correct horse battery staple\n")
    return path


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory, bundle: Bundle) -> Path:
    """A vault with a workshop in it, made once: tests work on copies of it."""
    folder = tmp_path_factory.mktemp("made") / "workshop"
    passphrase = folder.parent / "passphrase"
    passphrase.write_text("correct horse battery staple\n")
    vault = Vault.create(folder, FromFile(passphrase), memory_mib=64)
    begin(vault, bundle)
    vault.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path, _made_once: Path) -> Path:
    """The folder of a workshop that nobody has open; its passphrase is in `passphrase_file`."""
    copied = tmp_path / "workshop"
    shutil.copytree(_made_once, copied)
    return copied


@pytest.fixture(scope="session")
def _lender(_made_once: Path) -> Iterator[Lender]:
    """A keyholder that opens what any copy of the vault made once holds."""
    source = FromFile(_made_once.parent / "passphrase")
    lender = Lender(lambda: Keyholder.unlock(_made_once, source))
    yield lender
    lender.close()


@pytest.fixture
def vault(folder: Path, _lender: Lender) -> Iterator[Vault]:
    """An unlocked vault with a workshop in it."""
    opened = Vault.open(folder)
    opened.adopt(_lender.lend())
    yield opened
    opened.close()


@pytest.fixture
async def room(vault: Vault, clock: FakeClock) -> Room:
    """A live room of the three-day agenda, before its first session; the five questions are answered."""
    entered = await enter(vault, clock=clock)
    entered.get_ready(dict.fromkeys(QUESTIONS, True))
    return entered


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI runs, nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
