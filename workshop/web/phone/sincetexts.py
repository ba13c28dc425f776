"""What a phone that opens a plan by itself says about the time since its last version."""

from __future__ import annotations

import json

from workshop.wording import Wording


def since_texts(words: Wording) -> str:
    """What a phone says about the time since the last version, for browser/src/sincepage.js."""
    texts = {
        "title": words.say("Since last time"),
        "private": words.say("Only you see this. It is about what changed, and not about how well."),
        "changed": words.say("It was"),
        "now": words.say("Now"),
        "new": words.say("New"),
        "dropped": words.say("No longer there"),
        "kept": words.say("Kept as it was"),
        "same": words.say("Everything is as it was."),
        "out": words.say("What I set out to do"),
        "fine": words.say("Not now is as fine as kept."),
        "went": words.say("How it went"),
        "next": words.say("Next time"),
        "sliders": words.say("From the oldest to now. A number is no grade: it says how it was that day."),
    }
    return json.dumps(texts, ensure_ascii=False)
