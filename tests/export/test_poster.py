"""The page that is hung up: what people read and scan from it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from workshop.domain.joining import Joining, Wifi
from workshop.export import Paper, poster_pdf, wifi_text
from workshop.wording import ENGLISH, wording

from .reading import needs_pdftotext, needs_zbarimg, pdf_info, pdf_text, squeezed

WIFI = Wifi("Quiet corner", "green river 42")
TRICKY = Wifi("#$" + "W" * 30, "*p*;a\\s,s:w " + "9" * 40)
ADDRESS = "http://192.168.123.245:8000/"


@needs_pdftotext
@pytest.mark.parametrize("wifi", [None, WIFI, TRICKY, Wifi("open", "")])
def test_address_wifi_and_what_it_costs_stand_on_one_page(wifi: Wifi | None) -> None:
    made = poster_pdf(Joining(ADDRESS, "wall", wifi), ENGLISH)
    text = squeezed(pdf_text(made))
    assert pdf_info(made)["Pages"] == "1"
    for part in ("192.168.123.245:8000", "none of your data", "stay connected", "Ask for paper"):
        assert squeezed(part) in text
    assert "http" not in text, "people say and type it without"
    for part in (wifi.name, wifi.password) if wifi else ():
        assert squeezed(part) in text


@needs_zbarimg
@pytest.mark.parametrize(("wifi", "paper"), [(None, "a4"), (TRICKY, "a4"), (TRICKY, "us-letter")])
def test_a_camera_reads_both_codes(tmp_path: Path, wifi: Wifi | None, paper: Paper) -> None:
    pdf = tmp_path / "poster.pdf"
    pdf.write_bytes(poster_pdf(Joining(ADDRESS, "wall", wifi), wording("ar-XB"), paper=paper))
    assert pdf_info(pdf.read_bytes())["Pages"] == "1"
    subprocess.run(["pdftoppm", "-r", "160", "-png", str(pdf), str(tmp_path / "page")], check=True)
    found = subprocess.run(
        ["zbarimg", "-q", "--raw", str(tmp_path / "page-1.png")], capture_output=True, text=True, check=True
    )
    assert set(found.stdout.splitlines()) == {ADDRESS, *([wifi_text(wifi)] if wifi else [])}
