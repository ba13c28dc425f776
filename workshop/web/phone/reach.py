"""Whether a phone of the network has reached this laptop: that one did, never which."""

from __future__ import annotations

import ipaddress

from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.room import Hosting


class Reach:
    """Stands before the pages, behind the guard; what it tells `hosting` is a bare yes."""

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self._app = app
        self._hosting = hosting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._hosting.reached and _is_from_elsewhere(scope):
            self._hosting.reach()
        await self._app(scope, receive, send)


def _is_from_elsewhere(scope: Scope) -> bool:
    """Not from this laptop: neither over loopback nor to one of its own addresses from that same one."""
    client, server = scope.get("client"), scope.get("server")
    if not client or (server and client[0] == server[0]):
        return False
    try:
        address = ipaddress.ip_address(client[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_loopback
