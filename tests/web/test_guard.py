"""What the network may say to us, and what it hears: byte by byte, over real connections."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from tests.web.reading import Page
from tests.web.wire import Reply, Wire, served
from workshop.room import Room
from workshop.web import phone_app
from workshop.web.guard import Fields, Guard, sent_fields
from workshop.web.pace import Pace

FORM = "application/x-www-form-urlencoded"
EXPECTED = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
}
PLAIN = {"content-type", "content-length", "connection", "permissions-policy", "vary"}


@pytest.fixture
async def wire(room: Room) -> AsyncIterator[Wire]:
    async with served(lambda hosts: phone_app(room, hosts)) as found:
        yield found


def check_headers(reply: Reply) -> None:
    assert {name: value for name, value in reply.headers if name in EXPECTED} == EXPECTED
    assert {name for name, _ in reply.headers} - set(EXPECTED) <= PLAIN
    policy = reply.header("permissions-policy") or ""
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy.split(", "))
    assert all(feature.endswith("=()") for feature in policy.split(", "))
    assert len(reply.headers) == len(set(reply.headers))


async def proof(wire: Wire) -> dict[str, str]:
    return Page((await wire.ask()).body.decode()).posts[0].hidden


PATHS = ["/", "/?on=1", "/?g=1", "/m", "/w", "/s.css", "/s.js", "/icon.svg", "/no"]


async def test_every_answer_carries_exactly_our_headers(wire: Wire) -> None:
    for path in PATHS:
        reply = await wire.ask(path=path)
        assert reply.status == (404 if path == "/no" else 200)
        check_headers(reply)


PACKED = [
    ("gzip, deflate", True),
    ("br;q=1.0, GZIP;q=0.5", True),
    ("gzip;q=0", False),
    ("gzip; q=0.000, identity", False),
    ("deflate, xgzip", False),
    (None, False),
]


async def test_what_goes_out_is_packed_for_who_can_unpack_it(wire: Wire, room: Room) -> None:
    room.open_form("stressor-mapping")
    for asked, packed in PACKED:
        for path in ("/", "/?on=1", "/n", "/s.css", "/s.js"):
            accepted = (("Accept-Encoding", asked),) if asked else ()
            reply = await wire.ask(path=path, headers=(("Host", wire.authority), *accepted))
            assert reply.header("content-length") == str(len(reply.body))
            assert reply.header("vary") == "Accept-Encoding"
            assert reply.header("content-encoding") == ("gzip" if packed else None), (asked, path)
            whole = gzip.decompress(reply.body) if packed else reply.body
            assert whole.endswith((b"</html>", b"}\n", b"})();\n")), path
            # Bytes 4 to 7 would be a time of day (RFC 1952, 2.3.1).
            assert not packed or reply.body[4:8] == bytes(4)


async def test_what_holds_codes_and_plans_has_a_length_that_nobody_can_probe(wire: Wire) -> None:
    fields = await proof(wire)
    gzipped = (("Host", wire.authority), ("Accept-Encoding", "gzip"))
    for do in ("", "new", "open"):
        body = urlencode(fields | {"_do": do}).encode()
        more = (("Content-Type", FORM), ("Content-Length", str(len(body))))
        reply = await wire.ask("POST" if do else "GET", "/m", (*gzipped, *(more if do else ())), body)
        assert reply.header("content-encoding") is None
        assert reply.body.startswith(b"<!doctype html>")


async def test_only_style_script_and_icon_are_kept_and_only_where_their_address_names_them(
    wire: Wire,
) -> None:
    page = (await wire.ask(path="/")).body.decode()
    for path in ("/s.css", "/s.js", "/icon.svg"):
        found = re.search(rf'"({re.escape(path)}\?v=[0-9a-f]{{12}})"', page)
        assert found is not None, path
        kept = await wire.ask(path=found[1])
        assert kept.header("cache-control") == "private, max-age=43200, immutable"
        others = {name: value for name, value in EXPECTED.items() if name != "cache-control"}
        assert {name: value for name, value in kept.headers if name in others} == others
        for other in (path, f"{path}?v=", f"{path}?v=000000000000", f"{found[1]}0"):
            check_headers(await wire.ask(path=other))


NAMES: list[tuple[list[str], int]] = [
    (["{us}"], 200),
    (["evil.example"], 421),
    (["localhost:{port}"], 421),
    (["127.0.0.1"], 421),
    (["{us}."], 421),
    ([], 400),
    (["{us}", "{us}"], 400),
    (["{us}", "evil.example"], 400),
]


async def test_only_our_own_name_is_answered(wire: Wire) -> None:
    for hosts, status in NAMES:
        headers = tuple(("Host", host.format(us=wire.authority, port=wire.port)) for host in hosts)
        reply = await wire.ask(headers=headers)
        assert reply.status == status, (reply, status)
        check_headers(reply)


METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]


async def test_other_methods_are_refused(wire: Wire) -> None:
    for method in METHODS:
        reply = await wire.ask(method)
        assert reply.status == 405
        check_headers(reply)


READ = ["/w", "/s.css", "/s.js", "/icon.svg"]


async def test_what_is_only_read_takes_no_post(wire: Wire) -> None:
    for path in READ:
        body = urlencode(await proof(wire)).encode()
        assert (await post(wire, body, path=path)).status == 405


async def test_head_is_get_without_a_body(wire: Wire) -> None:
    reply = await wire.ask("HEAD")
    assert (reply.status, reply.body) == (200, b"")


async def test_a_submission_id_proves_a_form_as_well(wire: Wire, room: Room) -> None:
    room.open_form("stressor-mapping")
    fields = Page((await wire.ask(path="/?on=1")).body.decode()).posts[0].hidden
    del fields["_proof"]
    assert (await post(wire, urlencode(fields).encode())).status == 200
    for made_up in ("x.y", "é", ""):
        assert (await post(wire, urlencode(fields | {"_id": made_up}).encode())).status == 403


async def post(
    wire: Wire,
    body: bytes,
    *more: tuple[str, str],
    content_type: str = FORM,
    path: str = "/",
) -> Reply:
    headers = (
        ("Host", wire.authority),
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        *more,
    )
    return await wire.ask("POST", path, headers, body)


ORIGINS = [
    ("http://{us}", True, 200),
    ("http://{us}", False, 200),
    ("", True, 200),
    ("", False, 403),
    ("null", True, 403),
    ("https://{us}", True, 403),
    ("http://evil.example", True, 403),
    ("http://{us}/", True, 403),
    ("HTTP://{us}", True, 403),
    ("http://{us}\r\nOrigin: http://{us}", True, 403),
    ("http://{us}\r\nOrigin: http://evil.example", True, 403),
]


async def test_a_form_comes_from_a_page_of_ours(wire: Wire) -> None:
    for origin, proven, status in ORIGINS:
        fields = await proof(wire)
        if not proven:
            fields["_proof"] = "é"
        more = (("Origin", origin.format(us=wire.authority)),) if origin else ()
        reply = await post(wire, urlencode(fields).encode(), *more)
        assert reply.status == status, (reply, status)
        check_headers(reply)


TYPES = ["application/json", "multipart/form-data; boundary=x", "text/plain", "", "x" * 100]


async def test_one_content_type_and_no_other(wire: Wire) -> None:
    for content_type in TYPES:
        body = urlencode(await proof(wire)).encode()
        assert (await post(wire, body, content_type=content_type)).status == 415
        assert (await post(wire, body, content_type=f"{FORM}; charset=utf-8")).status == 200


async def test_a_body_has_its_limits(wire: Wire) -> None:
    fields = await proof(wire)
    filled = urlencode(fields | {"x": ""}).encode()
    room = 64 * 1024 - len(filled)
    assert (await post(wire, filled + b"a" * room)).status == 200
    reply = await post(wire, filled + b"a" * (room + 1))
    assert reply.status == 413
    check_headers(reply)
    many = urlencode([*fields.items(), *((f"f{n}", "") for n in range(400 - len(fields)))])
    assert (await post(wire, many.encode())).status == 200
    assert (await post(wire, f"{many}&one=more".encode())).status == 413


async def test_a_body_of_unknown_length_is_counted_as_it_comes(wire: Wire) -> None:
    head = (
        f"POST / HTTP/1.1\r\nHost: {wire.authority}\r\nContent-Type: {FORM}\r\n"
        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    ).encode()
    piece = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    answer = await wire.say(head, *[piece] * 5, b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


NO_REQUESTS = [
    b"nonsense\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: {us}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {us}\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: {us}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {us}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"CONNECT evil.example:80 HTTP/1.1\r\nHost: {us}\r\n\r\n",
]


async def test_what_is_no_request_gets_a_short_answer_with_our_headers(
    wire: Wire, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for request_ in NO_REQUESTS:
        answer = await wire.say(request_.replace(b"{us}", wire.authority.encode()))
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"x-frame-options: DENY" in answer
        assert b"no-store" in answer
        assert b"date:" not in answer.lower()
        assert (await wire.ask()).status == 200
        assert capfd.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.name.startswith("uvicorn")]


async def test_who_never_finishes_the_headers_is_cut_off(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.web.protocol.HEADER_SECONDS", 0.05)
    assert await wire.say(b"") == b""
    assert await wire.say(b"GET / HTTP/1.1\r\nHost: ") == b""
    assert await wire.say(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HT") != b""


async def test_headers_without_end_are_cut_off_by_their_size(wire: Wire) -> None:
    answer = await wire.say(b"GET / HTTP/1.1\r\nX: ", *[b"a" * 8000] * 4)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")


def plain(status: int, language: str) -> Response:
    return PlainTextResponse(f"{status} {language}", status)


async def test_who_never_finishes_a_body_is_answered_and_cut_off() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("it never comes this far")

    async with served(lambda hosts: Guard(app, hosts, plain, body_seconds=0.05)) as wire:
        head = (
            f"POST / HTTP/1.1\r\nHost: {wire.authority}\r\nContent-Type: {FORM}\r\nContent-Length: 9\r\n\r\n"
        )
        answer = await wire.say(head.encode() + b"a=")
        assert answer.startswith(b"HTTP/1.1 408 ")


async def test_an_exception_shows_nothing_to_anyone(capfd: pytest.CaptureFixture[str]) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("a secret from within")

    async with served(lambda hosts: Guard(app, hosts, plain)) as wire:
        reply = await wire.ask(path="/?lang=fr")
        assert (reply.status, reply.body) == (500, b"500 fr")
        check_headers(reply)
    assert capfd.readouterr() == ("", "")


async def test_hosts_may_change_while_serving() -> None:
    hosts = {"one.test"}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("here")(scope, receive, send)

    async with served(lambda _: Guard(app, lambda: frozenset(hosts), plain)) as wire:
        assert (await wire.ask(headers=(("Host", "ONE.test"),))).status == 200
        hosts.add("two.test")
        hosts.remove("one.test")
        assert (await wire.ask(headers=(("Host", "two.test"),))).status == 200
        assert (await wire.ask(headers=(("Host", "one.test"),))).status == 421


async def test_fields_come_whole_in_every_script() -> None:
    seen: list[Fields] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(sent_fields(Request(scope)))
        await PlainTextResponse("")(scope, receive, send)

    async with served(lambda hosts: Guard(app, hosts, plain, proven=lambda fields: True)) as wire:
        await post(wire, urlencode([("a", "မင်္ဂလာပါ"), ("a", ""), ("b", "x=&y+z")]).encode())
        await post(wire, b"a=%FF%00&=&b")
    assert seen == [
        {"a": ["မင်္ဂလာပါ", ""], "b": ["x=&y+z"]},
        {"a": ["\ufffd\x00"], "": [""], "b": [""]},
    ]


def test_a_whole_room_may_share_an_address_and_nobody_may_flood_it() -> None:
    now = 0.0
    pace = Pace(50, 500, lambda: now)
    assert [pace.admits("a") for _ in range(501)] == [True] * 500 + [False]
    assert pace.admits("b")
    now = 1.0
    assert [pace.admits("a") for _ in range(51)] == [True] * 50 + [False]
    now = 1000.0
    assert [pace.admits("a") for _ in range(501)].count(True) == 500


def test_addresses_are_forgotten_when_there_are_too_many() -> None:
    pace = Pace(1, 1, lambda: 0.0)
    for number in range(10_000):
        pace.admits(str(number))
    assert len(pace._buckets) <= 4096
    assert not pace.admits("9999")


async def test_who_asks_too_fast_is_told_kindly(room: Room) -> None:
    async with served(lambda hosts: phone_app(room, hosts, pace=Pace(0, 2))) as wire:
        replies = [await wire.ask() for _ in range(3)]
    assert [reply.status for reply in replies] == [200, 200, 429]
    assert b"Please wait a moment" in replies[2].body


async def test_many_ask_at_once_and_all_are_answered(wire: Wire) -> None:
    replies = await asyncio.gather(*(wire.ask() for _ in range(60)))
    assert {reply.status for reply in replies} == {200}
