"""Agendas and exercises: YAML in, checked values out; every error as file:line."""

from .bundle import Addition, Bundle, Source
from .content import content_folder
from .exercises import GROUPS
from .library import (
    Library,
    NotFound,
    check,
    load_addition,
    load_bundle,
    load_directory,
    load_file,
    load_library,
    read_directory_text,
)
from .prompts import PROMPT_TYPES
from .schema import SCHEMAS, SchemaKind, schema_text
from .shelf import Filter, matches
from .totals import load_totals

__all__ = [
    "GROUPS",
    "PROMPT_TYPES",
    "SCHEMAS",
    "Addition",
    "Bundle",
    "Filter",
    "Library",
    "NotFound",
    "SchemaKind",
    "Source",
    "check",
    "content_folder",
    "load_addition",
    "load_bundle",
    "load_directory",
    "load_file",
    "load_library",
    "load_totals",
    "matches",
    "read_directory_text",
    "schema_text",
]
