"""Every command: its name, its arguments, its help with an example, and the call that does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from workshop.wording import Wording, mark

from . import archives, closing, content, keeping, listing, manyarchives, onepager, planfiles, running
from .looks import Looks
from .papersize import paper_size

Agenda = Annotated[str, typer.Argument(help=mark("An agenda's id, or the path of its YAML file."))]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help=mark("The workshop's folder."))]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help=mark("The folder to write into."))]
OutFile = Annotated[Path, typer.Option("--out", metavar="FILE", help=mark("The file to write."))]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="F",
        help=mark("Read the passphrase from the first line of this file, for tests and scripts."),
    ),
]
Json = Annotated[bool, typer.Option("--json", help=mark("As JSON, stable, for other programs."))]
Host = Annotated[str | None, typer.Option(help=mark("The address to listen on; without it, the best one."))]
Port = Annotated[
    int | None, typer.Option(help=mark("The port; 0 is any. Without it, 8000 or the next free one."))
]
WifiName = Annotated[str | None, typer.Option("--wifi", help=mark("The Wi-Fi's name, for its own code."))]
WifiPassword = Annotated[str | None, typer.Option("--wifi-password", help=mark("The Wi-Fi's password."))]
PaperSize = Annotated[
    str,
    typer.Option(
        "--paper", help=mark("a4 or letter; without it, as your country is used to."), show_default=False
    ),
]
Theme = Annotated[
    str,
    typer.Option(
        help=mark("paper, dusk, paper-contrast, dusk-contrast, ansi-dark or ansi-light."), show_default=False
    ),
]
Counted = Annotated[
    int | None, typer.Option(min=0, max=9_999, metavar="N", help=mark("How many; may be left out."))
]
NoAnimation = Annotated[
    bool, typer.Option("--no-animation", help=mark("Nothing moves: a breath is counted, not drawn."))
]


def program(words: Wording) -> Callable[[], Any]:
    """The whole command line in one language."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=words.say("Runs a workshop from this terminal. Without a command: the start screen."),
    )

    def command(
        name: str, english: str, example: str
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        text = f"{words.say(english)}\n\n{words.say('Example:')} {example}"
        return app.command(name, help=text)

    @app.callback(invoke_without_command=True)
    def start(context: typer.Context, no_animation: NoAnimation = False) -> None:
        if context.invoked_subcommand is None:
            running.start(words, Looks(animation=not no_animation))

    @command(
        "new", mark("Makes a new workshop in an empty folder."), "workshop new three-day-holistic october"
    )
    def new(
        agenda: Agenda,
        folder: Folder,
        referrals: Annotated[
            Path | None,
            typer.Option(
                "--referrals", metavar="FILE", help=mark("A referral directory: where people can find help.")
            ),
        ] = None,
        after: Annotated[
            Path | None,
            typer.Option(
                "--after",
                metavar="DIR",
                help=mark("An earlier workshop's folder: its plans and plan codes go on in this one."),
            ),
        ] = None,
        from_: Annotated[
            Path | None,
            typer.Option(
                "--from",
                metavar="ARCHIVE",
                help=mark(
                    "An earlier meeting's archive: agreement, common commitments, months and the numbers "
                    "of the evaluation come along."
                ),
            ),
        ] = None,
        passphrase_file: PassphraseFile = None,
        identity: Annotated[
            Path | None,
            typer.Option(
                "--identity", metavar="F", help=mark("The age or ssh key file that opens a sealed archive.")
            ),
        ] = None,
        archive_passphrase_file: Annotated[
            Path | None,
            typer.Option(
                "--archive-passphrase-file",
                metavar="F",
                help=mark("Read the archive's passphrase from the first line of this file."),
            ),
        ] = None,
        after_passphrase_file: Annotated[
            Path | None,
            typer.Option(
                "--after-passphrase-file",
                metavar="F",
                help=mark("Read the earlier workshop's passphrase from the first line of this file."),
            ),
        ] = None,
    ) -> None:
        before = keeping.After(after, after_passphrase_file) if after else None
        archive = keeping.From(from_, identity, archive_passphrase_file) if from_ else None
        keeping.new(agenda, folder, passphrase_file, words, referrals, before, archive)

    @command(
        "referrals",
        mark("Sets a workshop's referral directory, or puts a newer one in its place."),
        "workshop referrals october people-who-can-help.yaml",
    )
    def referrals(
        folder: Folder,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=mark("The referral directory."))],
        passphrase_file: PassphraseFile = None,
    ) -> None:
        keeping.referrals(folder, file, passphrase_file, words)

    @command(
        "run", mark("Runs a workshop: the console here, phones on the local network."), "workshop run october"
    )
    def run(
        folder: Folder,
        host: Host = None,
        port: Port = None,
        wifi: WifiName = None,
        wifi_password: WifiPassword = None,
        theme: Theme = "",
        no_animation: NoAnimation = False,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        where = running.network(host, port, wifi, wifi_password)
        running.run(folder, where, Looks(theme, not no_animation), passphrase_file, words)

    @command(
        "serve",
        mark("Serves the room without the console."),
        "workshop serve october --open stressor-mapping",
    )
    def serve(
        folder: Folder,
        host: Host = None,
        port: Port = None,
        open_: Annotated[
            list[str] | None,
            typer.Option(
                "--open", metavar="EXERCISE", help=mark("Open this exercise's form; its id or title.")
            ),
        ] = None,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        running.serve(folder, running.network(host, port), tuple(open_ or ()), passphrase_file, words)

    @command(
        "demo",
        mark("Plays three days with simulated phones in a throw-away vault."),
        "workshop demo --auto",
    )
    def demo(
        auto: Annotated[bool, typer.Option("--auto", help=mark("Let it play by itself."))] = False,
        people: Annotated[int, typer.Option(min=1, max=200, help=mark("How many phones take part."))] = 16,
        out: OutFolder = Path("workshop-demo"),
        theme: Theme = "",
        no_animation: NoAnimation = False,
    ) -> None:
        running.demo(auto, people, out, Looks(theme, not no_animation), words)

    @command(
        "status",
        mark("Says where a workshop is, also while it runs elsewhere."),
        "workshop status october --json",
    )
    def status(folder: Folder, json: Json = False, passphrase_file: PassphraseFile = None) -> None:
        keeping.status(folder, json, passphrase_file, words)

    @command(
        "list",
        mark("Lists agendas, exercises, self-checks, prompts or languages."),
        "workshop list exercises --minutes 30 --depth 1",
    )
    def list_(
        what: Annotated[
            str, typer.Argument(help=mark("agendas, exercises, self-checks, prompts or languages."))
        ],
        json: Json = False,
        all_: Annotated[
            bool, typer.Option("--all", help=mark("Agendas: all, and not only those to start with."))
        ] = False,
        search: Annotated[
            str | None,
            typer.Option("--search", metavar="TEXT", help=mark("Exercises with these words in them.")),
        ] = None,
        depth: Annotated[
            int | None, typer.Option(min=1, max=3, help=mark("Exercises no deeper than this."))
        ] = None,
        minutes: Annotated[
            int | None, typer.Option(min=1, help=mark("Exercises that fit into so many minutes."))
        ] = None,
        groups: Annotated[
            str | None,
            typer.Option(help=mark("Exercises in which people sit so: solo, pairs, small or plenary.")),
        ] = None,
        phones: Annotated[
            str | None, typer.Option(help=mark("Exercises with phones on, optional or off."))
        ] = None,
        source: Annotated[
            str | None, typer.Option(help=mark("Exercises that come from this document, as S001."))
        ] = None,
    ) -> None:
        filter = listing.wanted(search, depth, minutes, groups, phones, source)
        listing.list_(what, filter, all_, json, words)

    @command(
        "check",
        mark("Checks agendas and exercises, every problem at once."),
        "workshop check agendas exercises",
    )
    def check(
        paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=mark("Files or folders."))],
    ) -> None:
        content.check_(tuple(paths), words)

    @command(
        "copy",
        mark("Copies an agenda or an exercise into a file of your own, to edit."),
        "workshop copy three-day-holistic my.yaml",
    )
    def copy(
        what: Annotated[str, typer.Argument(metavar="AGENDA|EXERCISE", help=mark("The id of either."))],
        file: Annotated[Path, typer.Argument(help=mark("The file to write."))],
    ) -> None:
        content.copy(what, file, words)

    @command(
        "schema",
        mark("Prints a JSON Schema, with which an editor helps to write a file."),
        "workshop schema agenda",
    )
    def schema(
        kind: Annotated[
            str, typer.Argument(metavar="KIND", help=mark("agenda, exercise, self-check or referrals."))
        ],
    ) -> None:
        content.schema(kind, words)

    @command(
        "plans",
        mark("Writes each plan as a sealed file that only its code opens, and all of them as one."),
        "workshop plans october --out plans",
    )
    def plans(
        folder: Folder,
        out: OutFolder,
        one_file: Annotated[
            bool, typer.Option("--one-file", help=mark("Only the one file that holds all plans."))
        ] = False,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        planfiles.plans(folder, out, one_file, passphrase_file, words)

    @command("open", mark("Opens a sealed plan with its code, for its owner."), "workshop open notes.html")
    def open_plan(
        file: Annotated[Path, typer.Argument(help=mark("The sealed plan, or the file that holds all."))],
        code_file: Annotated[
            Path | None, typer.Option("--code-file", metavar="F", help=mark("Read the code from this file."))
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option("--out", metavar="DIR", help=mark("Write the open plan into this folder.")),
        ] = None,
        forms: Annotated[
            str, typer.Option("--as", metavar="FORMS", help=mark("Any of pdf,html,md,json,text."))
        ] = "pdf",
    ) -> None:
        planfiles.open_plan(file, code_file, out, forms, words)

    @command(
        "archive",
        mark("Writes what came out of a workshop, and nothing that could hurt anyone."),
        "workshop archive october --preview --without figure:stressor-mapping/sources",
    )
    def archive(
        folder: Folder,
        out: Annotated[
            Path | None, typer.Option("--out", metavar="FILE", help=mark("The file to write."))
        ] = None,
        to: Annotated[
            list[str] | None,
            typer.Option(
                "--to", metavar="RECIPIENT", help=mark("Encrypt to this age recipient; may be repeated.")
            ),
        ] = None,
        passphrase_out_file: Annotated[
            Path | None,
            typer.Option(
                "--passphrase-out-file",
                metavar="F",
                help=mark("Encrypt with the passphrase on the first line of this file."),
            ),
        ] = None,
        report_sealed: Annotated[
            Path | None,
            typer.Option(
                "--report-sealed",
                metavar="PAGE",
                help=mark("Write the report as a page, too, that opens in any browser with a passphrase."),
            ),
        ] = None,
        preview: Annotated[
            bool,
            typer.Option("--preview", help=mark("Only show exactly what would leave, item by item.")),
        ] = False,
        left_out: Annotated[
            list[str] | None,
            typer.Option(
                "--without", metavar="ITEM", help=mark("Take out this item of the preview; may be repeated.")
            ),
        ] = None,
        notes: Annotated[
            bool, typer.Option("--notes", help=mark("Take in the facilitators' notes on the days."))
        ] = False,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        archives.archive(
            folder,
            out,
            tuple(to or ()),
            passphrase_out_file,
            report_sealed,
            preview,
            tuple(left_out or ()),
            notes,
            passphrase_file,
            words,
        )

    @command(
        "archives",
        mark("Lists, shows, compares, checks or seals again what was archived of workshops."),
        "workshop archives compare archives/ --identity key.txt --out together",
    )
    def archives_(
        action: Annotated[
            str, typer.Argument(metavar="ACTION", help=mark("list, show, compare, check or reseal."))
        ],
        folder: Annotated[
            Path, typer.Argument(metavar="FOLDER", help=mark("The folder with the archives, or one of them."))
        ],
        identity: Annotated[
            list[Path] | None,
            typer.Option(
                "--identity",
                metavar="F",
                help=mark("The age identity that opens encrypted ones; may be repeated."),
            ),
        ] = None,
        passphrase: Annotated[
            Path | None,
            typer.Option(
                "--archive-passphrase-file",
                metavar="F",
                help=mark("Opens those that are sealed with the passphrase in the first line of this file."),
            ),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar="DIR",
                help=mark("Of compare, the folder for report, plots and tables; of reseal, the file."),
            ),
        ] = None,
        to: Annotated[
            list[str] | None,
            typer.Option(
                "--to",
                metavar="RECIPIENT",
                help=mark("Of reseal: who can open it from now on; may be repeated."),
            ),
        ] = None,
        as_json: Json = False,
    ) -> None:
        opening = manyarchives.Opening(tuple(identity or ()), passphrase)
        manyarchives.archives(action, folder, opening, out, tuple(to or ()), as_json, words)

    @command(
        "one-pager",
        mark("Writes one page for a funder from an archive, to go on writing in."),
        "workshop one-pager october.zip --out october.docx --present 16,15,16 --women 9 --men 7",
    )
    def one_pager(
        archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help=mark("The archive."))],
        out: OutFile,
        totals: Annotated[
            Path | None,
            typer.Option(
                "--totals", metavar="FILE", help=mark("A YAML file with the numbers that you counted.")
            ),
        ] = None,
        invited: Counted = None,
        present: Annotated[
            str | None,
            typer.Option(metavar="N,N,N", help=mark("How many were there, a number for each day.")),
        ] = None,
        women: Counted = None,
        men: Counted = None,
        other: Counted = None,
        first_time: Counted = None,
        identity: Annotated[
            Path | None,
            typer.Option(
                "--identity", metavar="F", help=mark("The age or ssh key file that opens a sealed archive.")
            ),
        ] = None,
        archive_passphrase_file: Annotated[
            Path | None,
            typer.Option(
                "--archive-passphrase-file",
                metavar="F",
                help=mark("Read the archive's passphrase from the first line of this file."),
            ),
        ] = None,
    ) -> None:
        typed = {"invited": invited, "women": women, "men": men, "other": other, "first_time": first_time}
        counted = onepager.counted(totals, present, words, **typed)
        onepager.one_pager(archive, out, identity, archive_passphrase_file, counted, words)

    @command(
        "paper",
        mark("Prints an agenda or an exercise on paper, as PDF; of an agenda, the plan as a booklet, too."),
        "workshop paper three-day-holistic --out sheets",
    )
    def paper(
        what: Annotated[str, typer.Argument(metavar="AGENDA|EXERCISE", help=mark("The id of either."))],
        out: OutFolder,
        paper: PaperSize = "",
    ) -> None:
        content.paper(what, out, words, paper_size(paper))

    @command(
        "cards", mark("Prints cards, each with a fresh plan code."), "workshop cards october --out cards.pdf"
    )
    def cards(
        folder: Folder,
        out: OutFile,
        count: Annotated[int, typer.Option(min=1, max=200, help=mark("How many cards."))] = 20,
        address: Annotated[str, typer.Option(help=mark("The address to print, where it is known."))] = "",
        paper: PaperSize = "",
    ) -> None:
        keeping.cards(folder, out, count, address, words, paper_size(paper))

    @command(
        "tickets",
        mark("Prints tickets with the signs of small groups, to draw from a hat."),
        "workshop tickets --count 20 --groups 4 --out tickets.pdf",
    )
    def tickets(
        out: OutFile,
        count: Annotated[int, typer.Option(min=1, max=200, help=mark("How many tickets."))] = 20,
        groups: Annotated[int, typer.Option(min=2, max=12, help=mark("How many groups."))] = 4,
        paper: PaperSize = "",
    ) -> None:
        from .printing import tickets

        tickets(count, groups, out, words, paper_size(paper))

    @command(
        "vouchers",
        mark("Prints vouchers for support, each with a random code, and a list that counts them."),
        "workshop vouchers --count 30 --out vouchers.pdf",
    )
    def vouchers(
        out: OutFile,
        count: Annotated[int, typer.Option(min=1, max=200, help=mark("How many vouchers."))] = 20,
        paper: PaperSize = "",
    ) -> None:
        from .printing import vouchers

        vouchers(count, out, words, paper_size(paper))

    @command(
        "poster",
        mark("Prints a poster: how phones join, in codes and large letters."),
        "workshop poster --wifi corner --wifi-password 'green river 42' --out poster.pdf",
    )
    def poster(
        out: OutFile,
        host: Host = None,
        port: Port = None,
        wifi: WifiName = None,
        wifi_password: WifiPassword = None,
        paper: PaperSize = "",
    ) -> None:
        from .printing import poster

        poster(running.network(host, port, wifi, wifi_password), out, words, paper_size(paper))

    @command("doctor", mark("Looks at this laptop: what is fine, what to do."), "workshop doctor")
    def doctor(
        folder: Annotated[
            Path | None, typer.Argument(metavar="[DIR]", help=mark("A workshop's folder."))
        ] = None,
    ) -> None:
        from .doctor import doctor

        doctor(folder, words)

    @command(
        "close",
        mark("Destroys what people answered; what the room was shown stays, and so do sealed plans."),
        "workshop close october --keep-days 7",
    )
    def close(
        folder: Folder,
        keep_days: Annotated[
            int,
            typer.Option(
                "--keep-days",
                metavar="N",
                min=0,
                max=14,
                help=mark("Only in so many days, 14 at most; 0 is now."),
            ),
        ] = 0,
        out: Annotated[
            Path | None,
            typer.Option("--out", metavar="FILE", help=mark("Write into this file what was destroyed.")),
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help=mark("Do not ask."))] = False,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        closing.close(folder, keep_days, out, yes, passphrase_file, words)

    @command(
        "wipe",
        mark("Destroys a workshop's keys, so that nothing in it opens again."),
        "workshop wipe october",
    )
    def wipe(
        folder: Folder,
        yes: Annotated[bool, typer.Option("--yes", help=mark("Do not ask."))] = False,
    ) -> None:
        keeping.wipe(folder, yes, words)

    def run_program() -> None:
        group = typer.main.get_command(app)
        _translate(group, words)
        group(prog_name="workshop")

    return run_program


def _translate(group: Any, words: Wording) -> None:
    """Arguments and options speak the language too; the commands' own help is translated where it is made."""
    commands = group.commands.values() if isinstance(group, TyperGroup) else ()
    for one in commands:
        if isinstance(one, TyperCommand):
            for parameter in one.params:
                text = getattr(parameter, "help", None)
                if text:
                    parameter.help = words.say(text)  # type: ignore[attr-defined]  # options and arguments have one
