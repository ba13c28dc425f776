"""The templates that translators start from: `interface.pot` and `content.pot`.

python -m workshop.wording.template     writes both beside the catalogues, from a checkout
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from .keywords import KEYWORDS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS: dict[Literal["interface", "content"], tuple[str, ...]] = {
    "interface": ("workshop", "exports"),
    "content": ("exercises", "agendas", "self-checks"),
}


def template(name: Literal["interface", "content"]) -> Catalog:
    """Every text of the interface, or of agendas and exercises, with where it stands."""
    with (HERE / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel's own
    catalogue = Catalog(project="Workshop", header_comment=f"# {name}", charset="utf-8", fuzzy=False)
    for folder in FOLDERS[name]:
        own = [(p.removeprefix(f"{folder}/"), method) for p, method in methods if p.startswith(folder)]
        chosen = {pattern.removeprefix(f"{folder}/"): one for pattern, one in options.items()}
        found = extract_from_dir(ROOT / folder, own, chosen, keywords=KEYWORDS)
        for file, line, message, comments, context in found:
            catalogue.add(
                message, None, [(f"{folder}/{file}", line)], auto_comments=comments, context=context
            )
    return catalogue


def main() -> None:
    for name in FOLDERS:
        with (HERE / f"{name}.pot").open("wb") as file:
            write_po(file, template(name), omit_header=False, width=100, sort_by_file=True)


if __name__ == "__main__":
    main()
