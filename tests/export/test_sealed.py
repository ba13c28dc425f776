"""Sealed files: small, unreadable without a code, and opened without us by two programs in Python."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import nacl.bindings
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.directories import contact, directory_of
from tests.export.plans import GROUP
from tests.export.sealing import (
    CODE,
    EXERCISES,
    MINE,
    RICH,
    SALT,
    Owner,
    answers_to,
    boxes_in,
    data_in,
    data_of,
    file_of,
    line_of,
    prompt_of,
)
from workshop.domain.answer import Answer
from workshop.domain.plan import assemble
from workshop.domain.plan_targets import assemble_from
from workshop.domain.prompt import Prompt, from_plain, to_plain
from workshop.export import open_sealed_file, plan_markdown
from workshop.export.recipe import plan_recipe
from workshop.export.sealed import sealed_page
from workshop.library import read_directory_text
from workshop.vault import (
    JSON,
    DamagedPlan,
    PlanCode,
    SealedEntries,
    SealedPlan,
    WrongPlanCode,
    seal_entry,
    wrap,
)
from workshop.wording import ENGLISH

DOCS = Path(__file__).parents[2] / "docs"
OPENER = DOCS / "sealed-plan" / "open_plan.py"
MOST = 60_000
DAY = date(2026, 10, 12)
RULE = "my-green-yellow-red/my-rule"


@pytest.fixture(scope="module")
def owner() -> Owner:
    return Owner.of()


@pytest.fixture(scope="module")
def rich(owner: Owner) -> bytes:
    return file_of(owner.sealed(RICH))


def test_the_richest_plan_of_three_days_fits_into_sixty_kilobytes(owner: Owner) -> None:
    # A phone pads what is short: most of a plan is boxes of one size, whatever was written.
    assert len(MINE) >= 83
    assert len(file_of(owner.sealed(dict.fromkeys(MINE, "a few words")))) <= MOST


def test_a_plan_with_long_answers_and_a_directory_fits_too(owner: Owner) -> None:
    long = list(MINE)[::5]
    # Most are nearer to the short end, as people write.
    sizes = {name: 300 + 700 * at**2 // (len(long) - 1) ** 2 for at, name in enumerate(long)}
    answers = {name: "a few words" if name not in sizes else "word " * (sizes[name] // 5) for name in MINE}
    assert [len(str(answers[name])) for name in (long[0], long[-1])] == [300, 1000]
    kinds = ("hotline", "talk_therapy", "doctor", "legal", "emergency_grant", "shelter")
    listed = (
        contact(
            f"c{at}",
            title=f"The River House, door {at}",
            kind=kind,
            route=f"The blue door behind the market, {at} to the left; ask for Ibis on Thursdays",
            languages=["English", "Burmese", "Arabic"],
            cost=f"What you can give, {at} at most",
        )
        for at, kind in enumerate(kinds)
    )
    text = directory_of(*listed, title="Help in the invented town")
    found = read_directory_text("referrals.yaml", "referrals", text, DAY).contacts(DAY)
    assert found is not None and len(found.referrals) == 6
    assert len(file_of(owner.sealed(answers), contacts=found)) <= MOST


def test_a_plan_with_what_it_was_before_two_follow_ups_fits_too(owner: Owner) -> None:
    plan = SealedEntries(wrap(owner.key.public_key))

    def write(names: Sequence[str], text: str) -> dict[str, JSON]:
        for name in names:
            counter = plan.counter + 1
            plan.put(name, wrap(seal_entry(owner.key.public_key, counter, text)), counter)
        return {**answers[-1], **dict.fromkeys(names, text)}

    answers: list[dict[str, JSON]] = [{}]
    answers.append(write(list(MINE), "a few words"))
    for meeting, text in enumerate(("after a month", "after three"), start=1):
        plan.begin_version(f"meeting {meeting}", keep=True)
        answers.append(write(list(MINE)[meeting::7], text))
    first, second, now = answers[1:]
    file = file_of(SealedPlan(owner.key.public_key, plan.entries, plan.versions))
    assert len(file) <= MOST
    taken = open_sealed_file(file, CODE)
    assert (taken.answers, taken.versions) == (now, (first, second))
    opened = _short()(file, CODE.digits)
    assert isinstance(opened, tuple) and opened[1] == [now, first, second]


def test_every_byte_comes_out_of_the_page_as_it_went_in(rich: bytes) -> None:
    every = bytes(range(256)) * 2 + b"=@=}\r\n</script><!--\0\0"
    page = sealed_page(every, ENGLISH)
    assert data_in(page) == every
    assert not re.search(rb"[\0\r]", page) and not page.partition(b"<script")[0].strip(bytes(range(128)))
    escaped = len(rich) - len(rich.replace(b"=", b""))
    assert escaped < len(rich) / 40


def test_its_owner_has_the_same_plan_as_before_it_was_sealed(rich: bytes) -> None:
    taken = open_sealed_file(rich, CODE)
    assert taken.answers == RICH and taken.group == GROUP and not taken.damaged
    pairs = [(prompt, from_plain(prompt, RICH[name])) for name in RICH if (prompt := prompt_of(name))]
    plan = assemble([(prompt, answer) for prompt, answer in pairs if isinstance(answer, Answer)], GROUP)
    assert taken.plan == plan


def _texts(answer: JSON) -> list[str]:
    """What somebody wrote in an answer, also in the cells of a table."""
    if isinstance(answer, list):
        return [text for one in answer for text in _texts(one)]
    return [answer] if isinstance(answer, str) else []


def test_nothing_of_it_can_be_read_without_the_code(rich: bytes, owner: Owner) -> None:
    inside = [text for answer in RICH.values() for text in _texts(answer)]
    inside += [*RICH, *(prompt.ask for name in RICH if (prompt := prompt_of(name))), *GROUP["P12.agreement"]]
    recipe = json.loads(json.dumps(plan_recipe({}, {}, ENGLISH)))
    inside += [field["label"] for part in recipe["parts"] for field in part["fields"]]
    secrets = [text for text in inside if len(text) > 6]
    raw = boxes_in(data_of([owner.sealed(RICH)]))
    haystacks = [rich, *raw]
    for one in raw:
        for start in range(128):
            try:
                haystacks.append(zlib.decompressobj(-15).decompress(one[start:]))
            except zlib.error:
                continue
    for text in secrets:
        for written in (
            text.encode(),
            text.encode("utf-16-le"),
            base64.b64encode(text.encode())[:-4],
            json.dumps(text).encode(),
        ):
            assert not any(written in hay for hay in haystacks), text
    assert b"<title>Notes</title>" in rich
    shell = rich.partition(b"<script")[0].replace(b"Content-Security-Policy", b"")
    assert not re.search(rb"(?i)plan|workshop|secur|well-being|threat", shell)


def test_all_plans_in_one_file_open_each_with_its_own_code_only(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = [Owner.quickly(PlanCode.new()) for _ in range(30)]
    keys = {owner.code: owner.key for owner in owners}
    stranger = Owner.quickly(PlanCode.new())
    monkeypatch.setattr("workshop.vault.sealedplan.derive", lambda code, salt: keys.get(code, stranger.key))
    said = [{**dict(list(RICH.items())[: at % 9]), "check-out/my-step": f"step {at}"} for at in range(30)]
    file = file_of(*(owner.sealed(answers) for owner, answers in zip(owners, said, strict=True)))
    for owner, answers in zip(owners, said, strict=True):
        assert open_sealed_file(file, owner.code).answers == answers
    with pytest.raises(WrongPlanCode):
        open_sealed_file(file, stranger.code)


def test_one_s_own_file_and_the_file_of_all_share_nothing_but_the_shell(owner: Owner) -> None:
    plan = owner.sealed(RICH)
    alone, together = file_of(plan), file_of(plan, Owner.of(PlanCode.new()).sealed(RICH))
    between = re.compile(rb'<script id="data"[^>]*>.*?</script>|<!-- [0-9a-f]{64} -->', re.DOTALL)
    assert between.sub(b"", alone) == between.sub(b"", together)
    first, second = (b"".join(boxes_in(data_in(page))) for page in (alone, together))
    pieces = {first[at : at + 24] for at in range(len(first) - 24)}
    assert not any(second[at : at + 24] in pieces for at in range(len(second) - 24))
    assert all(line_of(data_in(page))["kdf"]["salt"] == SALT.hex() for page in (alone, together))


def _run(file: Path, code: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-I", str(OPENER), str(file), str(code)), capture_output=True, text=True, check=False
    )


def test_the_short_opener_prints_it_and_refuses_kindly(rich: bytes, tmp_path: Path) -> None:
    file, code, other = tmp_path / "notes.html", tmp_path / "code", tmp_path / "other"
    file.write_bytes(rich)
    code.write_text(str(CODE))
    other.write_text(str(PlanCode.new()))
    done = _run(file, code)
    assert done.returncode == 0, done.stderr
    for text in (text for answer in RICH.values() for text in _texts(answer) if " " in text):
        assert text.splitlines()[0] in done.stdout
    wrong = _run(file, other)
    assert (wrong.returncode, wrong.stdout) == (2, "") and "opens nothing here" in wrong.stderr
    file.write_bytes(rich.replace(b"Notes", b"Nodes"))
    damaged = _run(file, code)
    assert (damaged.returncode, damaged.stdout) == (2, "") and "not a whole" in damaged.stderr


def _short() -> Callable[[bytes, str], object]:
    namespace: dict[str, object] = {"__name__": "open_plan"}
    exec(compile(OPENER.read_text(encoding="utf-8"), OPENER.name, "exec"), namespace)
    opened = namespace["opened_plan"]
    assert callable(opened)
    return opened


def _refuses(short: Callable[[bytes, str], object], page: bytes) -> bool:
    try:
        short(page, CODE.digits)
    except ValueError:
        return True
    return False


def test_any_bit_flipped_anywhere_in_the_file_is_refused(rich: bytes) -> None:
    short, rng = _short(), random.Random(3)
    for at in range(len(rich)):
        bad = bytearray(rich)
        bad[at] ^= 1 << rng.randrange(8)
        with pytest.raises(DamagedPlan):
            open_sealed_file(bytes(bad), CODE)
        if at % 7 == 0:
            assert _refuses(short, bytes(bad))


@given(cut=st.integers(0, 40_000), more=st.binary(max_size=40))
def test_what_is_cut_or_added_is_refused(rich: bytes, cut: int, more: bytes) -> None:
    if cut < len(rich) or more:
        with pytest.raises(DamagedPlan):
            open_sealed_file(rich[: len(rich) - cut] + more if cut else rich + (more or b"x"), CODE)


_ANSWERED = sorted(
    f"{exercise.id}/{prompt.id}"
    for exercise in EXERCISES.values()
    for prompt in exercise.prompts
    if prompt.feeds
)


@settings(deadline=None)
@given(names=st.lists(st.sampled_from(_ANSWERED), unique=True, max_size=12), data=st.data())
def test_a_plan_from_its_recipe_is_the_plan_from_its_prompts(names: list[str], data: st.DataObject) -> None:
    prompts: dict[str, Prompt] = {name: prompt for name in names if (prompt := prompt_of(name)) is not None}
    answers = {name: data.draw(answers_to(prompt)) for name, prompt in prompts.items()}
    recipe = json.loads(json.dumps(plan_recipe(prompts, {}, ENGLISH)))
    plain = {name: json.loads(json.dumps(to_plain(answer))) for name, answer in answers.items()}
    from_prompts = assemble([(prompts[name], answer) for name, answer in answers.items()], GROUP)
    assert assemble_from(recipe["prompts"], plain, GROUP) == from_prompts


def test_hostile_answers_are_cleaned_or_passed_over(owner: Owner) -> None:
    name = next(name for name in MINE if name == "my-green-yellow-red/my-rule")
    hostile = {
        name: "tea\x1b]52;c;aGk=\x1b\\ \u202e**x**",
        "grounding/steady": [["no"], {}],
        "a/b": {"x": None},
    }
    taken = open_sealed_file(file_of(owner.sealed(hostile)), CODE)  # type: ignore[arg-type]
    written = plan_markdown(taken.plan, ENGLISH).decode()
    assert "tea" in written and "\x1b" not in written and "\u202e" not in written and r"\*\*x" in written


def test_the_test_vector_is_what_the_page_says() -> None:
    """Step by step, with libsodium's functions and hashlib alone."""
    vector = json.loads((DOCS / "sealed-plan" / "vector.json").read_text(encoding="utf-8"))
    page = (DOCS / "sealed-plan" / "example.html").read_bytes()
    code = vector["code"].replace(" ", "")
    salt = bytes.fromhex(vector["salt"])
    master = hashlib.scrypt(code.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=64)
    assert master.hex() == vector["master"]
    private = hashlib.blake2b(b"key", key=master, digest_size=32).digest()
    public = nacl.bindings.crypto_scalarmult_base(private)
    assert (private.hex(), public.hex()) == (vector["private_key"], vector["public_key"])
    data = data_in(page)
    assert data == vector["line"].encode() + b"\n" + bytes.fromhex(vector["boxes"])
    shared, plan = boxes_in(data)
    padded = nacl.bindings.crypto_box_seal_open(plan, public, private)
    assert len(padded) % 1024 == 0
    inner = padded[4 : 4 + int.from_bytes(padded[:4], "big")]
    assert inner.hex() == vector["plan"]
    assert (inner[:32].hex(), inner[32:64].hex()) == (vector["shared_key"], vector["mac_key"])
    opened = nacl.bindings.crypto_secretbox_open(shared, bytes(24), inner[:32])
    deflated = opened[4 : 4 + int.from_bytes(opened[:4], "big")]
    assert zlib.decompress(deflated, -15).decode() == vector["shared"]
    (entry,) = vector["entries"]
    box = bytes.fromhex(entry["sealed"])
    assert inner.endswith(box)
    plain = nacl.bindings.crypto_box_seal_open(box, public, private)
    assert plain[4 : 4 + int.from_bytes(plain[:4], "big")].decode() == entry["plain"]
    taken = open_sealed_file(page, PlanCode.parse(vector["code"]))
    assert taken.answers == {entry["name"]: json.loads(entry["plain"])[1]}
    assert _short()(page, code) is not None


def test_earlier_versions_travel_in_the_file_and_both_programs_read_them(owner: Owner) -> None:
    first, second = (
        {"check-out/my-step": "walk to the river"},
        {"check-out/my-step": "rest", RULE: "tea first"},
    )
    file = file_of(owner.sealed(RICH, first, second))
    taken = open_sealed_file(file, CODE)
    assert (taken.answers, taken.versions, taken.damaged) == (RICH, (first, second), False)
    opened = _short()(file, CODE.digits)
    assert isinstance(opened, tuple) and opened[1] == [RICH, first, second]
