"""Archives from somewhere: whole ones open, all others get a sentence, and nothing unfolds too far."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.domain.errors import WorkshopError
from workshop.export import (
    DamagedArchive,
    Keys,
    NoRecipient,
    SealedArchive,
    archive_file,
    check_archive,
    read_archive,
    reseal_archive,
)
from workshop.wording import ENGLISH

from .manies import small_archive

pytestmark = pytest.mark.own_words

PARCEL = archive_file(small_archive(states=("kept",)), ENGLISH)
MINE, YOURS, OTHER = (pyrage.x25519.Identity.generate() for _ in range(3))
SEALED = archive_file(small_archive(), ENGLISH, (str(MINE.to_public()),))
FIXTURES = Path(__file__).parent.parent / "fixtures"


def _again(change: Callable[[dict[str, bytes]], None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive with its files changed, folded anew."""
    with zipfile.ZipFile(io.BytesIO(PARCEL)) as before:
        files = {name: before.read(name) for name in before.namelist()}
    change(files)
    after = io.BytesIO()
    with zipfile.ZipFile(after, "w", method) as folder:
        for name, content in files.items():
            folder.writestr(name, content)
    return after.getvalue()


def _with_prints(files: dict[str, bytes]) -> None:
    """A manifest that fits, as somebody with skill would write it."""
    prints = {n: hashlib.sha256(data).hexdigest() for n, data in files.items() if n != "manifest.json"}
    files["manifest.json"] = json.dumps({"sha256": prints}).encode()


def _refused(data: bytes, says: str) -> None:
    with pytest.raises(DamagedArchive, match=says):
        check_archive(data, Keys())
    if "manifest does not know" not in says:
        with pytest.raises(DamagedArchive):
            read_archive(data)


def test_a_whole_archive_says_what_is_in_it() -> None:
    one = check_archive(PARCEL, Keys())
    assert (one.read.version, one.sealed) == (2, False)
    assert {"data.json", "report.html", "report.md"} <= set(one.names)
    assert one.fingerprint.replace(" ", "") == hashlib.sha256(PARCEL).hexdigest()[:20]


def test_an_archive_of_version_1_is_whole() -> None:
    key = (FIXTURES / "archive-v1.key").read_text()
    one = check_archive((FIXTURES / "archive-v1.age").read_bytes(), Keys((key,)))
    assert (one.read.version, one.sealed) == (1, True)


def test_any_of_several_keys_opens() -> None:
    assert check_archive(SEALED, Keys((str(OTHER), "nonsense", f"# by hand\n{MINE}\n"))).sealed
    for keys in (Keys(), Keys(("nonsense", str(OTHER))), Keys(("",))):
        with pytest.raises(SealedArchive):
            check_archive(SEALED, keys)


def test_a_changed_file_is_named() -> None:
    def change(files: dict[str, bytes]) -> None:
        files["report.html"] += b" "

    _refused(_again(change), "report.html in it has changed")


def test_a_missing_file_is_named() -> None:
    def change(files: dict[str, bytes]) -> None:
        del files["report.md"]

    _refused(_again(change), "report.md is missing")


def test_an_added_file_is_named_and_its_name_cannot_reach_the_terminal() -> None:
    def change(files: dict[str, bytes]) -> None:
        files["\x1b[2Jplan\u202e.exe\n" + 90 * "x"] = b"MZ"

    with pytest.raises(DamagedArchive, match="the manifest does not know that file") as refused:
        check_archive(_again(change), Keys())
    assert str(refused.value).startswith("[2Jplan.exe xxxx")
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"sha256": 3}', b'{"sha256": [1]}', b"[" * 100_000])
def test_a_manifest_that_is_none_is_said(content: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = content

    _refused(_again(change), "manifest is missing or damaged")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"[" * 100_000, b'{"format": "workshop-archive", "version": true}']
)
def test_data_of_another_form_is_said_although_its_manifest_fits(content: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["data.json"] = content
        _with_prints(files)

    _refused(_again(change), "data.json is not what archives have")


def test_a_newer_version_is_not_called_damaged() -> None:
    def change(files: dict[str, bytes]) -> None:
        files["data.json"] = files["data.json"].replace(b'"version": 2', b'"version": 7')
        _with_prints(files)

    _refused(_again(change), "newer program")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"\xff" * 200, b"PK\x05\x06" * 9])
def test_what_is_no_archive_says_so(data: bytes) -> None:
    _refused(data, "damaged")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_other_way_of_folding_is_unfolded(method: int) -> None:
    _refused(_again(lambda files: None, method), "not an archive")


def _bomb(said: int) -> bytes:
    """Sixty-four megabytes of nothing in a hundred kilobytes; it says of itself that it has `said`."""

    def change(files: dict[str, bytes]) -> None:
        files["report.html"] = bytes(64 * 1024**2)

    data = bytearray(_again(change))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(b"report.html") - 30 if place == 22 else data.rindex(b"report.html") - 46
        assert data[at : at + 4] == signature
        struct.pack_into("<I", data, at + place, said)
    return bytes(data)


@pytest.mark.parametrize("said", [64 * 1024**2, 5000])
def test_a_small_file_never_becomes_a_large_memory(said: int) -> None:
    bomb = _bomb(said)
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        _refused(bomb, "not an archive")
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_a_list_of_very_many_files_is_not_read() -> None:
    def change(files: dict[str, bytes]) -> None:
        files.update((f"{n:060}", b"") for n in range(700))

    _refused(_again(change), "not an archive")


def test_what_is_larger_than_an_archive_is_not_looked_at() -> None:
    with pytest.raises(DamagedArchive, match="larger than an archive can be"):
        check_archive(b"age-encryption.org/v1" + bytes(33 * 1024**2), Keys((str(MINE),)))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_flipped_bits_and_lost_ends_get_a_sentence(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from((PARCEL, SEALED)))
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=3)):
        changed[place] ^= 1 << data.draw(st.integers(0, 7))
    del changed[data.draw(st.integers(1, len(whole))) :]
    with suppress(WorkshopError):
        one = check_archive(bytes(changed), Keys((str(MINE),)))
        assert one.read.title == "Agenda three-day-holistic", "what a zip says beside its files may change"


def test_a_hostile_report_cannot_reach_the_terminal() -> None:
    read = read_archive(archive_file(small_archive(text="bag\x1b]52;c;ZXZpbA==\x1b\\\u202e"), ENGLISH))
    assert "bag]52" in read.report
    assert "\x1b" not in read.report
    assert "\u202e" not in read.report


def test_sealed_again_for_others_the_inside_stays_the_same() -> None:
    resealed = reseal_archive(SEALED, Keys((str(MINE),)), (str(YOURS.to_public()),))
    assert pyrage.decrypt(resealed, [YOURS]) == pyrage.decrypt(SEALED, [MINE])
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(resealed, [MINE])
    before, after = check_archive(SEALED, Keys((str(MINE),))), check_archive(resealed, Keys((str(YOURS),)))
    assert before.fingerprint == after.fingerprint


def test_only_what_is_whole_is_sealed_again_and_only_to_keys() -> None:
    with pytest.raises(DamagedArchive):
        reseal_archive(PARCEL[:-40], Keys(), (str(YOURS.to_public()),))
    with pytest.raises(NoRecipient):
        reseal_archive(PARCEL, Keys(), ("amina@example.org",))
