"""The tables of an archive load into DuckDB as they stand."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from workshop.export import archive_files
from workshop.wording import ENGLISH

from .archives import full_archive

pytestmark = pytest.mark.own_words


def test_the_tables_load_with_their_types(tmp_path: Path) -> None:
    for name, content in archive_files(full_archive(), ENGLISH).items():
        (tmp_path / name).write_bytes(content)

    def ask(query: str, name: str) -> list[tuple[object, ...]]:
        path = str(tmp_path / name).replace("'", "''")
        return list(duckdb.sql(query.format(table=f"read_csv('{path}')")).fetchall())

    assert ask("select sum(count) from {table} where prompt = 'bars' and not hidden", "figures.csv") == [
        (35,)
    ]
    assert ask("select count(*) from {table} where count is null", "figures.csv") == [(1,)]
    assert ask("select min(drift), count(took) > 0 from {table}", "sessions.csv") == [(-2, True)]
    assert ask("select plans from {table} where path = 'plans'", "elements.csv") == [(15,)]
    assert ask("select state from {table} where kind = 'commitment' and state <> ''", "texts.csv") == [
        ("kept",)
    ]
