"""Plans as sealed files: written without a secret, opened by their codes alone, in any browser.

A file is one page of HTML (exports/sealed.html) around the data that vault/sealedplan.py writes. Its script
and its style are deflated for their size, and its policy names their hashes and nothing else. Its bytes
stand in it nearly as they are: it is declared windows-1252, where every byte is one sign, and its own words
are ASCII. Its last line is the SHA-256 of all before it, so that not a bit of the page changes unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workshop.domain.plan import Plan
from workshop.domain.plan_targets import assemble_from
from workshop.library import content_folder
from workshop.room import Room
from workshop.vault import (
    JSON,
    DamagedPlan,
    PlanCode,
    SealedEntries,
    SealedPlan,
    read_sealed_plans,
    unwrap,
    write_sealed_plans,
)
from workshop.wording import ENGLISH, Wording

from .pages import hash_of, render
from .recipe import plan_recipe

_DATA = b'<script id="data" type="text/plain">'
_AFTER = b"</script>"
_HOLE = "\f"
"""Where bytes go into the page; no words have one."""
_LAST_LINE = 64 + len("<!--  -->\n")
_USUAL: dict[str, JSON] = {"many": False, "rows": [], "columns": []}
"""What a field is where its file says nothing else; browser/src/opener/file.js has the same."""
_FORMS = {"card", "leaves"}
_ELSEWHERE = {"for_buddy", "reminder"}
_OF_CONTACTS = {"contacts", "kind", "route", "languages", "cost", "checked"}
"""Texts of the recipe that only other forms of a plan say, and those that only a list of contacts needs."""


@dataclass(frozen=True, slots=True)
class TakenHome:
    """What was in a sealed file, for its owner: the plan, and everything to write it again."""

    plan: Plan
    versions: tuple[dict[str, JSON], ...]
    answers: dict[str, JSON]
    group: dict[str, tuple[str, ...]]
    damaged: bool


def sealed_plan(room: Room, slot: str, words: Wording = ENGLISH) -> bytes | None:
    """One plan as its sealed file; None for a slot that holds nothing."""
    kept = room.plans.get(slot)
    return sealed_file(room, (kept,), words) if kept is not None and kept.entries else None


def sealed_plans(room: Room, words: Wording = ENGLISH) -> tuple[bytes, ...]:
    """Every plan that holds something, in the order of the random slots: who came first is not to be seen."""
    files = (sealed_plan(room, slot, words) for slot in room.plans.slots())
    return tuple(data for data in files if data is not None)


def all_sealed_plans(room: Room, words: Wording = ENGLISH) -> bytes | None:
    """One file for all: everyone may carry it, and each code opens its own plan; None without any plan."""
    kept = (room.plans.get(slot) for slot in room.plans.slots())
    held = tuple(plan for plan in kept if plan is not None and plan.entries)
    return sealed_file(room, held, words) if held else None


def sealed_file(room: Room, kept: tuple[SealedEntries, ...], words: Wording) -> bytes:
    """The page that holds `kept`."""
    plans = tuple(SealedPlan(unwrap(one.public_key), one.entries, tuple(one.versions)) for one in kept)
    names = {name for plan in plans for entries in (plan.entries, *plan.versions) for name in entries}
    prompts = {name: prompt for name in names if (prompt := room.prompt_of(name)) is not None}
    recipe = plan_recipe(prompts, room.figures.for_plans(), words, room.contacts)
    data = sealed_data(plans, room.vault.header.plan_salt, recipe)
    return sealed_page(data, words)


def sealed_data(plans: tuple[SealedPlan, ...], salt: bytes, recipe: Mapping[str, object]) -> bytes:
    """The data of a file; of the recipe only what these plans fill."""
    as_json: dict[str, JSON] = json.loads(json.dumps(recipe))
    prompts = as_json.pop("prompts")
    assert isinstance(prompts, dict)
    return write_sealed_plans(plans, salt, prompts, _pruned(as_json, prompts))


def sealed_page(data: bytes, words: Wording) -> bytes:
    """The page around the data of a file."""
    from markupsafe import Markup

    style, script, loader, packed = _parts()
    policy = (
        f"default-src 'none'; script-src {hash_of(loader)} {hash_of(script)}; style-src {hash_of(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    shell = render(
        "sealed.html",
        language=words.language,
        say=words.say,
        policy=policy,
        data=_HOLE,
        packed=_HOLE,
        loader=Markup(loader),
    )
    # Signs of any language as references: only bytes that were written below are not ASCII.
    before, between, after = shell.encode("ascii", "xmlcharrefreplace").split(_HOLE.encode())
    page = b"".join((before, _in_page(data), between, _in_page(packed), after, b"\n"))
    return page + f"<!-- {hashlib.sha256(page).hexdigest()} -->\n".encode()


def open_sealed_file(data: bytes, code: PlanCode) -> TakenHome:
    """The plan that `code` opens in a sealed file.

    Raises:
        WrongPlanCode: the code opens none of the plans in it.
        DamagedPlan: not a sealed file, or not as it was written.
    """
    opened = read_sealed_plans(_data_of(data), code)
    recipe = opened.recipe if isinstance(opened.recipe, dict) else {}
    group = _group(recipe.get("group"))
    plan = assemble_from(opened.prompts, opened.entries, group)
    return TakenHome(plan, opened.versions, opened.entries, group, opened.damaged)


def _data_of(page: bytes) -> bytes:
    whole, line = page[:-_LAST_LINE], page[-_LAST_LINE:]
    if line != f"<!-- {hashlib.sha256(whole).hexdigest()} -->\n".encode() or whole.count(_DATA) != 1:
        raise DamagedPlan
    return _from_page(whole.partition(_DATA)[2].partition(_AFTER)[0])


def _in_page(data: bytes) -> bytes:
    """Bytes as they stand in a script element; four would not survive there: each is "=" and another sign."""
    return re.sub(rb"[\0\r<=]", lambda sign: b"=" + bytes((sign[0][0] ^ 64,)), data)


def _from_page(text: bytes) -> bytes:
    return re.sub(rb"=(.)", lambda sign: bytes((sign[1][0] ^ 64,)), text, flags=re.DOTALL)


def _group(listed: JSON) -> dict[str, tuple[str, ...]]:
    group = {}
    for one in listed if isinstance(listed, list) else ():
        match one:
            case [str(path), [*texts], *_]:
                group[path] = tuple(str(text) for text in texts)
            case _:
                pass
    return group


def _field(field: dict[str, JSON]) -> dict[str, JSON]:
    """What the page needs of a field: it shows the whole plan with its pocket card, and no other form."""
    short = {name: value for name, value in field.items() if _USUAL.get(name) != value and name not in _FORMS}
    card, leaves = field.get("card"), field["leaves"]
    if isinstance(card, dict) and "pocket" in card:
        short["card"] = {"pocket": card["pocket"]}
    return short if leaves else {**short, "leaves": []}


def _pruned(recipe: dict[str, JSON], prompts: Mapping[str, JSON]) -> dict[str, JSON]:
    filled = {prompt["field"] for prompt in prompts.values() if isinstance(prompt, dict)}
    group, parts, texts = recipe["group"], recipe["parts"], recipe["texts"]
    assert isinstance(group, list) and isinstance(parts, list) and isinstance(texts, dict)
    filled |= {field for _, _, field, _ in group}
    # Contacts stand under the title of their part, also where it has nothing else.
    titled = {"P13"} if "contacts" in recipe else set()
    kept = (
        {**part, "fields": [_field(one) for one in part["fields"] if f"{part['id']}.{one['id']}" in filled]}
        for part in parts
    )
    unsaid = _ELSEWHERE if titled else _ELSEWHERE | _OF_CONTACTS
    return {
        **recipe,
        "texts": {name: text for name, text in texts.items() if name not in unsaid},
        "parts": [part for part in kept if part["fields"] or part["id"] in titled],
    }


@cache
def _parts() -> tuple[str, str, str, bytes]:
    """Style, script, what takes these two out of the page, and the two as they are kept in it."""
    folder = content_folder("exports")
    read = {
        name: (folder / name).read_text(encoding="utf-8").strip()
        for name in ("plan.css", "sealed.css", "sealed.js", "sealed-loader.js")
    }
    style, script, loader = (
        "\n".join(map(str.strip, f"{read['plan.css']}\n{read['sealed.css']}".splitlines())),
        read["sealed.js"],
        read["sealed-loader.js"],
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    text = json.dumps({"style": style, "script": script}).encode()
    return style, script, loader, packer.compress(text) + packer.flush()
