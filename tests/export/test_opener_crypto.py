"""What opens a sealed file in a browser is written by hand: held to libsodium, hashlib and zlib."""

from __future__ import annotations

import hashlib
import hmac
import random
import zlib

import nacl.bindings
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from tests.javascript import needs_node, told

pytestmark = needs_node
LENGTHS = (*range(140), 191, 192, 255, 256, 257, 1000, 4095, 4096, 4097, 20_000)
_HEX = """
import * as crypto from "./opener/crypto.js";
import { keysOf, open } from "./opener/sealing.js";
import { inflated } from "./opener/inflate.js";
const un = (text) => Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (two) => parseInt(two, 16));
const hex = (bytes) => bytes && [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const refused = (run) => { try { return hex(run()); } catch { return null; } };
"""


def by_node(body: str, given: object) -> object:
    return told(_HEX + body, given)


def drawn(seed: int, sizes: tuple[int, ...] = LENGTHS) -> list[bytes]:
    rng = random.Random(seed)
    return [rng.randbytes(size) for size in sizes]


def changed(box: bytes, seed: int, many: int) -> list[bytes]:
    """The box with one bit turned, cut short, or with something behind it."""
    rng = random.Random(seed)
    turned = []
    for at in [*range(min(len(box), 50)), *(rng.randrange(len(box)) for _ in range(many))]:
        bad = bytearray(box)
        bad[at] ^= 1 << rng.randrange(8)
        turned.append(bytes(bad))
    return [
        *turned,
        *(box[:at] for at in (0, 1, 15, 16, 17, 31, 32, 47, 48, len(box) - 1) if at < len(box)),
        box + b"\0",
    ]


def test_sha256_and_hmac_are_hashlib_s() -> None:
    messages = drawn(1)
    keys = drawn(2, tuple((31 * at) % 200 for at in range(len(messages))))
    found = by_node(
        "result = given.map(([key, text]) => "
        "[hex(crypto.sha256(un(text))), hex(crypto.hmac(un(key), un(text)))]);",
        [[key.hex(), message.hex()] for key, message in zip(keys, messages, strict=True)],
    )
    assert found == [
        [hashlib.sha256(message).hexdigest(), hmac.new(key, message, hashlib.sha256).hexdigest()]
        for key, message in zip(keys, messages, strict=True)
    ]


def test_blake2b_is_hashlib_s_with_a_key_and_without() -> None:
    rng = random.Random(3)
    cases = [(message, rng.randint(1, 64), rng.randbytes(rng.randint(1, 64))) for message in drawn(4)]
    found = by_node(
        "result = given.map(([text, size, key]) => "
        "[hex(crypto.blake2b(un(text), size)), hex(crypto.blake2b(un(text), size, un(key)))]);",
        [[message.hex(), size, key.hex()] for message, size, key in cases],
    )
    assert found == [
        [
            hashlib.blake2b(message, digest_size=size).hexdigest(),
            hashlib.blake2b(message, digest_size=size, key=key).hexdigest(),
        ]
        for message, size, key in cases
    ]


def test_scrypt_is_hashlib_s() -> None:
    cases = [
        (b"00000000000000005724", bytes(range(16)), 2**15, 8, 64),
        *((key, salt, n, r, 32 * blocks) for key, salt, n, r, blocks in _SMALL),
    ]
    found = by_node(
        "result = [];\nfor (const [key, salt, N, r, dkLen] of given) {\n"
        "  result.push(hex(await crypto.scryptAsync(un(key), un(salt), { N, r, p: 1, dkLen })));\n}",
        [[key.hex(), salt.hex(), n, r, size] for key, salt, n, r, size in cases],
    )
    assert found == [
        hashlib.scrypt(key, salt=salt, n=n, r=r, p=1, maxmem=2**27, dklen=size).hex()
        for key, salt, n, r, size in cases
    ]


_SMALL = [
    (key, salt, 2 ** (1 + at % 8), 1 + at % 9, 1 + at % 3)
    for at, (key, salt) in enumerate(
        zip(drawn(5, tuple(range(0, 100, 5))), drawn(6, (16,) * 20), strict=True)
    )
]


