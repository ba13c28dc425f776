"""What the projector shows: a page on loopback."""

from .app import wall_app

__all__ = ["wall_app"]
