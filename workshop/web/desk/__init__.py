"""What the facilitator reads in a browser on this laptop: free texts, in scripts that a terminal breaks."""

from .app import desk_app, desk_path

__all__ = ["desk_app", "desk_path"]
