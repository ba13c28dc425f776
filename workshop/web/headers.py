"""What every answer says to the browser: fetch from nowhere, keep nothing, show us in no frame."""

from __future__ import annotations

_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)

# Clear-Site-Data, COOP, COEP and HSTS are left out: over plain http they have no effect.
SECURITY_HEADERS: tuple[tuple[str, str], ...] = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Cache-Control", "no-store"),
    # no-referrer would turn the Origin of our own forms into null.
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _FEATURES)),
    ("X-Robots-Tag", "noindex"),
)

_PASSING = frozenset(
    {
        b"content-type",
        b"content-length",
        b"content-encoding",
        b"vary",
        b"content-disposition",
        b"location",
        b"allow",
        b"set-cookie",
    }
)
_ENCODED = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS]
_CACHE = b"cache-control"
_FULL_SCREEN = [(name, value.replace(b"fullscreen=()", b"fullscreen=(self)")) for name, value in _ENCODED]


def guarded_headers(
    headers: list[tuple[bytes, bytes]], *, full_screen: bool = False
) -> list[tuple[bytes, bytes]]:
    """The headers that an answer leaves with: those that it needs, then ours, and no others.

    An answer may be kept by the browser only where it says so itself, as style and script do. `full_screen`
    lets a page of ours fill the screen.
    """
    own = [(name.lower(), value) for name, value in headers]
    kept = [(name, value) for name, value in own if name == _CACHE]
    passing = [(name, value) for name, value in own if name in _PASSING]
    ours = _FULL_SCREEN if full_screen else _ENCODED
    return [*passing, *kept, *(pair for pair in ours if not (kept and pair[0] == _CACHE))]
