"""What people typed as Markdown that stays plain text: no emphasis, link, image, HTML or list comes alive."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#~|!&$^=%@]")
_LINE_BEGINS = re.compile(r"(?m)^[ ]*([-+]|\d+(?=[.)]))")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|:(?=\S*\\@)", re.IGNORECASE)
_BLANKS_AT_ENDS = re.compile(r"[ \t]*\n[ \t]*")


def quote(text: str, *, indent: str = "") -> str:
    """`text` with every sign escaped that Markdown, or a widespread dialect of it, could act on.

    Lines stay lines: each ends with a hard break and the next begins with `indent`.
    """
    lines = _BLANKS_AT_ENDS.sub("\n", text.strip(" \t\n"))
    escaped = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", lines)
    escaped = _ADDRESS.sub(lambda sign: f"\\{sign[0]}", escaped)
    escaped = _LINE_BEGINS.sub(_escape_beginning, escaped)
    return re.sub(r"\n+", f"\\\\\n{indent}", escaped)


def _escape_beginning(begins: re.Match[str]) -> str:
    sign = begins[1]
    # A number opens a list by the dot or bracket behind it, which may stand escaped; a dash by itself.
    return f"\\{sign}" if sign in "-+" else f"{sign}\\"
