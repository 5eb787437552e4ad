"""`casebook read`: formats, exit codes, messages, Ctrl-C. Reading itself is stood in for where it is not the point."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.cli import Format
from casebook.cli.read import Options, run
from casebook.model.claim import Account, Claim, Field, Role, Speaker, SpeakerRole
from casebook.model.coded import Coded
from casebook.model.issue import Issue
from casebook.model.report import Report
from casebook.model.values import Count, Qualifier

STORY = "Gunmen killed three people in Garissa, police said.\n"
COMMAND = [sys.executable, "-c", "from casebook.cli import main; main()"]


def reader(report: Report) -> Coded:
    """Finds the three dead of STORY."""
    words, said = report.find("killed three people"), report.find("police said")
    if words is None or said is None:
        return Coded(report)
    account = Account(report.id, report.span(0, words.end), Role.MAIN)
    police = Speaker("police", SpeakerRole.POLICE, words=(said,))
    return Coded(report, (account,), (Claim(account.id, Field.KILLED, Count(3, 3, Qualifier.EXACT), (words,), police),))


def given(folder: Path, name: str = "a.txt", content: str | bytes = STORY) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def call(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
    )


def test_json_lines_when_captured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([given(tmp_path), given(tmp_path, "b.txt")], Options(), coder=reader) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["report"]["source"] for row in rows] == ["a.txt", "b.txt"]
    assert rows[0]["incidents"][0]["killed"]["best"] == 3
    assert err == ""


@pytest.mark.parametrize("explain", [False, True])
def test_a_table_shows_value_words_speaker_and_range(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], explain: bool
) -> None:
    assert run([given(tmp_path)], Options(form=Format.TABLE, explain=explain), coder=reader) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in (
        "Killed",
        "least 3 · best 3 · most 3",
        "“killed three people”",
        "police",
        "no day of publication known",
    ):
        assert words in out
    assert ("read by rules@1" in out) is explain


def test_a_page_holds_the_stories_and_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = given(tmp_path, "b.txt", b"")
    assert run([given(tmp_path), bad], Options(form=Format.HTML), coder=reader) == 1
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>")
    assert "killed three people" in out
    assert "b.txt: the file is empty" in out


@pytest.mark.parametrize(
    ("name", "start"),
    [("o.html", "<!doctype html>"), ("o.jsonl", '{"report"'), ("o.txt", "Gunmen killed"), ("o", '{"r')],
)
def test_the_ending_of_the_output_tells_the_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: str
) -> None:
    out = tmp_path / name
    assert run([given(tmp_path)], Options(output=out), coder=reader) == 0
    assert out.read_text(encoding="utf-8").startswith(start)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(out) in printed.err


def test_one_bad_input_leaves_the_rest_and_is_listed_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.txt")
    assert run([missing, given(tmp_path)], Options(), coder=reader) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "1 input could not be read" in err
    assert missing in err


def test_a_remark_is_said_and_the_exit_code_stays_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(tmp_path, content="Café: gunmen killed three people, police said".encode("cp1252"))
    assert run([path], Options(published="2999-01-01"), coder=reader) == 0
    out, err = capsys.readouterr()
    assert {issue["kind"] for issue in json.loads(out)["issues"]} == {"encoding_guessed", "published_in_future"}
    assert "Windows-1252" in err


def test_a_report_that_the_coder_refuses_needs_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(report: Report) -> Coded:
        return replace(Coded(report), issues=(Issue("pipeline", "language_not_read", "the text is in 'es'"),))

    assert run([given(tmp_path)], Options(), coder=refuse) == 1
    assert "the text is in 'es'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "stated", ["yesterday", "2024-13-01", "2024-02-30", "05/03/2024", "2024-03-05T10:00", "20240305"]
)
def test_a_bad_day_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], stated: str) -> None:
    assert run([given(tmp_path)], Options(published=stated), coder=reader) == 2
    assert f"--published is {stated!r}" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(tmp_path)
    for out, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "o.html", "no folder"),
        (Path(path), "one of the in"),
    ):
        assert run([path], Options(output=out), coder=reader) == 2
        assert said in capsys.readouterr().err
    assert Path(path).read_text() == STORY


def test_ctrl_c_keeps_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o.html"
    paths = [given(tmp_path), given(tmp_path, "b.txt")]

    def twice(report: Report) -> Coded:
        if report.source == "b.txt":
            raise KeyboardInterrupt
        return reader(report)

    assert run(paths, Options(output=out), coder=twice) == 130
    assert "killed three people" in out.read_text(encoding="utf-8")
    assert "1 read before that" in capsys.readouterr().err


def test_a_failed_run_leaves_no_half_file(tmp_path: Path) -> None:
    def broken(report: Report) -> Coded:
        raise RuntimeError(report.id)

    with pytest.raises(RuntimeError):
        run([given(tmp_path)], Options(output=tmp_path / "o.html"), coder=broken)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_a_sigint_ends_a_stream_with_130_and_the_lines_so_far() -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(
        json.dumps({"text": STORY}).encode() + b"\n" + json.dumps({"text": "Rain fell."}).encode() + b"\n"
    )
    process.stdin.flush()
    first = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert first["report"]["source"] == "standard input"
    assert all(json.loads(line) for line in rest.splitlines())
    assert b"stopped" in err
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = given(tmp_path, "a.jsonl", (json.dumps({"text": STORY}) + "\n") * 400)
    done = subprocess.run(
        f"{sys.executable} -c 'from casebook.cli import main; main()' read {path} | head -n 1",
        shell=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_standard_output_is_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    path = given(tmp_path, content="“Six” died in Zürich.")
    for form in ("jsonl", "html", "table"):
        done = call("read", path, "--format", form, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
        assert done.returncode == 0, done.stderr
        assert "Six" in done.stdout.decode("utf-8") or form == "jsonl"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        *[([arg], 0) for arg in ("--help", "--version")],
        (["read", "--help"], 0),
        *[(["read", *rest], 2) for rest in ([], ["--x"], ["a.txt", "--format", "xml"], ["-o"])],
        *[([verb], 2) for verb in ("reed", "evaluate")],
    ],
)
def test_usage(arguments: list[str], code: int) -> None:
    assert call(*arguments).returncode == code


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import casebook.cli"], capture_output=True, timeout=60, check=True
    )
    loaded = done.stderr.decode()
    for heavy in ("trafilatura", "numpy", "pydantic", "jinja2", "casebook.assemble", "py3langid", "lxml"):
        assert heavy not in loaded


def test_a_foreign_story_gives_no_values_and_needs_a_person(tmp_path: Path) -> None:
    text = (
        "Una explosión en el centro de Bogotá dejó tres muertos y varios heridos, informó la policía el lunes. Los "
        "heridos fueron llevados al hospital San José, donde los médicos dijeron que dos estaban graves."
    )
    done = call("read", given(tmp_path, content=text + " Nadie ha reivindicado el ataque hasta ahora."))
    row = json.loads(done.stdout)
    assert done.returncode == 1
    assert row["report"]["language"] == "es"
    assert row["incidents"] == []
    assert row["issues"][0]["kind"] == "language_not_read"
