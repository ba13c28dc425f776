"""Finds the texts of the code for the catalogues: an extractor that Babel calls.

Babel's own passes over calls within calls, and the plan is made of those.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import IO

Spec = tuple[int, ...] | None


def extract_code(
    file: IO[bytes], keywords: Mapping[str, Spec], comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str | None, ...], list[str]]]:
    """Babel's protocol: line, function, arguments, comments of every call that holds a text."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in keywords and any(texts := [_text(argument) for argument in node.args]):
                yield node.lineno, name, texts[0] if len(texts) == 1 and texts[0] else tuple(texts), []


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
