"""Days and months as people write them in their language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from workshop.wording import Wording

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def day_in_words(day: date, words: Wording) -> str:
    """As "14 October 2026"; year-month-day where the language's own way is not known."""
    return _formatted(day, "long", day.isoformat(), words)


def spelled(text: str, words: Wording) -> str:
    """`text`, with a year-month-day or year-month that is all of it in words."""
    try:
        if _DAY.fullmatch(text):
            return day_in_words(date.fromisoformat(text), words)
        if _MONTH.fullmatch(text):
            return _formatted(date.fromisoformat(f"{text}-01"), "yMMMM", text, words)
    except ValueError:
        return text
    return text


def meant_to_meet(dates: Iterable[tuple[int, str]], words: Wording) -> str:
    """A hint at the months for which a follow-up was planned, from (days after, month); empty without any."""
    months = dict.fromkeys(spelled(month, words) for _, month in dates)
    return words.say("Meant to meet again: {months}", months=", ".join(months)) if months else ""


@lru_cache(maxsize=32)
def day_patterns(words: Wording) -> dict[str, list[str]] | None:
    """How a browser writes days and months in this language: for each month a text with places for the
    rest. None where the language's own way is not known."""
    months = [date(2222, month, 28) for month in range(1, 13)]
    if not _formatted(months[0], "long", "", words):
        return None
    padded = "05" in _formatted(date(2222, 1, 5), "long", "", words)
    place = "{padded}" if padded else "{day}"
    long = [_formatted(day, "long", "", words).replace("28", place) for day in months]
    short = [_formatted(day, "yMMMM", "", words) for day in months]
    return {
        "day": [text.replace("2222", "{year}") for text in long],
        "month": [text.replace("2222", "{year}") for text in short],
    }


def _formatted(day: date, pattern: str, otherwise: str, words: Wording) -> str:
    from babel import Locale, localedata
    from babel.dates import format_date, format_skeleton

    tag = words.language.id.replace("-", "_")
    if not localedata.exists(tag):
        return otherwise
    if tag == "en":
        # The day before the month, as most of the world writes it.
        tag = "en_GB"
    locale = Locale.parse(tag)
    if pattern == "long":
        return format_date(day, format="long", locale=locale)
    return format_skeleton(pattern, day, locale=locale)
