"""Style, script and icon of a site: packed once, kept by browsers at an address that names their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

from .site import Endpoint, Page

KEPT = "private, max-age=43200, immutable"
"""A browser asks once a day, not once a page. They are the same for everyone and say nothing of anyone."""

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


PART = "/part-"
"""A piece that modules share: its name tells its content, as bundled by browser/build.js."""
_MODULES = "seal"


def modules() -> dict[str, list[str]]:
    """What a phone seals with, each module under its name."""
    folder = resources.files("workshop.web").joinpath("static", _MODULES)
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".js"))
    return {f"/j/{name}": [f"{_MODULES}/{name}"] for name in names}


class Assets:
    """By path, as `/s.js`: the files that it is made of, one after the other."""

    def __init__(self, files: Mapping[str, Sequence[str]]) -> None:
        self._contents = {path: b"\n".join(map(_read, names)) for path, names in files.items()}
        self._versions = {
            path: hashlib.blake2b(content, digest_size=6).hexdigest()
            for path, content in self._contents.items()
        }

    def address(self, path: str) -> str:
        """Where a page finds it; another content has another address."""
        return f"{path}?v={self._versions[path]}"

    @property
    def pages(self) -> dict[str, Page]:
        return {path: Page(self._answer(path)) for path in self._contents}

    def _answer(self, path: str) -> Endpoint:
        content, version = self._contents[path], self._versions[path]
        media_type = _TYPES[path.rpartition(".")[2]]

        async def send(request: Request) -> Response:
            is_named = PART in path or request.query_params.get("v") == version
            kept = {"Cache-Control": KEPT} if is_named else {}
            return Response(content, media_type=media_type, headers=kept)

        return send


def _read(name: str) -> bytes:
    return resources.files("workshop.web").joinpath("static", name).read_bytes()
