"""The command line: the only part that knows everyone. It parses, wires and runs, and decides nothing."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from workshop.domain.errors import WorkshopError


def main() -> None:
    """Runs one command; whatever the user can mend is one sentence and exit code 2."""
    from workshop.wording import wording

    from .commands import program
    from .terminal import language, say_error

    words = wording(language())
    try:
        program(words)()
    except WorkshopError as error:
        say_error(words.say(error.english, **error.values))
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        # What went wrong may hold what people wrote: only its kind and its place are said.
        where = traceback.extract_tb(error.__traceback__)[-1]
        say_error(
            words.say(
                "This should not have happened: {kind} in {file}, line {line}. What was received is kept.",
                kind=type(error).__name__,
                file=Path(where.filename).name,
                line=where.lineno,
            )
        )
        sys.exit(1)
    except KeyboardInterrupt:
        say_error(words.say("Stopped. Nothing is lost."))
        sys.exit(130)
