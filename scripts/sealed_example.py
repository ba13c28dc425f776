"""Writes docs/sealed-plan/example.html and vector.json: a sealed plan, and every value on the way to text.

    .venv/bin/python scripts/sealed_example.py

To be run where the format or the page around it has changed; a test follows the vector step by step.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import nacl.bindings

from workshop.export.recipe import plan_recipe
from workshop.export.sealed import sealed_data, sealed_page
from workshop.library import load_library
from workshop.vault import PlanCode, SealedPlan, derive, seal_entry, wrap
from workshop.wording import ENGLISH

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "sealed-plan"
CODE = PlanCode.parse("0000 0000 0000 0000 5724")
SALT = bytes(range(16))
NAME = "check-out/my-step"
ENTRY = (1, "Call the blue house on Sunday")


def unpadded(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def main() -> None:
    key = derive(CODE, SALT)
    box = seal_entry(key.public_key, *ENTRY)
    exercise, _, prompt = NAME.partition("/")
    asked = {one.id: one for one in load_library().exercises[exercise].prompts}[prompt]
    plan = SealedPlan(key.public_key, {NAME: wrap(box)})
    data = sealed_data((plan,), SALT, plan_recipe({NAME: asked}, {}, ENGLISH))
    line, _, boxes = data.partition(b"\n")
    file = json.loads(line)
    kept, sealed = boxes[: file["shared"]], boxes[file["shared"] :]
    inner = unpadded(nacl.bindings.crypto_box_seal_open(sealed, key.public_key, key.private_key))
    shared = nacl.bindings.crypto_secretbox_open(kept, bytes(24), inner[:32])
    master = hashlib.scrypt(CODE.digits.encode(), salt=SALT, n=2**15, r=8, p=1, maxmem=2**26, dklen=64)
    vector = {
        "code": str(CODE),
        "salt": SALT.hex(),
        "master": master.hex(),
        "private_key": key.private_key.hex(),
        "public_key": key.public_key.hex(),
        "shared_key": inner[:32].hex(),
        "mac_key": inner[32:64].hex(),
        "shared": zlib.decompress(unpadded(shared), -15).decode(),
        "plan": inner.hex(),
        "entries": [{"name": NAME, "sealed": box.hex(), "plain": json.dumps(ENTRY, separators=(",", ":"))}],
        "line": line.decode(),
        "boxes": boxes.hex(),
        "mac": file["mac"],
        "sum": file["sum"],
    }
    FOLDER.joinpath("vector.json").write_text(f"{json.dumps(vector, indent=1)}\n", encoding="utf-8")
    FOLDER.joinpath("example.html").write_bytes(sealed_page(data, ENGLISH))


if __name__ == "__main__":
    main()
