"""One YAML file, read node by node: every problem is noted with its line, and reading goes on.

Scalars are read as the text that stands there. YAML 1.1 would make 750 of 12:30 and false of no; here a
number is a number because its place asks for one.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workshop.domain.cleaning import one_line
from workshop.domain.errors import Problem
from workshop.wording import ENGLISH, Wording

T = TypeVar("T")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's reads five times as fast, where PyYAML was built with it."""
DEEPEST = 15_000
"""Levels of nesting; libyaml's reader calls itself for each, and at about 30,000 the process dies."""
Table = dict[str, Node]


@dataclass(slots=True)
class Reader:
    """Reads one file's nodes into values, and collects what is wrong with them."""

    file: str
    words: Wording = ENGLISH
    problems: list[Problem] = field(default_factory=list)
    translatable: list[tuple[int, str]] = field(default_factory=list)
    """(line, English text) of everything that people will read."""

    def root(self, text: str) -> Node | None:
        """The file's one document. Notes a problem for anything that is not YAML, or is empty."""
        if _deepest(text) > DEEPEST:
            self._add(
                1, self.words.say("This is not readable as YAML: {problem}.", problem="nested too deep")
            )
            return None
        try:
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            self._add(
                line,
                self.words.say("This is not readable as YAML: {problem}.", problem=error.problem or error),
            )
            return None
        except yaml.YAMLError as error:
            reason = " ".join(str(error).split())
            self._add(1, self.words.say("This is not readable as YAML: {problem}.", problem=reason))
            return None
        if node is None:
            self._add(1, self.words.say("The file is empty."))
        return node

    def problem(self, node: Node, english: str, /, **values: object) -> None:
        self._add(self._line(node), self.words.say(english, **values))

    def warning(self, node: Node, english: str, /, **values: object) -> None:
        """Notes what can be run as it is, and is worth a look."""
        message = self.words.say("Worth a look: {what}", what=self.words.say(english, **values))
        self.problems.append(Problem(self.file, self._line(node), message, warning=True))

    @property
    def mistaken(self) -> bool:
        """Whether something was noted that has to be mended."""
        return any(not problem.warning for problem in self.problems)

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + 1

    def _add(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))

    def table(self, node: Node, *, required: Iterable[str], optional: Iterable[str] = ()) -> Table:
        """A mapping with known keys only. Notes unknown, doubled and missing ones."""
        required = tuple(required)
        known = (*required, *optional)
        found = self.entries(node)
        for name, (key, _) in list(found.items()):
            if name not in known:
                self._unknown(key, name, known)
                del found[name]
        for name in required:
            if name not in found:
                self.problem(node, "“{key}” is missing here.", key=name)
        return {name: value for name, (_, value) in found.items()}

    def entries(self, node: Node) -> dict[str, tuple[Node, Node]]:
        """A mapping with any keys: each name with its key's node and its value's."""
        if not isinstance(node, MappingNode):
            self.problem(node, "Here should stand a table of “key: value” lines.")
            return {}
        found: dict[str, tuple[Node, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.problem(key, "A key should be one word.")
            elif key.value in found:
                self.problem(key, "“{key}” stands here twice. Keep one.", key=key.value)
            else:
                found[key.value] = (key, value)
        return found

    def _unknown(self, node: Node, name: str, known: Iterable[str]) -> None:
        close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        if close:
            self.problem(
                node,
                "“{name}” is not known here. Did you mean “{close}”? Allowed: {allowed}.",
                name=name,
                close=close[0],
                allowed=", ".join(known),
            )
        else:
            self.problem(
                node, "“{name}” is not known here. Allowed: {allowed}.", name=name, allowed=", ".join(known)
            )

    def items(self, node: Node, read: Callable[[Node], T]) -> tuple[T, ...]:
        if not isinstance(node, SequenceNode):
            self.problem(node, "Here should stand a list: lines that begin with “- ”.")
            return ()
        return tuple(read(item) for item in node.value)

    def text(self, node: Node) -> str:
        """A text, cleaned as what people type is (files are passed around too), white space folded."""
        if not isinstance(node, ScalarNode):
            self.problem(node, "Here should stand a text.")
            return ""
        text = one_line(node.value)
        if not text:
            self.problem(node, "A text is missing here.")
        return text

    def prose(self, node: Node) -> str:
        """A text that people will read: it goes into the catalogues."""
        text = self.text(node)
        if text:
            self.translatable.append((node.start_mark.line + 1, text))
        return text

    def prose_list(self, node: Node) -> tuple[str, ...]:
        return self.items(node, self.prose)

    def number(self, node: Node, lowest: int, highest: int) -> int:
        text = self.text(node)
        # Python refuses to read thousands of digits; no number here has more than nine.
        if text.isascii() and text.isdigit() and len(text) <= 9 and lowest <= int(text) <= highest:
            return int(text)
        if text:
            self.problem(
                node,
                "“{text}” should be a whole number from {lowest} to {highest}.",
                text=text,
                lowest=lowest,
                highest=highest,
            )
        return lowest

    def flag(self, node: Node) -> bool:
        return self.one_of(node, ("true", "false")) == "true"

    def one_of(self, node: Node, allowed: tuple[str, ...]) -> str:
        """One of the words `allowed`; the first where another stands there, with a problem noted."""
        text = self.text(node)
        if text and text not in allowed:
            self._unknown(node, text, allowed)
        return text if text in allowed else allowed[0]

    def clock(self, node: Node) -> time:
        """A time of day, as "12:30"."""
        text = self.text(node)
        hour, colon, minute = text.partition(":")
        try:
            if not colon:
                raise ValueError
            return time(int(hour), int(minute))
        except (ValueError, OverflowError):
            self.problem(node, "“{text}” should be a time of day in quotes, as “12:30”.", text=text)
            return time(0)


def _deepest(text: str) -> int:
    """More levels than `text` can have: each has a bracket, or a column that it shares with one other."""
    longest = max(map(len, text.splitlines()), default=0)
    return text.count("[") + text.count("{") + 2 * longest
