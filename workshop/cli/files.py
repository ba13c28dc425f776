"""Writing what the user asked for: into the place named, readable by its owner only, over nothing."""

from __future__ import annotations

import os
from pathlib import Path

from workshop.domain.errors import WorkshopError


def fresh_folder(folder: Path) -> Path:
    """`folder`, made with mode 0700 if it is not there. Raises WorkshopError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WorkshopError(
            "The folder {folder} cannot be made: {why}.", folder=folder, why=error.strerror
        ) from error
    return folder


def fresh_file(file: Path) -> Path:
    """`file`, if nothing stands there yet. Raises WorkshopError."""
    if file.exists():
        raise WorkshopError("{file} is there already. Choose another name, or move it away.", file=file)
    return file


def write(file: Path, data: bytes) -> None:
    """Writes a file that only its owner can read. Raises WorkshopError."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
    except OSError as error:
        raise WorkshopError("{file} cannot be written: {why}.", file=file, why=error.strerror) from error
