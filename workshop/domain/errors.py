"""What can go wrong in a way that the user can mend."""

from __future__ import annotations

from dataclasses import dataclass


class WorkshopError(Exception):
    """One clear sentence for the user, with the mend in it; a command ends with exit code 2.

    `english` is the message as the catalogues know it, `values` fill its `{places}`.
    """

    def __init__(self, english: str, **values: object) -> None:
        super().__init__(english)
        self.english = english
        self.values = values

    def __str__(self) -> str:
        return self.english.format(**self.values)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in one file: `file:line: message`.

    A warning can be run as it is; its sentence begins by saying that it is only worth a look.
    """

    file: str
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentProblems(WorkshopError):
    """Every problem found in the content at once, in the order of files and lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("{problems}", problems="\n".join(str(problem) for problem in sorted(problems)))
        self.problems = tuple(sorted(problems))
