"""Which firewall may keep phones out, as far as that can be read without rights; nothing is changed."""

from __future__ import annotations

import sys
from pathlib import Path

from workshop.domain.network import Firewall

ROOT = Path("/")


def firewall(root: Path = ROOT, platform: str = sys.platform) -> Firewall | None:
    """One that is on, or the one that every system of this kind has; None where nothing is known."""
    if platform == "darwin":
        return "macos"
    if platform == "win32":
        return "windows"
    if _is_enabled(root / "etc/ufw/ufw.conf"):
        return "ufw"
    if any((root / run).exists() for run in ("run/firewalld.pid", "run/firewalld")):
        return "firewalld"
    return None


def _is_enabled(settings: Path) -> bool:
    try:
        lines = settings.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.replace(" ", "").replace('"', "").casefold() == "enabled=yes" for line in lines)