def test_x25519_is_libsodium_s_also_at_odd_points() -> None:
    rng = random.Random(7)
    pairs = [(rng.randbytes(32), rng.randbytes(32)) for _ in range(40)]
    odd = (2**255 - 21, 2**255 - 17, 2**255 - 10, 9, 3, 2**256 - 1)
    pairs += [(rng.randbytes(32), point.to_bytes(32, "little")) for point in odd]
    found = by_node(
        "result = given.map(([key, point]) => hex(crypto.x25519(un(key), un(point))));",
        [[key.hex(), point.hex()] for key, point in pairs],
    )
    assert found == [nacl.bindings.crypto_scalarmult(key, point).hex() for key, point in pairs]


def test_secret_boxes_open_and_changed_ones_do_not() -> None:
    rng = random.Random(8)
    good, bad = [], []
    for message in drawn(9):
        key, nonce = rng.randbytes(32), rng.randbytes(24)
        box = SecretBox(key).encrypt(message, nonce).ciphertext
        good.append(([box.hex(), nonce.hex(), key.hex()], message.hex()))
        if len(message) in (0, 1, 16, 100):
            bad += [[one.hex(), nonce.hex(), key.hex()] for one in changed(box, 10, 20)]
            bad += [
                [box.hex(), rng.randbytes(24).hex(), key.hex()],
                [box.hex(), nonce.hex(), nonce.hex() + "00" * 8],
            ]
    body = (
        "result = given.map(([box, nonce, key]) => "
        "refused(() => crypto.openSecret(un(box), un(nonce), un(key))));"
    )
    found = by_node(body, [*(case for case, _ in good), *bad])
    assert isinstance(found, list)
    assert found[: len(good)] == [plain for _, plain in good]
    assert found[len(good) :] == [None] * len(bad)


def padded(message: bytes) -> bytes:
    return (len(message).to_bytes(4, "big") + message).ljust(256, b"\0")


def test_sealed_boxes_open_for_their_owner_alone() -> None:
    owner, stranger = PrivateKey(bytes(range(32))), PrivateKey(bytes(range(1, 33)))
    messages = drawn(11, tuple(range(0, 252, 9)))
    boxes = [SealedBox(owner.public_key).encrypt(padded(message)) for message in messages]
    bad = changed(boxes[0], 12, 60)
    body = (
        "const [mine, theirs] = given.keys.map((key) => keysOf(un(key)));\n"
        "result = [given.boxes.map((box) => refused(() => open(un(box), mine))),\n"
        "  given.boxes.map((box) => refused(() => open(un(box), theirs)))];"
    )
    keys = [bytes(owner).hex(), bytes(stranger).hex()]
    found = by_node(body, {"keys": keys, "boxes": [box.hex() for box in [*boxes, *bad]]})
    assert found == [
        [*(message.hex() for message in messages), *(None for _ in bad)],
        [None] * (len(boxes) + len(bad)),
    ]


def deflated(plain: bytes, level: int, strategy: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9, strategy)
    return packer.compress(plain) + packer.flush()


def test_what_zlib_deflates_is_inflated() -> None:
    """Stored, with the fixed codes, with codes of its own; repeated near, far and long."""
    rng = random.Random(13)
    plains = [bytes(rng.choices(range(256), [1 / (1 + at) for at in range(256)], k=size)) for size in LENGTHS]
    plains += [b"a" * 70_000, rng.randbytes(40) * 2_000, rng.randbytes(32_700) * 2, bytes(range(256)) * 9]
    levels = (
        (0, zlib.Z_DEFAULT_STRATEGY),
        (9, zlib.Z_DEFAULT_STRATEGY),
        (9, zlib.Z_FIXED),
        (1, zlib.Z_HUFFMAN_ONLY),
    )
    cases = [(plain, deflated(plain, *how)) for plain in plains for how in levels]
    found = by_node(
        "result = given.map((packed) => refused(() => crypto.sha256(inflated(un(packed)))));",
        [packed.hex() for _, packed in cases],
    )
    assert found == [hashlib.sha256(plain).hexdigest() for plain, _ in cases]
