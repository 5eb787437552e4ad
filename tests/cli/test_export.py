import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casebook.cli import app
from casebook.model.coded import Coded
from casebook.publish.coded import to_json_line
from casebook.store.book import open_book
from tests.publish.factory import ALL, STORY

LINE = to_json_line(Coded(STORY.report, (STORY.account,), ALL))
RUN = CliRunner()


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded.jsonl"
    path.write_text(LINE + "\n", encoding="utf-8")
    return path


def test_coded_lines_on_standard_input_come_out_in_a_layout() -> None:
    result = RUN.invoke(app, ["export", "-", "--layout", "acled"], input=LINE)
    assert result.exit_code == 0
    (row,) = csv.DictReader(StringIO(result.stdout))
    assert (row["country"], row["fatalities"]) == ("Kenya", "11")
    assert "incidents: 1, rows as acled: 1, left out: 0" in result.stderr
    assert "no loss report was kept" in result.stderr


def test_a_loss_report_stands_beside_the_file(coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = RUN.invoke(app, ["export", str(coded), "--layout", "gtd", "-o", str(out)])
    assert result.exit_code == 0
    report = [json.loads(line) for line in (tmp_path / "out.csv.losses.jsonl").read_text().splitlines()]
    assert report[0]["export"]["layout"] == "gtd"
    assert {"incident", "field", "value", "why"} == set(report[1])
    assert "denial_of_responsibility" in {line.get("field") for line in report}
    assert f"written: {out}" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coded.jsonl", "out.csv", "out.csv.losses.jsonl"]


def test_names_are_masked_unless_they_are_asked_for_and_then_it_says_so(coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    masked = RUN.invoke(app, ["export", str(coded), "--layout", "claims", "-o", str(out)])
    assert "Odhiambo" not in out.read_text() + (tmp_path / "claims.csv.losses.jsonl").read_text() + masked.stderr
    named = RUN.invoke(app, ["export", str(coded), "--layout", "claims", "-o", str(out), "--with-names"])
    assert "Yusuf Odhiambo" in out.read_text()
    assert "not for the public" in named.stderr
    made = json.loads((tmp_path / "claims.csv.losses.jsonl").read_text().splitlines()[0])
    assert made["export"]["names"] == "kept"


def test_a_report_that_comes_twice_counts_once() -> None:
    result = RUN.invoke(app, ["export", "-", "--layout", "csv"], input=f"{LINE}\n{LINE}\n")
    assert len(list(csv.DictReader(StringIO(result.stdout)))) == 1


def test_parquet_asks_for_a_file(coded: Path, tmp_path: Path) -> None:
    assert RUN.invoke(app, ["export", str(coded), "--layout", "parquet"]).exit_code == 2
    pytest.importorskip("duckdb")
    out = tmp_path / "out.parquet"
    assert RUN.invoke(app, ["export", str(coded), "--layout", "parquet", "-o", str(out)]).exit_code == 0
    assert out.read_bytes()[:4] == b"PAR1"


def test_conditions_choose_what_is_exported(coded: Path) -> None:
    kept = RUN.invoke(app, ["export", str(coded), "--layout", "csv", "--where", "KE", "--killed-at-least", "5"])
    assert len(list(csv.DictReader(StringIO(kept.stdout)))) == 1
    none = RUN.invoke(app, ["export", str(coded), "--layout", "csv", "--since", "2025-01-01"])
    assert none.exit_code == 1
    assert "no incident was given" in none.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--layout", "excel"], "there is no layout 'excel'; use one of: acled, gtd, ged"),
        (["--layout", "csv", "--since", "May"], "--since is 'May'; give the day as YYYY-MM-DD"),
        (["--layout", "csv", "--box", "1,2,3"], "--box is '1,2,3'; give S,W,N,E as numbers"),
        (["--layout", "csv", "-o", "no/such/folder/out.csv"], "there is no folder no/such/folder; make it first"),
    ],
)
def test_wrong_usage_says_the_way_out(coded: Path, options: list[str], message: str) -> None:
    result = RUN.invoke(app, ["export", str(coded), *options])
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_input_is_never_written_over(coded: Path) -> None:
    result = RUN.invoke(app, ["export", str(coded), "--layout", "csv", "-o", str(coded)])
    assert result.exit_code == 2
    assert coded.read_text(encoding="utf-8") == LINE + "\n"


def test_a_line_that_is_no_coded_line_leaves_no_half_file(coded: Path, tmp_path: Path) -> None:
    coded.write_text(f"{LINE}\n{{}}\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    result = RUN.invoke(app, ["export", str(coded), "--layout", "csv", "-o", str(out)])
    assert result.exit_code == 1
    assert "coded.jsonl line 2: report of the line is" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["coded.jsonl"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["export", str(tmp_path / "none.jsonl"), "--layout", "csv"])
    assert result.exit_code == 1
    assert "there is no file" in result.stderr


def test_a_query_prints_json_lines_when_captured_and_a_table_when_asked(coded: Path) -> None:
    found = RUN.invoke(app, ["query", str(coded), "--where", "Garissa"])
    assert found.exit_code == 0
    (row,) = [json.loads(line) for line in found.stdout.splitlines()]
    assert (row["killed_best"], row["place"]) == (11, "Garissa")
    table = RUN.invoke(app, ["query", str(coded), "--format", "table"])
    assert "13 May 2024" in table.stdout
    assert "Odhiambo" not in table.stdout
    nothing = RUN.invoke(app, ["query", str(coded), "--where", "UG"])
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "0 incidents" in nothing.stderr


def test_a_query_gives_geojson(coded: Path) -> None:
    found = RUN.invoke(app, ["query", str(coded), "--format", "geojson"])
    assert json.loads(found.stdout)["features"][0]["geometry"]["type"] == "Point"


def test_a_book_is_exported_and_asked_as_its_coded_lines_are(coded: Path, tmp_path: Path) -> None:
    book = str(tmp_path / "casebook.db")
    with open_book(book) as opened:
        opened.add(Coded(STORY.report, (STORY.account,), ALL))
    for options in (["export", "--layout", "gtd"], ["query", "--where", "KE", "--killed-at-least", "9"]):
        of_book = RUN.invoke(app, [*options, "--book", book])
        assert of_book.exit_code == 0
        assert of_book.stdout == RUN.invoke(app, [*options, str(coded)]).stdout
    nothing = RUN.invoke(app, ["query", "--where", "UG", "--book", book])
    assert (nothing.exit_code, nothing.stdout) == (0, "")


def test_a_book_that_is_not_there_is_told_and_none_is_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    result = RUN.invoke(app, ["export", "--layout", "csv", "--book", str(path)])
    assert result.exit_code == 1
    assert "there is no book" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_and_a_book_at_once_are_wrong_usage(coded: Path) -> None:
    assert RUN.invoke(app, ["query", str(coded), "--book", "casebook.db"]).exit_code == 2
