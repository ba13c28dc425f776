"""The short form of every campaign, and that each can fail."""
