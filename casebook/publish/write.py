"""Rows into a file: CSV, JSON lines, GeoJSON or Parquet. Cells are one line of clean text each; None is left empty.

The invariant: a file is written row by row, so that a book of any size can be exported, and what stands in it reads
back as it was. A text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from casebook.model.errors import UsageError
from casebook.publish.layout import Cell, Layout, Row

_FORMULA = re.compile(r"^(?:[=+@]|-(?!\d))")
_INTEGERS = re.compile(r"_(?:min|best|max|precision)$|^(?:speakers|reports)$")
_DECIMALS = frozenset({"latitude", "longitude"})
_DATES = frozenset({"date_first", "date_last"})


def write_csv(rows: Iterable[Row], layout: Layout, out: TextIO) -> None:
    """Comma-separated, one header, UTF-8, lines ending in a line feed; an empty cell is unknown."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(layout.columns)
    for row in rows:
        writer.writerow([_shielded(cell) for cell in _cells(row, layout)])


def write_jsonl(rows: Iterable[Row], layout: Layout, out: TextIO) -> None:
    """One JSON object a row; every column is a key, with null for unknown."""
    for row in rows:
        cells = dict(zip(layout.columns, _cells(row, layout), strict=True))
        out.write(json.dumps(cells, ensure_ascii=False, allow_nan=False) + "\n")


def write_geojson(rows: Iterable[Row], layout: Layout, out: TextIO) -> None:
    """A FeatureCollection of RFC 7946: longitude before latitude, null geometry where no coordinates are known."""
    out.write('{"type": "FeatureCollection", "features": [')
    between = "\n"
    for row in rows:
        cells = dict(zip(layout.columns, _cells(row, layout), strict=True))
        out.write(between + json.dumps(_feature(cells), ensure_ascii=False, allow_nan=False))
        between = ",\n"
    out.write("\n]}\n")


def write_parquet(rows: Iterable[Row], layout: Layout, path: Path) -> None:
    """Parquet through DuckDB, with whole numbers, decimals and dates typed; UsageError without the extra."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("Parquet needs DuckDB: pip install 'casebook[parquet]', or take --layout csv") from error
    flat = path.with_name(path.name + ".csv")
    types = ", ".join(f"'{column}': '{_type(column)}'" for column in layout.columns)
    try:
        with flat.open("w", encoding="utf-8", newline="") as out:
            write_csv(rows, layout, out)
        with duckdb.connect() as connection:
            source = (
                f"read_csv(?, columns = {{{types}}}, header = true, auto_detect = false, quote = '\"', nullstr = '')"
            )
            target = str(path).replace("'", "''")
            connection.execute(f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet)", [str(flat)])
    finally:
        flat.unlink(missing_ok=True)


def _type(column: str) -> str:
    if _INTEGERS.search(column):
        return "BIGINT"
    if column in _DECIMALS:
        return "DOUBLE"
    return "DATE" if column in _DATES else "VARCHAR"


def _cells(row: Row, layout: Layout) -> Iterator[Cell]:
    """The cells in the layout's order; a cell that the layout has no column for is a mistake, not a silence."""
    unknown = set(row.cells) - set(layout.columns)
    if len(unknown) > 0 and not unknown <= layout.passes:
        raise KeyError(f"layout {layout.name} has no column {min(unknown - layout.passes)!r}")
    for column in layout.columns:
        cell = row.cells.get(column)
        yield _plain(cell) if isinstance(cell, str) else cell


def _plain(text: str) -> str:
    """One line, and nothing that UTF-8 cannot hold."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def _shielded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _feature(cells: Mapping[str, Cell]) -> dict[str, object]:
    latitude, longitude = cells["latitude"], cells["longitude"]
    known = latitude is not None and longitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    properties = {key: cell for key, cell in cells.items() if key not in ("id", *_DECIMALS)}
    return {"type": "Feature", "id": cells["id"], "geometry": geometry, "properties": properties}
