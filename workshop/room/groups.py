"""Small groups while they are made and at work: in memory only, whatever is said for them.

resting -> asking -> drafted -> made -> resting
              \\_ locked, or the laptop stopped _/-> lost: it has to be asked again

The logbook hears that groups were opened, made and put away, and nothing else. What people answered goes
from memory when the groups are made, when they are put away, and when the room is locked; which ticket got
which sign stays until they are put away, so that phones can still show it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from workshop.domain.disclosure import in_steps
from workshop.domain.events import GroupsMade, GroupsOpened, GroupsPutAway
from workshop.domain.grouping import make
from workshop.domain.groups import WORKS, Groups, Person, Question, Wishes
from workshop.domain.shareback import Pair, ShareBack, paired
from workshop.domain.signs import Sign

from .journal import Journal
from .proofs import Proofs
from .values import FormIsClosed, NotNow

Phase = Literal["resting", "asking", "drafted", "made", "lost"]
MOST_PEOPLE = 300
"""Tickets held at once: nobody may fill the memory."""


@dataclass(frozen=True, slots=True)
class WallGroups:
    """What the room may see of its groups: signs and where they meet; later, who shares with whom."""

    places: tuple[tuple[Sign, str], ...]
    own_choice: bool
    share: ShareBack | None


class GroupMaker:
    """`suggest` gives the wishes that agenda and session come with."""

    def __init__(
        self,
        journal: Journal,
        proofs: Proofs,
        rng: random.Random,
        suggest: Callable[[], Wishes],
        is_locked: Callable[[], bool],
    ) -> None:
        self._journal = journal
        self._proofs = proofs
        self._rng = rng
        self._suggest = suggest
        self._is_locked = is_locked
        self._phase: Phase = "resting"
        self._chosen: Wishes | None = None
        self._people: dict[str, Person] = {}
        self.announced = Wishes()
        """The wishes at the time when people were asked: what their pages said about the groups."""
        self.question: Question | None = None
        self.places: dict[str, str] = {}
        """Where a group meets, in the facilitator's own words, by the id of its sign."""
        self.groups: Groups | None = None
        self.share: ShareBack | None = None
        self.on_the_wall = False

    # -- how far they are --------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Lost where the logbook knows of groups that the memory does not hold any more."""
        if self._phase == "resting" and self._journal.state.groups:
            return "lost"
        return self._phase

    @property
    def is_open(self) -> bool:
        """Whether the group form takes answers."""
        return self._phase == "asking" and not self._is_locked()

    @property
    def in_memory(self) -> bool:
        """Whether anything that people said for their groups is held."""
        return bool(self._people)

    @property
    def wishes(self) -> Wishes:
        return self._chosen or self._suggest()

    @property
    def arrived(self) -> int:
        """How many asked for a group, in steps while the form is open."""
        return in_steps(len(self._people)) if self._phase == "asking" else len(self._people)

    def allows(self, wishes: Wishes) -> bool:
        """Whether groups made so tell no more than people were told when they were asked."""
        asked = self._phase == "asking" or bool(self._people)
        return not asked or wishes.own_choice or wishes.tells_no_more_than(self.announced)

    # -- the facilitator ---------------------------------------------------------------------------

    def wish(self, wishes: Wishes) -> None:
        """Sets how groups are to be made. Raises NotNow for what people were not told when asked."""
        if self.phase == "made":
            raise NotNow("The groups are made. Put them away to make others.")
        if not self.allows(wishes):
            raise NotNow("People were told something else when they were asked. Put it away, and ask again.")
        if wishes.answer and self.question is None:
            raise NotNow("There is no question yet.")
        if self._phase == "drafted":
            self._check_enough(wishes)
        self._chosen = wishes
        if self._phase == "drafted":
            self.groups = make(self._people.values(), wishes, self._rng)
        self._journal.tell("run")

    def ask_also(self, question: Question | None) -> None:
        """One question of one's own, to mix people by; None takes it away again. Raises NotNow once asked."""
        if self._phase != "resting":
            raise NotNow("People were told something else when they were asked. Put it away, and ask again.")
        self.question = question
        self._chosen = replace(self.wishes, answer="mixed" if question else None)
        self._journal.tell("run")

    def name_places(self, places: Mapping[str, str]) -> None:
        """Where each group meets, by the id of its sign."""
        self.places = {sign: place for sign, place in places.items() if place}
        self._journal.tell("run")

    def open(self) -> None:
        """Opens the group form; after a first look at the groups it opens again with what came before.

        Raises NotNow while locked, while groups are made, and where nothing is asked.
        """
        if self._is_locked():
            raise NotNow("Unlock first: what people say for their groups is kept in memory only.")
        if self.phase == "made":
            raise NotNow("The groups are made. Put them away to make others.")
        if self.wishes.own_choice:
            raise NotNow("By own choice nothing is asked. Go on, and the signs are shown.")
        if self._phase == "asking":
            return
        if not (self._phase == "drafted" and self._people):
            self._journal.log(GroupsOpened(self._journal.now), "answers")
            self._people.clear()
            self.announced = self._chosen = self.wishes
        self._phase = "asking"
        self.groups = None
        self._journal.tell("run")

    def draw(self) -> None:
        """Draws groups to look at, or draws them anew; the form is closed. Raises NotNow for too few."""
        if self.phase == "made":
            raise NotNow("The groups are made. Put them away to make others.")
        wishes = self.wishes
        asked = self._phase in ("asking", "drafted")
        if not asked and not wishes.own_choice and wishes.without_phone < 2:
            raise NotNow("Open the form first, or say how many have no phone.")
        self._check_enough(wishes)
        self._chosen = wishes
        self.groups = make(self._people.values(), wishes, self._rng)
        self._phase = "drafted"
        self._journal.tell("run")

    def _check_enough(self, wishes: Wishes) -> None:
        if not wishes.own_choice and len(self._people) + wishes.without_phone < 2:
            raise NotNow("Fewer than two people have asked for a group so far.")

    def settle(self) -> None:
        """These groups it is: phones show their sign, and what was answered goes. Raises NotNow."""
        if self._phase != "drafted":
            raise NotNow("There are no groups to keep yet.")
        self._journal.log(GroupsMade(self._journal.now))
        self._phase = "made"
        self._people.clear()
        self.question = None
        self._journal.tell("run")

    def one_more(self) -> Sign:
        """A sign for somebody who came late, without anybody moving. Raises NotNow."""
        if self._phase != "made" or self.groups is None or self.wishes.own_choice:
            raise NotNow("There are no groups to join yet.")
        self.groups, sign = self.groups.one_more()
        self._journal.tell("run")
        return sign

    def put_away(self) -> None:
        """Nothing of these groups is left, but for the names of places."""
        if self._journal.state.groups:
            self._journal.log(GroupsPutAway(self._journal.now))
        self._people.clear()
        self._phase = "resting"
        self._chosen = self.question = self.groups = self.share = None
        self.on_the_wall = False
        self._journal.tell("run")

    def show(self) -> None:
        """Shows the groups on the wall, or takes them from it. Raises NotNow before they are made."""
        if self._phase != "made":
            raise NotNow("There are no groups to show yet.")
        self.on_the_wall = not self.on_the_wall
        self._journal.tell("run")

    # -- sharing back ------------------------------------------------------------------------------

    def onward(self) -> None:
        """To the first stage of sharing, then from one pair to the next. Raises NotNow without groups."""
        if self._phase != "made" or self.groups is None:
            raise NotNow("There are no groups to share yet.")
        self.share = self.share.onward() if self.share else paired(self.groups.signs, self._rng)
        self._journal.tell("run")

    def back(self) -> None:
        """One step back in sharing."""
        if self.share is not None:
            turn = self.share.turn - 1
            first = 1 if len(self.share.pairs[0]) == 1 else 0
            self.share = replace(self.share, turn=turn) if turn >= first else None
            self._journal.tell("run")

    # -- phones and wall ---------------------------------------------------------------------------

    def ticket(self) -> str:
        """A fresh ticket for this opening of the form; it is the page's own, and names nobody."""
        return self._proofs.fresh(self._opening)

    def is_ticket(self, ticket: str) -> bool:
        """Whether this laptop gave `ticket` out for this opening."""
        return ticket.isascii() and self._proofs.is_for(self._opening, ticket)

    @property
    def _opening(self) -> str:
        return f"groups/{self._journal.state.groups_opened}"

    def answer(self, person: Person) -> None:
        """Holds what somebody said, in memory; the same ticket again takes the place of the first.

        What was not asked is not held. Raises FormIsClosed.
        """
        full = len(self._people) >= MOST_PEOPLE and person.ticket not in self._people
        if not self.is_open or not self.is_ticket(person.ticket) or full:
            raise FormIsClosed("This form is closed now. Thank you; what was received stays received.")
        asked, options = self.announced, len(self.question.options) if self.question else 0
        self._people[person.ticket] = Person(
            person.ticket,
            person.work if asked.work and person.work in WORKS else None,
            person.position if asked.managers_apart else None,
            person.answer if asked.answer and person.answer in {str(n) for n in range(options)} else None,
        )
        self._journal.tell("answers")

    def withdraw(self, ticket: str) -> None:
        """Somebody would rather have no group. Raises FormIsClosed."""
        if not self.is_open:
            raise FormIsClosed("This form is closed now. Thank you; what was received stays received.")
        self._people.pop(ticket, None)
        self._journal.tell("answers")

    def waits(self, ticket: str) -> bool:
        """Whether this ticket will get a sign."""
        return ticket in self._people

    def sign_of(self, ticket: str) -> Sign | None:
        """The sign of a ticket, once the groups are made."""
        return self.groups.sign_of(ticket) if self.groups and self._phase == "made" else None

    def partners(self, sign: Sign) -> Pair:
        """With which groups this one shares, in the first stage of sharing."""
        return self.share.partners(sign) if self.share and self.share.stage == 1 else ()

    @property
    def for_the_wall(self) -> WallGroups | None:
        """What the wall shows of the groups; nothing unless the facilitator wants it."""
        if not self.on_the_wall or self.groups is None or self._phase != "made":
            return None
        places = tuple((sign, self.places.get(sign.id, "")) for sign in self.groups.signs)
        return WallGroups(places, self.wishes.own_choice, self.share)

    # -- locking -----------------------------------------------------------------------------------

    def forget(self) -> None:
        """What people said goes from memory; groups that were not made yet go with it."""
        self._people.clear()
        self.question = None
        if self._phase in ("asking", "drafted"):
            self._phase = "resting"
            self.groups = None
            self._chosen = None
