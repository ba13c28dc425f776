"""The book forgets order and time, and survives crashes, full disks and damage."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from workshop.vault import atomic
from workshop.vault.book import Book
from workshop.vault.errors import DamagedVault, NoRoom, VaultLocked
from workshop.vault.letters import (
    CareLetter,
    EntryLetter,
    EntryWithdrawal,
    OpenLetter,
    ResponseLetter,
    SlotLetter,
    WithdrawalLetter,
)
from workshop.vault.sealing import open_sealed

_KEY = PrivateKey.generate()


def _open_blob(blob: bytes) -> bytes | None:
    try:
        return open_sealed(blob, bytes(_KEY))
    except ValueError:
        return None


def _book(folder: Path) -> Book:
    return Book(folder, bytes(_KEY.public_key), _open_blob)


def _response(number: int, form: str = "form", answer: object = None) -> ResponseLetter:
    return ResponseLetter(form, "room", f"id{number}", {"what": str(answer or number)})


def _answers(book: Book, form: str = "form") -> dict[str, object]:
    return {response.id: response.answers["what"] for response in book.responses(form, "room")}


def test_the_newest_of_an_id_wins(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([_response(1), _response(2), _response(1, answer="changed")], random.Random(1))
    assert _answers(book) == {"id1": "changed", "id2": "2"}


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    letters: list[OpenLetter] = [
        _response(1),
        _response(2),
        WithdrawalLetter("form", "room", "id1"),
        SlotLetter("slot", "key"),
        EntryLetter("slot", "x/y", "AAAA", "e1"),
        EntryLetter("slot", "x/z", "AAAA", "e2"),
        EntryWithdrawal("slot", "x/z"),
        CareLetter("talk", "c1"),
        CareLetter("pause", "c2"),
    ]
    book = _book(tmp_path)
    for _ in range(2):
        book.merge(letters, random.Random(1))
        assert _answers(book) == {"id2": "2"}
        assert book.counts() == {"form": 1}
        assert book.entries() == {("slot", "x/y"): "AAAA"}
        assert book.entry_count() == 1
        assert book.slots() == {"slot": "key"}
        assert book.care() == {"talk": 1, "pause": 1}
        book = _book(tmp_path)


def test_the_newest_entry_wins_and_a_plan_keeps_its_key(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([SlotLetter("s", "own"), EntryLetter("s", "x/y", "old", "1")], random.Random(1))
    book.merge([SlotLetter("s", "another"), EntryLetter("s", "x/y", "new", "2")], random.Random(1))
    assert book.entries() == {("s", "x/y"): "new"}
    assert book.slots() == {"s": "own"}


def test_order_is_forgotten(tmp_path: Path) -> None:
    """Where the first of twelve answers comes to lie is even chance: 240 forms, 12 places, 20 each."""
    letters = [_response(number, form=f"form{form}") for form in range(240) for number in range(12)]
    book = _book(tmp_path)
    book.merge(letters, random.Random(5))
    again = _book(tmp_path)
    places = [0] * 12
    for form in range(240):
        ids = [response.id for response in again.responses(f"form{form}", "room")]
        places[ids.index("id0")] += 1
    assert 4 < min(places) <= max(places) < 42


def test_the_least_number_of_people(tmp_path: Path) -> None:
    """One person may answer for two audiences of a form, several forms, and one form in two rounds."""
    book = _book(tmp_path)
    letters = [
        ResponseLetter(form, audience, f"{form}{audience}{prompt}{number}", {prompt: 1})
        for form, audience, prompt, count in (
            ("a", "room", "hope", 3),
            ("a", "room", "goal", 3),
            ("a", "facilitator", "need", 2),
            ("b", "room", "word", 4),
        )
        for number in range(count)
    ]
    book.merge(letters, random.Random(1))
    assert book.counts() == {"a": 8, "b": 4}
    assert book.most_answers() == 4


def test_stripping_replaces_ids_and_keeps_the_rest(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([*map(_response, range(6)), _response(1, form="other")], random.Random(1))
    book.set_batches("form", "room", ["id1", "id2"], 4)
    book.strip("form")
    assert sorted(map(str, _answers(book).values())) == list("012345")
    assert not any(id.startswith("id") for id in _answers(book))
    assert len(_answers(book)) == 6
    batches = {str(response.answers["what"]): response.batch for response in book.responses("form", "room")}
    assert batches == {"0": 0, "1": 4, "2": 4, "3": 0, "4": 0, "5": 0}
    assert _answers(book, "other") == {"id1": "1"}


def test_dead_ids_live_on_in_no_generation(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([_response(1), _response(2)], random.Random(1))
    book.merge([WithdrawalLetter("form", "room", "id2")], random.Random(1))
    for path in tmp_path.iterdir():
        assert b"id2" not in (_open_blob(path.read_bytes()) or b"id2")
    book.strip("form")
    for path in tmp_path.iterdir():
        assert b"id1" not in (_open_blob(path.read_bytes()) or b"id1")


def test_a_changed_answer_keeps_its_batch(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([_response(1)], random.Random(1))
    book.set_batches("form", "room", ["id1"], 2)
    book.merge([_response(1, answer="changed")], random.Random(1))
    assert [(found.answers["what"], found.batch) for found in book.responses("form", "room")] == [
        ("changed", 2)
    ]


def test_single_documents(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert book.kept("agenda") is None
    book.keep("agenda", {"title": "Three days"})
    book.keep("agenda", {"title": "Four days"})
    book.keep("key", "AAAA")
    assert _book(tmp_path).kept("agenda") == {"title": "Four days"}
    assert _book(tmp_path).all_kept() == {"agenda": {"title": "Four days"}, "key": "AAAA"}


def test_a_merge_is_one_replacement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book(tmp_path)
    replaced: list[Path] = []
    real = Path.replace

    def counting(self: Path, target: Path) -> Path:
        replaced.append(Path(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", counting)
    book.merge([_response(1), SlotLetter("s", "k"), CareLetter("talk", "1")], random.Random(1), marks=["m"])
    assert replaced == [tmp_path / "book"]
    assert book.merged() == {"m"}


@pytest.mark.parametrize("change", ["merge", "strip", "keep", "set_batches"])
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    book = _book(tmp_path)
    book.merge([_response(1), _response(2)], random.Random(1))
    book.keep("name", "before")
    before = (_answers(book), book.all_kept(), sorted(map(str, book.responses("form", "room"))))

    def refusing(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    def attempt() -> None:
        match change:
            case "merge":
                book.merge([_response(3), _response(1, answer="changed")], random.Random(1))
            case "strip":
                book.strip("form")
            case "keep":
                book.keep("name", "after")
            case _:
                book.set_batches("form", "room", ["id1"], 1)

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", refusing)
        with pytest.raises(NoRoom):
            attempt()
    for found in (book, _book(tmp_path)):
        assert (
            _answers(found),
            found.all_kept(),
            sorted(map(str, found.responses("form", "room"))),
        ) == before
    attempt()
    after = (_answers(book), book.all_kept(), sorted(map(str, book.responses("form", "room"))))
    assert after != before


def test_a_damaged_book_falls_back_and_goes_on(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert not book.fell_back
    book.merge([_response(1)], random.Random(1))
    book.merge([_response(2)], random.Random(1))
    data = bytearray((tmp_path / "book").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "book").write_bytes(data)
    again = _book(tmp_path)
    assert again.fell_back
    assert _answers(again) == {"id1": "1"}
    again.merge([_response(3)], random.Random(1))
    # The damaged generation did not push the good one out.
    assert set(_answers(_book(tmp_path))) == {"id1", "id3"}
    (tmp_path / "book").write_bytes(b"")
    assert _answers(_book(tmp_path)) == {"id1": "1"}


def test_a_crash_while_mending_a_damaged_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the worst moment, just before the new generation takes its name, the good one is still there."""
    book = _book(tmp_path)
    book.merge([_response(1)], random.Random(1))
    book.merge([_response(2)], random.Random(1))
    (tmp_path / "book").write_bytes(b"rubbish")
    again = _book(tmp_path)

    class PowerCut(BaseException):
        pass

    def cut(self: Path, target: Path) -> Path:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(PowerCut):
            again.merge([_response(3)], random.Random(1))
    assert _answers(_book(tmp_path)) == {"id1": "1"}


