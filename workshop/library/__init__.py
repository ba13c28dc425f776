"""Agendas and exercises: YAML in, checked values out; every error as file:line."""

from .content import content_folder
from .library import Bundle, Library, NotFound, Source, check, load_bundle, load_file, load_library
from .prompts import PROMPT_TYPES

__all__ = [
    "PROMPT_TYPES",
    "Bundle",
    "Library",
    "NotFound",
    "Source",
    "check",
    "content_folder",
    "load_bundle",
    "load_file",
    "load_library",
]
