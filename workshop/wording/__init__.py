"""Everything that people read, in their language: gettext catalogues for the interface and the content."""

from .catalogue import ENGLISH, Language, Wording, languages, mark, wording

__all__ = ["ENGLISH", "Language", "Wording", "languages", "mark", "wording"]
