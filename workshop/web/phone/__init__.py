"""What phones see: one neutral path, and the plan's own."""

from .app import phone_app

__all__ = ["phone_app"]
