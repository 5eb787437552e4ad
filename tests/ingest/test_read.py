"""What reading files, folders and streams gives, good and bad. No network."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from casebook.ingest import failed, read
from casebook.ingest.source import MAX_BYTES, MAX_CHARS, SKIPPED
from casebook.model.issue import Issue
from casebook.model.report import Report

STORY = "Gunmen killed three people in Garissa on Monday, police said. Nobody claimed the attack.\n"
SPANISH = (
    "Una explosión en el centro de Bogotá dejó tres muertos y varios heridos, informó la policía el lunes. Los "
    "heridos fueron llevados al hospital San José, donde los médicos dijeron que dos estaban graves."
)
ENGLISH = (
    "Gunmen killed three people and wounded seven others in a market in Garissa on Monday, the police said. The "
    "wounded were taken to hospital, where doctors said that two of them were in danger. Nobody has claimed it."
)


def given(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def one(path: str) -> Report:
    found = list(read(path))
    assert len(found) == 1
    assert isinstance(found[0], Report), found[0]
    return found[0]


def refused(path: str) -> Issue:
    found = list(read(path))
    assert len(found) == 1
    assert isinstance(found[0], Issue)
    assert failed(found[0])
    assert path in found[0].message, "the message names the file"
    return found[0]


def test_a_text_keeps_every_character_line_ends_included(tmp_path: Path) -> None:
    text = "One\r\ntwo\rthree\n\n  four\u00a0\u2028“five”\t😀"
    assert one(given(tmp_path, "a.txt", text)).text == text


def test_the_source_is_the_name_of_the_file_and_not_where_it_lay(tmp_path: Path) -> None:
    assert one(given(tmp_path, "deep/a.txt", STORY)).source == "a.txt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    assert one(given(tmp_path, "a.txt", "Zürich “now”".encode(encoding))).text == "Zürich “now”"


def test_text_that_is_not_utf8_is_read_as_windows_1252_and_says_so(tmp_path: Path) -> None:
    path = given(tmp_path, "a.txt", "Café “blast” in Zürich".encode("cp1252"))
    report, issue = list(read(path))
    assert isinstance(report, Report)
    assert isinstance(issue, Issue)
    assert report.text == "Café “blast” in Zürich"
    assert issue.kind == "encoding_guessed"
    assert issue.report_id == report.id
    assert not failed(issue)
    assert path in issue.message


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_an_issue(tmp_path: Path, content: bytes) -> None:
    assert refused(given(tmp_path, "a.txt", content)).kind == "empty"


@pytest.mark.parametrize(
    "content", [b"text\x00text", b"\x7fELF\x02\x01\x01\x00", b"\x81\x8d\x8f\x90", b"%PDF-1.7\nhello", b"PK\x03\x04rest"]
)
def test_a_binary_file_is_an_issue(tmp_path: Path, content: bytes) -> None:
    assert refused(given(tmp_path, "a.txt", content)).kind == "binary_file"


def test_a_pdf_is_told_how_to_become_text(tmp_path: Path) -> None:
    assert "pdftotext" in refused(given(tmp_path, "a.txt", b"%PDF-1.7\n")).message


def test_a_text_cut_short_in_utf16_is_an_issue(tmp_path: Path) -> None:
    assert refused(given(tmp_path, "a.txt", "Kabul".encode("utf-16")[:-1])).kind == "binary_file"


def test_a_story_longer_than_the_limit_is_an_issue_and_no_wait(tmp_path: Path) -> None:
    issue = refused(given(tmp_path, "a.txt", "word " * (MAX_CHARS // 5 + 1)))
    assert issue.kind == "too_long"
    assert f"{MAX_CHARS:,}" in issue.message


def test_twenty_megabytes_on_one_line_are_not_read_to_their_end(tmp_path: Path) -> None:
    assert refused(given(tmp_path, "a.txt", b"a" * 20_000_000)).kind == "too_big"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "nowhere.txt")).kind == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = given(tmp_path, "a.txt", STORY)
    Path(path).chmod(0)
    assert refused(path).kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Three die in Garissa market attack\n\nGunmen killed three.", "Three die in Garissa market attack"),
        ("Three die in Garissa market attack\r\n\r\nGunmen killed three.", "Three die in Garissa market attack"),
        ("Who killed the mayor?\n\nNobody knows.", "Who killed the mayor?"),
        ("Three die in Garissa market attack\nGunmen killed three.", None),
        ("Gunmen killed three people in Garissa.\n\nNobody claimed it.", None),
        ("word " * 40 + "\n\nNobody claimed it.", None),
        ("Only one line", None),
    ],
)
def test_a_first_line_is_a_title_only_when_it_clearly_is_one(tmp_path: Path, text: str, title: str | None) -> None:
    report = one(given(tmp_path, "a.txt", text))
    assert report.title == title
    assert report.text == text


def test_json_lines_keep_what_they_say_of_the_story(tmp_path: Path) -> None:
    row = {"text": STORY, "title": "T", "published": "2024-03-05T10:00:00Z", "url": "https://x.org/1", "source": "X"}
    report = one(given(tmp_path, "a.jsonl", json.dumps(row)))
    assert (report.text, report.title, report.published) == (STORY, "T", date(2024, 3, 5))
    assert (report.url, report.source) == ("https://x.org/1", "X")


def test_a_broken_line_in_the_middle_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY})
    path = given(tmp_path, "a.jsonl", f'{good}\n{{"text": \n\n{good}\n')
    first, issue, last = list(read(path))
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(issue, Issue)
    assert issue.kind == "json_broken"
    assert f"{path}:2" in issue.message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('["text"]', "a list"),
        ('{"body": "x"}', "body"),
        ('{"text": 7}', "int"),
        ('{"text": "  "}', "empty"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "\\ud83d"}', "half a character"),
        ('{"text": "x", "title": 3}', '"title"'),
        ("[" * 100_000, "not a JSON object"),
    ],
)
def test_a_line_that_is_no_story_says_why(tmp_path: Path, row: str, said: str) -> None:
    path = given(tmp_path, "a.jsonl", row)
    assert said in refused(path).message


def test_a_published_that_is_no_day_is_left_out_and_said(tmp_path: Path) -> None:
    report, issue = list(read(given(tmp_path, "a.jsonl", json.dumps({"text": STORY, "published": "5/3/24"}))))
    assert isinstance(report, Report)
    assert isinstance(issue, Issue)
    assert report.published is None
    assert "'5/3/24'" in issue.message


def test_a_file_that_is_not_json_lines_is_given_up_soon(tmp_path: Path) -> None:
    found = list(read(given(tmp_path, "a.jsonl", "no json\n" * 5000)))
    assert len(found) == 11
    assert isinstance(found[-1], Issue)
    assert "rest is unread" in found[-1].message


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY}).encode()
    long, report = list(read(given(tmp_path, "a.jsonl", b"x" * (MAX_BYTES + 10) + b"\n" + good)))
    assert isinstance(long, Issue)
    assert long.kind == "too_big"
    assert isinstance(report, Report)


@pytest.mark.parametrize("text", ['{\n "text": "One two."\n}', '[{"text": "One two."}]', '{"text": "One two."}\n'])
def test_a_json_file_may_be_one_object_a_list_or_lines(tmp_path: Path, text: str) -> None:
    assert one(given(tmp_path, "a.json", text)).text == "One two."


def test_a_folder_reads_its_stories_in_order_and_names_what_it_passes_over(tmp_path: Path) -> None:
    given(tmp_path, "b.txt", STORY)
    given(tmp_path, "a/c.jsonl", json.dumps({"text": STORY}))
    given(tmp_path, "a/picture.png", b"\x89PNG")
    given(tmp_path, ".hidden/d.txt", STORY)
    found = list(read(tmp_path))
    assert [r.source for r in found if isinstance(r, Report)] == ["b.txt", "a/c.jsonl"]
    issue = found[-1]
    assert isinstance(issue, Issue)
    assert issue.kind == SKIPPED
    assert "a/picture.png" in issue.message
    assert not failed(issue)


def test_a_folder_without_stories_is_an_issue(tmp_path: Path) -> None:
    assert refused(str(tmp_path)).kind == "folder_empty"


def test_a_bad_file_in_a_folder_leaves_the_others_alone(tmp_path: Path) -> None:
    given(tmp_path, "a.txt", b"\x00")
    given(tmp_path, "b.txt", STORY)
    kinds = [type(found) for found in read(tmp_path)]
    assert kinds == [Issue, Report]


def test_the_given_day_of_publication_goes_before_the_documents(tmp_path: Path) -> None:
    path = given(tmp_path, "a.jsonl", json.dumps({"text": STORY, "published": "2020-01-01"}))
    (report,) = read(path, published=date(2024, 3, 5))
    assert isinstance(report, Report)
    assert report.published == date(2024, 3, 5)


def test_a_day_of_publication_in_the_future_is_kept_and_flagged(tmp_path: Path) -> None:
    path = given(tmp_path, "a.txt", STORY)
    report, issue = list(read(path, published=date(2030, 1, 1), today=date(2026, 1, 1)))
    assert isinstance(report, Report)
    assert isinstance(issue, Issue)
    assert report.published == date(2030, 1, 1)
    assert issue.kind == "published_in_future"
    assert "2030-01-01" in issue.message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "es"),
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("Tres muertos en Bogotá.", None),
        ("7 " * 300, None),
        ("Bei einem Anschlag in Kabul sind am Freitag zwei Menschen getötet worden, so die Polizei.", "de"),
        ("Gunmen shoot dead judge in Lahore", None),
    ],
)
def test_a_language_is_told_only_from_enough_words(tmp_path: Path, text: str, language: str | None) -> None:
    assert one(given(tmp_path, "a.txt", text)).language == language


@pytest.mark.parametrize(("declared", "language"), [("en-GB", "en"), ("EN_us", "en"), ("fr", "fr"), ("", None)])
def test_a_short_text_keeps_the_language_it_came_with(tmp_path: Path, declared: str, language: str | None) -> None:
    assert one(given(tmp_path, "a.jsonl", json.dumps({"text": STORY, "language": declared}))).language == language


def test_standard_input_is_read_by_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content, title in ((STORY, None), (json.dumps({"text": STORY, "title": "T"}), "T")):
        path = given(tmp_path, "in", content)
        with open(path) as stream:
            monkeypatch.setattr("sys.stdin", stream)
            (report,) = read("-")
        assert isinstance(report, Report)
        assert (report.text, report.title, report.source) == (STORY, title, "standard input")


def test_several_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    paths = [given(tmp_path, name, STORY) for name in ("b.txt", "a.txt")]
    assert [found.source for found in read(paths) if isinstance(found, Report)] == ["b.txt", "a.txt"]


def test_the_same_file_read_twice_is_the_same_report(tmp_path: Path) -> None:
    path = given(tmp_path, "a.txt", STORY)
    assert one(path) == one(path)
