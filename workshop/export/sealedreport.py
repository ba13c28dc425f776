"""The archive's report for a colleague who has no age: one page that a passphrase opens, in any browser.

A file is one page of HTML (exports/report-sealed.html) around the data that vault/phrasebox.py writes. Its
policy names the hashes of its script and its style and nothing else: no address is ever asked. Its last line
is the SHA-256 of all before it, so that not a bit of it changes unnoticed (docs/sealed-report.md).
"""

from __future__ import annotations

import hashlib

from workshop.library import content_folder
from workshop.vault import DamagedReport, read_phrase_box, write_phrase_box
from workshop.wording import Wording

from .archive import Archive
from .pages import hash_of, render
from .report import report_html

_DATA = '<script id="data" type="text/plain">'
_AFTER = "</script>"
_LAST_LINE = 64 + len("<!--  -->\n")


def sealed_report(archive: Archive, words: Wording, passphrase: str) -> bytes:
    """The report as a page that `passphrase` opens. Raises PoorPassphrase."""
    return sealed_report_page(report_html(archive, words), words, passphrase)


def sealed_report_page(report: bytes, words: Wording, passphrase: str) -> bytes:
    """The page that holds `report`, the HTML of a whole one."""
    from markupsafe import Markup

    folder = content_folder("exports")
    read = {
        name: (folder / name).read_text(encoding="utf-8")
        for name in ("report.css", "sealed.css", "report-sealed.js")
    }
    # The report's own style as its page has it: its policy and this one name the same hash.
    styles = tuple(f"\n{read[name]}" for name in ("report.css", "sealed.css"))
    script = read["report-sealed.js"].strip()
    policy = (
        f"default-src 'none'; script-src {hash_of(script)}; style-src {' '.join(map(hash_of, styles))}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = render(
        "report-sealed.html",
        language=words.language,
        say=words.say,
        policy=policy,
        styles=tuple(map(Markup, styles)),
        script=Markup(script),
        # Its signs are those of JSON and base64: none is HTML's, and quotes may stand in a script element.
        data=Markup(write_phrase_box(report, passphrase).decode("ascii")),
    )
    whole = f"{page}\n".encode()
    return whole + f"<!-- {hashlib.sha256(whole).hexdigest()} -->\n".encode()


def open_sealed_report(data: bytes, passphrase: str) -> bytes:
    """The report in a sealed page, as HTML.

    Raises:
        WrongReportPassphrase: the passphrase is another.
        DamagedReport: not a sealed report, or not as it was written.
    """
    whole, line = data[:-_LAST_LINE], data[-_LAST_LINE:]
    known = line == f"<!-- {hashlib.sha256(whole).hexdigest()} -->\n".encode()
    if not known or whole.count(_DATA.encode()) != 1:
        raise DamagedReport
    text = whole.partition(_DATA.encode())[2].partition(_AFTER.encode())[0]
    return read_phrase_box(text, passphrase)
