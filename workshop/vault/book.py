"""The book: what has been emptied from the letterbox, without times and without order.

responses   form, audience, id, answers, batch, sealed      shuffled within their form at every merge
entries     slot, prompt, sealed, counter           sealed to their owner, with the number inside
slots       slot, public_key, counter, number, acts the highest number inside an entry of the slot; versions
versions    slot, id, entries                       earlier versions of plans, oldest first within a slot
care        wish, id
kept        name, value                             single documents: agenda texts, keys
merged      mark                                    segments in it that may still lie in the letterbox
"""

from __future__ import annotations

import random
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where
from tinydb.table import Table

from workshop.vault.entries import SealedEntries, apply
from workshop.vault.jsonvalue import JSON
from workshop.vault.letters import CareLetter, OpenLetter, ResponseLetter, WithdrawalLetter
from workshop.vault.storage import SealedStorage

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """One response: `batch` 0 is not part of any shown figure yet."""

    id: str
    answers: dict[str, JSON]
    batch: int
    sealed: bool = False
    """Whether a phone sealed it."""


class Book:
    """The unlocked book; every change is one atomic replacement of one file, safe from any thread.

    Args:
        folder: where it lies.
        public_key: what it is sealed to.
        open_blob: opens a sealed blob, or gives None.

    Raises (every method, once forgotten):
        VaultLocked: the vault was locked.
    Raises (every change):
        NoRoom: nothing was changed.
    """

    def __init__(self, folder: Path, public_key: bytes, open_blob: Callable[[bytes], bytes | None]) -> None:
        self._storage = SealedStorage(folder, public_key, open_blob)
        self._database = TinyDB(storage=lambda: self._storage)
        self._turn = threading.RLock()

    @property
    def fell_back(self) -> bool:
        """Whether the last generation was damaged, so that the one before it was taken."""
        return self._storage.fell_back

    def merge(self, letters: Sequence[OpenLetter], rng: random.Random, *, marks: Iterable[str] = ()) -> None:
        """Apply letters in order; applying them again changes nothing.

        Args:
            letters: as they lay in the letterbox, oldest first.
            rng: shuffles each form's responses.
            marks: the segments that hold them and are about to be removed.
        """
        with self._turn:
            with self._storage.together():
                withdrawn = self._apply(letters, rng)
                self._rewrite("merged", [{"mark": mark} for mark in marks])
            if withdrawn:
                self._overwrite_previous()

    def merged(self) -> frozenset[str]:
        """Marks of the segments that went into the last merge."""
        return frozenset(row["mark"] for row in self._rows("merged"))

    def strip(self, form: str, dying: Callable[[str], bool] = lambda _: True) -> None:
        """A form is closed: its submission ids die, and its responses are shuffled anew.

        Whoever works with ids reads them again afterwards.

        Args:
            form: the form that was closed.
            dying: which ids those are; others, that took the place of earlier ones, stay.
        """
        rng = random.SystemRandom()
        with self._turn:
            with self._storage.together():
                rows = self._rows("responses")
                for row in rows:
                    if row["form"] == form and dying(row["id"]):
                        row["id"] = secrets.token_urlsafe(_ID_BYTES)
                self._store_shuffled(rows, rng)
            self._overwrite_previous()

    def responses(self, form: str, audience: str) -> list[StoredResponse]:
        """The responses to one form for one audience, in no order."""
        return [
            StoredResponse(row["id"], row["answers"], row["batch"], row.get("sealed", False))
            for row in self._rows("responses")
            if row["form"] == form and row["audience"] == audience
        ]

    def in_figures(self) -> dict[tuple[str, str], list[StoredResponse]]:
        """The responses that are part of a shown figure, by form and audience."""
        forms = dict.fromkeys((row["form"], row["audience"]) for row in self._rows("responses"))
        found = {form: [row for row in self.responses(*form) if row.batch] for form in forms}
        return {form: rows for form, rows in found.items() if rows}

    def set_batches(self, form: str, audience: str, ids: Iterable[str], batch: int) -> None:
        """These responses are now part of a shown figure; later changes to them keep the batch."""
        chosen = frozenset(ids)
        with self._turn, self._storage.together():
            rows = self._rows("responses")
            for row in rows:
                if row["form"] == form and row["audience"] == audience and row["id"] in chosen:
                    row["batch"] = batch
            self._rewrite("responses", rows)

    def counts(self) -> dict[str, int]:
        """How many responses each form has, all audiences summed."""
        return dict(Counter(row["form"] for row in self._rows("responses")))

    def most_answers(self) -> int:
        """The answers to the most answered prompt: at least so many people took part.

        A form that was opened twice holds two responses of most people, but to different prompts.
        """
        answered = Counter(
            (row["form"], row["audience"], prompt)
            for row in self._rows("responses")
            for prompt in row["answers"]
        )
        return max(answered.values(), default=0)

    def entry_count(self) -> int:
        """How many private answers there are, of all people together."""
        return len(self._rows("entries"))

    def entries(self) -> dict[tuple[str, str], str]:
        """Sealed entries (base64) by slot and prompt."""
        return {(row["slot"], row["prompt"]): row["sealed"] for row in self._rows("entries")}

    def slots(self) -> dict[str, str]:
        """The public key of each slot, both base64url."""
        return {row["slot"]: row["public_key"] for row in self._rows("slots")}

    def plans(self) -> dict[str, SealedEntries]:
        """Every plan that was begun, by its slot: a copy."""
        return {slot: plan for slot, plan in self._plans().items() if plan.public_key}

    def put_plans(self, plans: Mapping[str, SealedEntries]) -> None:
        """Keep the plans of an earlier workshop in a new book, twice: so that both generations have them."""
        with self._turn:
            for _ in range(2):
                with self._storage.together():
                    self._store_plans(plans)

    def destroy_answers(self, name: str, left: JSON) -> None:
        """Responses and wishes go from both generations; `left`, kept under `name`, is what stays of them.

        The first replacement of the file is the moment in which it happens. Called again it changes nothing.
        """
        with self._turn:
            with self._storage.together():
                self._rewrite("responses", [])
                self._rewrite("care", [])
                self._table("kept").upsert({"name": name, "value": left}, where("name") == name)
            self._overwrite_previous()

    def care(self) -> dict[str, int]:
        """How many wish to talk, and how many wish for a pause."""
        return {wish: len(ids) for wish, ids in self.wishes().items()}

    def wishes(self) -> dict[str, frozenset[str]]:
        """The ids of the wishes to talk, and of those for a pause."""
        rows = self._rows("care")
        return {
            wish: frozenset(row["id"] for row in rows if row["wish"] == wish) for wish in ("talk", "pause")
        }

    def keep(self, name: str, value: JSON) -> None:
        """Keep a single document under a name, in place of the one so far."""
        with self._turn, self._storage.together():
            self._table("kept").upsert({"name": name, "value": value}, where("name") == name)

    def kept(self, name: str) -> JSON:
        """The document kept under a name, or None."""
        return self.all_kept().get(name)

    def all_kept(self) -> dict[str, JSON]:
        """Every single document by its name."""
        return {row["name"]: row["value"] for row in self._rows("kept")}

    def forget(self) -> None:
        """Drop everything from memory."""
        self._storage.forget()

    def _apply(self, letters: Sequence[OpenLetter], rng: random.Random) -> bool:
        responses = {(row["form"], row["audience"], row["id"]): row for row in self._rows("responses")}
        plans = self._plans()
        care = {(row["wish"], row["id"]) for row in self._rows("care")}
        withdrawn = False
        for letter in letters:
            match letter:
                case ResponseLetter(form, audience, id, answers, sealed):
                    before = responses.get((form, audience, id), {"batch": 0})
                    responses[form, audience, id] = {
                        "form": form,
                        "audience": audience,
                        "id": id,
                        "answers": dict(answers),
                        "batch": before["batch"],
                        "sealed": sealed,
                    }
                case WithdrawalLetter(form, audience, id):
                    withdrawn |= responses.pop((form, audience, id), None) is not None
                case CareLetter(wish, id):
                    care.add((wish, id))
                case _:
                    withdrawn |= apply(plans, letter)
        self._store_shuffled(list(responses.values()), rng)
        self._store_plans(plans)
        self._rewrite("care", [{"wish": wish, "id": id} for wish, id in sorted(care)])
        return withdrawn

    def _store_shuffled(self, rows: list[dict[str, Any]], rng: random.Random) -> None:
        rng.shuffle(rows)
        # Sorting is stable: the shuffled order stays within each form.
        self._rewrite("responses", sorted(rows, key=lambda row: str(row["form"])))

    def _plans(self) -> dict[str, SealedEntries]:
        """By slot, also where an entry came and its slot is still missing: that one has no key."""
        plans = {
            row["slot"]: SealedEntries(
                row["public_key"],
                counter=row["counter"],
                number=row.get("number", 1),
                acts=set(row.get("acts", ())),
            )
            for row in self._rows("slots")
        }
        for row in self._rows("entries"):
            plan = plans.setdefault(row["slot"], SealedEntries(""))
            plan.entries[row["prompt"]] = row["sealed"]
            plan.counters[row["prompt"]] = row.get("counter", 0)
        for row in self._rows("versions"):
            plan = plans.setdefault(row["slot"], SealedEntries(""))
            plan.versions.append(dict(row["entries"]))
            plan.version_ids.append(row["id"])
        return plans

    def _store_plans(self, plans: Mapping[str, SealedEntries]) -> None:
        in_order = sorted(plans.items(), key=lambda one: one[0])
        self._rewrite(
            "entries",
            [
                {"slot": slot, "prompt": name, "sealed": sealed, "counter": plan.counters.get(name, 0)}
                for slot, plan in in_order
                for name, sealed in sorted(plan.entries.items())
            ],
        )
        self._rewrite(
            "slots",
            [
                {
                    "slot": slot,
                    "public_key": plan.public_key,
                    "counter": plan.counter,
                    "number": plan.number,
                    "acts": sorted(plan.acts),
                }
                for slot, plan in in_order
                if plan.public_key
            ],
        )
        self._rewrite(
            "versions",
            [
                {"slot": slot, "id": id, "entries": entries}
                for slot, plan in in_order
                for id, entries in zip(plan.version_ids, plan.versions, strict=True)
            ],
        )

    def _rows(self, table: str) -> list[dict[str, Any]]:
        with self._turn:
            return [dict(row) for row in self._table(table).all()]

    def _rewrite(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        self._table(table).truncate()
        self._table(table).insert_multiple(rows)

    def _table(self, name: str) -> Table:
        # No query cache: it would outlive `forget`.
        return self._database.table(name, cache_size=0)

    def _overwrite_previous(self) -> None:
        # What was taken back must not live on in the generation before.
        self._storage.write(self._storage.read())
