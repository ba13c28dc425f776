"""Opens a sealed plan: python open_plan.py notes.html, and the code when asked (or in a second file).

Python 3.9 or later and PyNaCl (`pip install pynacl`), nothing else. docs/sealed-plan.md explains each step.
"""

import getpass
import hashlib
import hmac
import json
import re
import sys
import unicodedata
import zlib
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

DAMAGED = "This file is not a whole sealed plan. If you have another copy of it, use that."
WRONG = "This code opens nothing here. Please compare it with your card."


def main(arguments):
    if len(arguments) not in (1, 2):
        return "Use it so: python open_plan.py notes.html [a file with the code]"
    try:
        page = Path(arguments[0]).read_bytes()
        if len(arguments) == 2:
            typed = Path(arguments[1]).read_text(encoding="utf-8")
        else:
            typed = getpass.getpass("Code: ")
    except (OSError, UnicodeDecodeError):
        return "The file cannot be read."
    digits = (unicodedata.decimal(sign, None) for sign in typed)
    code = "".join(str(digit) for digit in digits if digit is not None)
    if len(code) != 20:
        return "A code has 20 digits. Please compare it with your card."
    try:
        opened = opened_plan(page, code)
    except (ValueError, KeyError, IndexError, TypeError, CryptoError, zlib.error):
        return DAMAGED
    if opened is None:
        return WRONG
    print(as_text(*opened))
    return None


def opened_plan(page, code):
    """What to read with, and the answers: now, then before, oldest first. None: the code opens nothing."""
    whole, last = page[:-74], page[-74:]
    check(last == b"<!-- %s -->\n" % hashlib.sha256(whole).hexdigest().encode())
    (data,) = re.findall(rb'<script id="data" type="text/plain">(.*?)</script>', whole, re.DOTALL)
    line, _, boxes = raw(data).partition(b"\n")
    file = json.loads(line)
    check(file["format"] == "workshop-sealed-plan" and file["version"] == 2)
    check(hashlib.sha256(line.rpartition(b',"sum":"')[0] + b"\n" + boxes).hexdigest() == file["sum"])
    shared, *plans = apart(boxes, [file["shared"], *file["plans"]])

    kdf = file["kdf"]
    check({**kdf, "salt": ""} == {"name": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": ""})
    salt = bytes.fromhex(kdf["salt"])
    master = hashlib.scrypt(code.encode(), salt=salt, n=32768, r=8, p=1, maxmem=2**26, dklen=64)
    private_key = hashlib.blake2b(b"key", key=master, digest_size=32).digest()
    inner = first_opened(plans, private_key)
    if inner is None:
        return None

    covered = line.rpartition(b',"mac":"')[0] + b"\n" + boxes
    check(hmac.compare_digest(hmac.new(inner[32:64], covered, hashlib.sha256).hexdigest(), file["mac"]))
    packed = unpadded(SecretBox(inner[:32]).decrypt(shared, bytes(24)))
    described = json.loads(zlib.decompress(packed, -15))
    return described, [answers(boxes, private_key) for boxes in lists(inner[64:], described["names"])]


def check(holds):
    if not holds:
        raise ValueError


def raw(text):
    """The bytes that stand in a page: "=" is no byte, and turns one bit of the next."""
    return re.sub(rb"=(.)", lambda sign: bytes((sign[1][0] ^ 64,)), text, flags=re.DOTALL)


def apart(boxes, sizes):
    check(min(sizes) >= 0 and sum(sizes) == len(boxes))
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    return [boxes[end - sizes[at] : end] for at, end in enumerate(ends)]


def unpadded(padded):
    length = int.from_bytes(padded[:4], "big")
    check(length <= len(padded) - 4 and not any(padded[4 + length :]))
    return padded[4 : 4 + length]


def first_opened(plans, private_key):
    box = SealedBox(PrivateKey(private_key))
    for plan in plans:
        try:
            return unpadded(box.decrypt(plan))
        except CryptoError:
            continue
    return None


def lists(framed, names):
    """Each list of (name, sealed entry): what the plan holds now, then earlier versions, the oldest first."""
    at = 0

    def number(size):
        nonlocal at
        at += size
        return int.from_bytes(framed[at - size : at], "big")

    directory = [[(number(2), number(4)) for _ in range(number(2))] for _ in range(number(2))]
    found = []
    for entries in directory:
        found.append({})
        for name, size in entries:
            if size < 48:
                found[-1][name] = found[size][name]
            else:
                found[-1][name] = framed[at : at + size]
                at += size
    check(at == len(framed))
    return [[(names[name], box) for name, box in entries.items()] for entries in found]


def answers(boxes, private_key):
    """The answers by name, the newest last; what cannot be read is left out."""
    opened = []
    for name, box in boxes:
        try:
            counter, value = json.loads(unpadded(SealedBox(PrivateKey(private_key)).decrypt(box)))
        except (CryptoError, ValueError):
            print("One piece cannot be read. The rest is here.", file=sys.stderr)
            continue
        opened.append((counter, name, value))
    return {name: value for _, name, value in sorted(opened, key=lambda one: one[0])}


def as_text(described, versions):
    recipe = described["recipe"]
    prompts = {name: described["prompts"][at] for at, name in enumerate(described["names"])}
    lines = [recipe["title"]]
    for number, held in enumerate(versions):
        if number:
            lines += ["", "", f"{recipe['title']} ({number})"]
        lines += plain(placed(prompts, held, recipe), recipe)
    return "\n".join(harmless(line) for line in lines)


def placed(prompts, held, recipe):
    """Texts by (field, record, column)."""
    places = {}
    for name, value in held.items():
        prompt = prompts.get(name)
        if not prompt:
            continue
        field, record, column = prompt["field"], prompt["record"], prompt["column"]
        labels = prompt.get("labels", {})
        if prompt["kind"] in ("list", "ranking"):
            for at, one in enumerate(value, start=1):
                places[field, str(at), column] = [str(labels.get(one, one))]
        elif prompt["kind"].startswith("matrix"):
            for row, cell, one in value:
                places[field, row, cell] = [recipe["yes"] if prompt["kind"] == "matrix-mark" else str(one)]
        elif prompt["kind"] == "scale":
            places[field, record, column] = [f"{value} / {prompt['most']}"]
        else:
            chosen = value if isinstance(value, list) else [value]
            places[field, record, column] = [str(labels.get(one, one)) for one in chosen]
    for _, texts, field, column in recipe["group"]:
        for at, text in enumerate(texts, start=1):
            places[field, str(at), column] = [text]
    return places


def plain(places, recipe):
    for part in recipe["parts"]:
        titled = False
        for field in part["fields"]:
            name = f"{part['id']}.{field['id']}"
            records = {record: "" for at, record, _ in places if at == name}
            named = dict(field.get("rows", [])) or dict(
                sorted(records.items(), key=lambda one: (len(one[0]), one))
            )
            if not records:
                continue
            if not titled:
                yield from ("", "", part["title"].upper())
                titled = True
            yield from ("", field["label"])
            for record, label in named.items():
                if label and record in records:
                    yield f"  {label}"
                for column, title in field.get("columns") or [["", ""]]:
                    for text in places.get((name, record, column), []):
                        said = text.replace("\n", "\n    ")
                        yield f"  - {title}: {said}" if title else f"  - {said}"


def harmless(line):
    """No sign that a terminal would act on."""
    return "".join(sign for sign in line if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))


if __name__ == "__main__":
    refused = main(sys.argv[1:])
    if refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