def test_both_generations_damaged(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.keep("a", 1)
    book.keep("a", 2)
    for name in ("book", "book.previous"):
        (tmp_path / name).write_bytes(b"rubbish")
    with pytest.raises(DamagedVault):
        _book(tmp_path)


def test_a_forgotten_book_says_and_writes_nothing(tmp_path: Path) -> None:
    book = _book(tmp_path)
    book.merge([_response(1)], random.Random(1))
    before = (tmp_path / "book").read_bytes()
    book.forget()
    with pytest.raises(VaultLocked):
        book.counts()
    with pytest.raises(VaultLocked):
        book.merge([_response(2)], random.Random(1))
    with pytest.raises(VaultLocked):
        book.keep("a", 1)
    assert (tmp_path / "book").read_bytes() == before


def test_forgotten_while_it_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locking does not wait for a merge, and the merge leaves nothing in memory behind."""
    book = _book(tmp_path)
    real = atomic.write_all

    def forgetting(descriptor: int, data: bytes) -> None:
        book.forget()
        real(descriptor, data)

    monkeypatch.setattr(atomic, "write_all", forgetting)
    with pytest.raises(VaultLocked):
        book.merge([_response(1)], random.Random(1))
    with pytest.raises(VaultLocked):
        book.counts()
    assert _answers(_book(tmp_path)) == {"id1": "1"}
