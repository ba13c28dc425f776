"""Sets up what `make demo` and `make test` need, with nothing but the Python that runs this file.

    python3 scripts/set_up.py run     .venv with the program's dependencies, and fonts for documents
    python3 scripts/set_up.py test    the same, with what tests need, and Chromium, zbar, poppler and age

Run again, it does only what is missing. What cannot be had costs one line, never the run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet")
FONTS = (("fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),)
TOOLS = (
    ("chromium", "/usr/bin/chromium"),
    ("zbar-tools", "/usr/bin/zbarimg"),
    ("poppler-utils", "/usr/bin/pdftotext"),
    ("librsvg2-bin", "/usr/bin/rsvg-convert"),
    ("age", "/usr/bin/age"),
)


def say(line: str) -> None:
    print(line, flush=True)


def run(*command: str, **keywords: object) -> bool:
    """Whether the command went well; its own words are shown only where it did not."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **keywords
    )  # type: ignore[call-overload]  # plain keywords
    if done.returncode != 0:
        tail = (done.stderr or done.stdout).strip().splitlines()[-3:]
        say("  " + " ".join(tail))
    return bool(done.returncode == 0)


def make_venv() -> None:
    """An environment of its own; where Python came without ensurepip, by another way or with a clear line."""
    if PYTHON.exists():
        return
    say("Setting up: a Python environment in .venv")
    if importlib.util.find_spec("ensurepip") and run(sys.executable, "-m", "venv", str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say("This Python has no ensurepip; trying another way.")
    if importlib.util.find_spec("pip") and run(sys.executable, "-m", "venv", "--without-pip", str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    for tool in (("uv", "venv", "--quiet", "--seed"), ("virtualenv", "--quiet")):
        if shutil.which(tool[0]) and run(*tool, "--python", sys.executable, str(VENV)):
            return
    version = sysconfig.get_python_version()
    if apt((f"python{version}-venv",)) and run(sys.executable, "-m", "venv", str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    sys.exit(f"Please install the package python{version}-venv, then run this again.")


def install(kind: str) -> None:
    """The pinned packages of requirements/`kind`.txt, once for each state of that file."""
    wanted = HERE / "requirements" / f"{kind}.txt"
    mark = VENV / f"installed-{kind}"
    state = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == state:
        return
    say("Setting up: packages for " + ("the program" if kind == "run" else "the tests") + " (once)")
    wheels = ("install", "--require-hashes", "--requirement", str(wanted))
    own = (str(PYTHON), *PIP, *wheels)
    borrowed = (sys.executable, *PIP, "--python", str(PYTHON), *wheels)
    if not (run(*own) if (VENV / "bin" / "pip").exists() else run(*borrowed)):
        sys.exit("The packages could not be installed. Is there a connection to a package index?")
    mark.write_text(state)


def link_command() -> None:
    """`.venv/bin/workshop`, running from this checkout."""
    found = subprocess.run(
        (str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"),
        capture_output=True,
        text=True,
        check=True,
    )
    (Path(found.stdout.strip()) / "workshop-checkout.pth").write_text(f"{HERE}\n")
    command = VENV / "bin" / "workshop"
    command.write_text(f"#!{PYTHON}\nfrom workshop.cli import main\n\nmain()\n")
    command.chmod(0o755)


def apt(packages: tuple[str, ...]) -> bool:
    """Whether Debian's packages could be installed, as root or by a sudo that asks nothing."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        become: tuple[str, ...] = ()
    elif (
        shutil.which("sudo")
        and subprocess.run(("sudo", "-n", "true"), capture_output=True, check=False).returncode == 0
    ):
        become = ("sudo", "-n")
    else:
        return False
    say("Setting up: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = (*become, "apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=120")
    wanted = ("install", "--no-install-recommends", *packages)
    return run(*get, *wanted, env=environment) or (
        run(*get, "update") and run(*get, *wanted, env=environment)
    )


def system_packages(wanted: tuple[tuple[str, str], ...], without: str) -> None:
    """Installs what is missing, or says what to install and what goes without it."""
    missing = tuple(package for package, path in wanted if not Path(path).exists())
    if missing and not apt(missing):
        say(f"Not here: {' '.join(missing)}. {without}")


def main() -> None:
    tests = sys.argv[1:] == ["test"]
    make_venv()
    install("run")
    link_command()
    system_packages(FONTS, "Documents use a built-in font; for other scripts than Latin, install it.")
    if tests:
        install("dev")
        system_packages(TOOLS, "Tests that need them are skipped by name.")


if __name__ == "__main__":
    main()
