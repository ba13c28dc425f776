"""A day played with simulated phones over real HTTP: by itself, or under the hands of whoever watches."""

from __future__ import annotations

from .show import play, watch

__all__ = ["play", "watch"]
