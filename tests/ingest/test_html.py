"""Pages: the article's words, and only what the page itself says of its title, day, site and address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casebook.ingest import read
from casebook.model.issue import Issue
from casebook.model.report import Report

PAGE = """<!doctype html><html lang="en"><head><title>Blast kills three in Kisumu | Lake Post</title>
<meta property="og:title" content="Blast kills three in Kisumu">
<meta property="og:site_name" content="Lake Post">{head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Blast kills three in Kisumu</h1>
<p>A bomb killed three people on Monday in Kisumu, police said.</p>
<p>Hospital staff spoke of “four” dead &amp; six hurt since 17 August 2019.</p></article>
<aside><a href="/x">Most read: other things</a></aside><footer>Copyright 2018 Lake Post</footer></body></html>"""
PUBLISHED = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'


def page(folder: Path, content: str | bytes, name: str = "a.html") -> list[Report | Issue]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def report(folder: Path, content: str | bytes, name: str = "a.html") -> Report:
    (found,) = page(folder, content, name)
    assert isinstance(found, Report), found
    return found


def test_a_page_gives_its_article_title_day_and_site(tmp_path: Path) -> None:
    found = report(tmp_path, PAGE.format(head=PUBLISHED))
    assert "A bomb killed three people on Monday in Kisumu, police said." in found.text
    assert "Hospital staff spoke of “four” dead & six hurt since 17 August 2019." in found.text
    assert "Most read" not in found.text
    assert "World" not in found.text
    assert (found.title, found.source) == ("Blast kills three in Kisumu", "Lake Post")
    assert found.published == date(2024, 3, 5)


def test_a_day_in_the_story_or_the_footer_is_not_the_day_of_publication(tmp_path: Path) -> None:
    assert report(tmp_path, PAGE.format(head="")).published is None


def test_the_address_that_a_page_states_is_kept(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://lakepost.example.org/2024/blast">'
    assert report(tmp_path, PAGE.format(head=link)).url == "https://lakepost.example.org/2024/blast"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_decoded_as_it_says_or_as_it_looks(tmp_path: Path, encoding: str) -> None:
    head = f'<meta charset="{encoding}">' if encoding == "cp1252" else ""
    assert "“four”" in report(tmp_path, PAGE.format(head=head).encode(encoding)).text


def test_a_page_without_an_ending_is_known_by_its_start(tmp_path: Path) -> None:
    assert report(tmp_path, PAGE.format(head=""), "page").title == "Blast kills three in Kisumu"


@pytest.mark.parametrize(
    "body",
    [
        "<form><input name='user'><button>Log in</button></form>",
        "<nav><ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul></nav>",
        "<script>location = '/consent'</script>",
        "",
    ],
)
def test_a_page_without_an_article_is_an_issue(tmp_path: Path, body: str) -> None:
    (found,) = page(tmp_path, f"<html><head><title>Sign in</title></head><body>{body}</body></html>")
    assert isinstance(found, Issue)
    assert found.kind == "no_article"
    assert "a.html" in found.message


@pytest.mark.parametrize(("content", "kind"), [(b"", "empty"), (b"<html>\x00\x01\x02", "binary_file")])
def test_an_empty_or_binary_page_is_an_issue(tmp_path: Path, content: bytes, kind: str) -> None:
    (found,) = page(tmp_path, content)
    assert isinstance(found, Issue)
    assert found.kind == kind
