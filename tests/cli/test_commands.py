"""Every command as its users meet it: what it does, and one clear sentence where something is wrong."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.sealing import MINE, Owner, file_of
from workshop.domain.answer import TextAnswer
from workshop.domain.prompt import Audience
from workshop.export import open_sealed_file
from workshop.library import content_folder, load_library
from workshop.room import Entry, Response, Room
from workshop.vault import PlanCode, slot_text, wrap

from ..export.reading import needs_pdfinfo, pdf_info, pdf_text
from .process import Served, run

COMMANDS = (
    "new referrals run serve demo status list check copy schema plans open archive archives paper".split()  # noqa: SIM905
    + "one-pager cards tickets vouchers poster doctor close wipe".split()  # noqa: SIM905
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"workshop {command}" in done.stdout
    assert "Example:" in done.stdout


def test_a_new_workshop_is_private_and_its_status_is_told(folder: Path, passphrase_file: Path) -> None:
    again = run("new", "three-day-holistic", folder, "--passphrase-file", passphrase_file)
    assert again.returncode == 2
    assert again.stderr.count("\n") == 1
    done = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    told = json.loads(done.stdout)
    assert re.fullmatch("[0-9a-f]{16}", told.pop("series"))
    assert told == {
        "agenda": "three-day-holistic",
        "round": 0,
        "state": "new",
        "participants": 0,
        "responses": {},
        "entries": 0,
        "letterbox": 0,
    }


def test_new_makes_a_folder_that_only_its_owner_can_enter(tmp_path: Path, passphrase_file: Path) -> None:
    made = tmp_path / "october"
    done = run("new", "three-day-holistic", made, "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in made.iterdir())


@pytest.mark.parametrize("what", ["agendas", "exercises", "prompts", "languages"])
def test_lists_are_arrays_of_objects_with_id_and_title(what: str) -> None:
    rows = json.loads(run("list", what, "--json").stdout)
    assert rows
    assert all(row["id"] and row["title"] for row in rows)


def test_the_lists_name_what_is_there() -> None:
    exercises = {row["id"]: row["title"] for row in json.loads(run("list", "exercises", "--json").stdout)}
    assert exercises["stressor-mapping"] == "Stressor mapping"
    assert [row["id"] for row in json.loads(run("list", "prompts", "--json").stdout)] == [
        *("text", "list", "scale", "choice", "multi", "ranking", "matrix", "date")
    ]


def test_check_is_quiet_and_copy_can_be_checked(tmp_path: Path) -> None:
    assert run("check", content_folder("agendas"), content_folder("exercises")).returncode == 0
    copied = tmp_path / "mine.yaml"
    assert run("copy", "three-day-holistic", copied).returncode == 0
    assert run("check", copied).returncode == 0
    copied.write_text(copied.read_text().replace("kind: meal", "kind: meel"))
    broken = run("check", copied)
    assert broken.returncode == 2
    assert f"{copied}:" in broken.stderr
    assert "meal" in broken.stderr


WRONG: list[tuple[str, ...]] = [
    ("new", "three-day-holistc", "{tmp}/x", "--passphrase-file", "{pass}"),
    ("new", "{tmp}/nowhere.yaml", "{tmp}/x", "--passphrase-file", "{pass}"),
    ("status", "{tmp}/nothing", "--passphrase-file", "{pass}"),
    ("status", "{folder}", "--passphrase-file", "{tmp}/nowhere"),
    ("status", "{folder}", "--passphrase-file", "{wrong}"),
    ("serve", "{folder}", "--passphrase-file", "{wrong}"),
    ("serve", "{folder}", "--port", "{taken}", "--host", "127.0.0.1", "--passphrase-file", "{pass}"),
    ("serve", "{folder}", "--host", "203.0.113.7", "--passphrase-file", "{pass}"),
    (
        "serve",
        "{folder}",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--open",
        "nothing",
        "--passphrase-file",
        "{pass}",
    ),
    ("run", "{folder}", "--passphrase-file", "{pass}"),
    ("list", "people"),
    ("check", "{tmp}/nowhere.yaml"),
    ("copy", "three-day-holistic", "{pass}"),
    ("open", "{tmp}/nowhere.json", "--code-file", "{pass}"),
    ("open", "{pass}", "--code-file", "{pass}"),
    ("archive", "{folder}", "--passphrase-file", "{pass}"),
    ("archive", "{folder}", "--out", "{tmp}/a", "--to", "nobody", "--passphrase-file", "{pass}"),
    ("archives", "list", "{tmp}"),
    ("archives", "burn", "{tmp}"),
    ("paper", "stresor-mapping", "--out", "{tmp}/p"),
    ("paper", "stressor-mapping", "--out", "{tmp}/p", "--paper", "a5"),
    ("cards", "{folder}", "--out", "{pass}"),
    ("tickets", "--groups", "13", "--out", "{tmp}/t.pdf"),
    ("vouchers", "--out", "{pass}"),
    ("close", "{folder}", "--keep-days", "15", "--passphrase-file", "{pass}"),
    ("wipe", "{folder}"),
    ("wipe", "{tmp}", "--yes"),
    ("dance",),
    ("demo", "--people", "0"),
    ("",),
]


@pytest.mark.parametrize("arguments", WRONG, ids=lambda a: " ".join(a)[:40])
def test_what_the_user_can_mend_is_a_sentence_and_exit_code_2(
    arguments: tuple[str, ...], tmp_path: Path, folder: Path, passphrase_file: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase altogether\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        places = {
            "tmp": tmp_path,
            "folder": folder,
            "pass": passphrase_file,
            "wrong": wrong,
            "taken": taken.getsockname()[1],
        }
        done = run(*(argument.format(**places) for argument in arguments if argument))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert 0 < len(done.stderr.strip().splitlines()) <= 4, done.stderr


def test_a_damaged_header_is_told_and_nothing_is_lost(folder: Path, passphrase_file: Path) -> None:
    kept = (folder / "header.b").read_bytes()
    for copy in ("header.a", "header.b"):
        (folder / copy).write_bytes(b"rubbish")
    done = run("status", folder, "--passphrase-file", passphrase_file)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    (folder / "header.b").write_bytes(kept)
    assert run("status", folder, "--passphrase-file", passphrase_file).returncode == 0


def test_two_do_not_write_in_one_vault(folder: Path, passphrase_file: Path) -> None:
    served = Served(folder, passphrase_file)
    try:
        second = run(
            "serve", folder, "--port", "0", "--host", "127.0.0.1", "--passphrase-file", passphrase_file
        )
        assert second.returncode == 2
        assert run("status", folder, "--passphrase-file", passphrase_file).returncode == 0
    finally:
        assert served.stop() == 0


def test_wipe_leaves_nothing_that_opens(folder: Path, passphrase_file: Path) -> None:
    assert run("wipe", folder, "--yes").returncode == 0
    assert run("status", folder, "--passphrase-file", passphrase_file).returncode == 2


def test_paper_and_cards_are_written(tmp_path: Path, folder: Path) -> None:
    assert run("paper", "stressor-mapping", "--out", tmp_path / "sheets").returncode == 0
    cards = tmp_path / "cards.pdf"
    assert run("cards", folder, "--out", cards, "--count", "3").returncode == 0
    sheets = [*(tmp_path / "sheets").iterdir(), cards]
    assert len(sheets) == 3
    assert all(sheet.read_bytes().startswith(b"%PDF") for sheet in sheets)
    assert all(stat.S_IMODE(sheet.stat().st_mode) == 0o600 for sheet in sheets)


def test_an_agenda_on_paper_has_the_plan_as_a_booklet(tmp_path: Path) -> None:
    assert run("paper", "two-session-exchange", "--out", tmp_path / "sheets").returncode == 0
    assert (tmp_path / "sheets" / "booklet.pdf").read_bytes().startswith(b"%PDF")
    assert run("paper", "healing-retreat", "--out", tmp_path / "rest").returncode == 0
    assert not (tmp_path / "rest" / "booklet.pdf").exists(), "nothing in it feeds a plan"


@needs_pdfinfo
def test_paper_is_the_one_asked_for_or_the_countrys(tmp_path: Path) -> None:
    def size(name: str, *options: str, **environment: str) -> str:
        out = tmp_path / f"{name}.pdf"
        done = run("tickets", "--out", out, *options, cwd=None, **environment)
        assert done.returncode == 0, done.stderr
        return pdf_info(out.read_bytes())["Page size"]

    assert "letter" in size("asked", "--paper", "letter", LC_ALL="de_DE.UTF-8")
    assert "letter" in size("mexico", LC_ALL="", LC_PAPER="es_MX.UTF-8", LANG="de_DE.UTF-8")
    assert "A4" in size("germany", LC_ALL="", LC_PAPER="", LANG="de_DE.UTF-8")
    assert "A4" in size("named", "--paper", "A4", LC_ALL="en_US.UTF-8")
    assert "A4" in size("nowhere", LC_ALL="C")


@needs_pdfinfo
def test_vouchers_are_all_different_and_private(tmp_path: Path) -> None:
    out = tmp_path / "vouchers.pdf"
    done = run("vouchers", "--count", "30", "--out", out)
    assert done.returncode == 0 and "delete the file" in done.stdout
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    codes = re.findall(r"\d{4} \d{4} \d{4}", pdf_text(out.read_bytes()))
    assert len(codes) == 60 and len(set(codes)) == 30, "each on a card and on the list"


def test_doctor_looks_and_says() -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert all(
        word in done.stdout
        for word in ("Network", "Port", "Firewall", "Fonts", "Terminal", "Disk", "Swap", "Clock")
    )


def test_without_a_terminal_the_start_screen_is_a_sentence() -> None:
    done = run()
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_the_language_is_the_terminals(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nowhere.yaml", WORKSHOP_LANGUAGE="en-XA")
    assert done.stderr.startswith("⟦")


@pytest.mark.skipif(os.geteuid() != 0 and not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_sentence() -> None:
    assert run("copy", "three-day-holistic", "/dev/full/x.yaml").returncode == 2


def test_a_sealed_plan_opens_by_what_it_says_itself(tmp_path: Path) -> None:
    """No library is asked: what a customised agenda asked opens anywhere, also what was held again."""
    owner = Owner.of()
    sealed, code_file = tmp_path / "notes.html", tmp_path / "code"
    sealed.write_bytes(
        file_of(
            owner.sealed({"check-out/my-step": "A walk", "mine-7/only-here": "The tea"}),
            asked={"mine-7/only-here": replace(MINE["what-stress-does/tiny-step"], id="only-here")},
        )
    )
    code_file.write_text(str(owner.code))
    done = run("open", sealed, "--code-file", code_file)
    assert done.returncode == 0, done.stderr
    assert "A walk" in done.stdout and "The tea" in done.stdout
    out = tmp_path / "mine"
    done = run("open", sealed, "--code-file", code_file, "--out", out, "--as", "html,md,json,text")
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in out.iterdir()) == ["notes.html", "notes.json", "notes.md", "notes.txt"]
    assert all("The tea" in one.read_text(encoding="utf-8") for one in out.iterdir())
    assert all(one.stat().st_mode & 0o077 == 0 for one in (out, *out.iterdir()))
    refused = run("open", sealed, "--code-file", code_file, "--out", out, "--as", "odt")
    assert refused.returncode == 2 and "odt" in refused.stderr


async def test_every_plan_is_written_alone_and_all_together(
    room: Room, folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    owners = [Owner.of(PlanCode.new(), room.vault.header.plan_salt) for _ in range(2)]
    for number, owner in enumerate(owners):
        slot, public_key = slot_text(owner.key.slot), wrap(owner.key.public_key)
        await room.plans.begin(slot, public_key)
        entry = Entry(slot, public_key, "check-out", "my-step", TextAnswer(f"Step {number}"))
        await room.plans.keep([entry])
    await room.plans.begin(slot_text(bytes(16)), wrap(bytes(31) + b"x"))
    room.vault.close()
    out, one = tmp_path / "plans", tmp_path / "one"
    done = run("plans", folder, "--out", out, "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in out.iterdir()) == ["all.html", "notes-01.html", "notes-02.html"]
    run("plans", folder, "--out", one, "--one-file", "--passphrase-file", passphrase_file)
    assert [file.name for file in one.iterdir()] == ["all.html"]
    for number, owner in enumerate(owners):
        for file in (out / "all.html", one / "all.html"):
            taken = open_sealed_file(file.read_bytes(), owner.code)
            assert taken.answers == {"check-out/my-step": f"Step {number}"}


async def test_the_status_counts_what_was_added(room: Room, folder: Path, passphrase_file: Path) -> None:
    room.add(load_library().addition("a-word-for-change"), 20)
    exercise = room.bundle.exercises["a-word-for-change"]
    room.open_form(exercise.id)
    id = room.submission_id(exercise.id, Audience.ROOM)
    await room.receive(Response(exercise.id, Audience.ROOM, id, {"one-word": TextAnswer("rest")}))
    await room.close_form(exercise.id)
    done = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    assert json.loads(done.stdout)["responses"] == {exercise.id: 1}
