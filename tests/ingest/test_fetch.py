"""Fetching against a server of our own; what is not on the public internet is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casebook.ingest import read
from casebook.ingest.fetch import fetch, is_public
from casebook.ingest.source import MAX_BYTES, Source
from casebook.model.issue import Issue


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.2:{self.server.server_address[1]}/story")
            self.end_headers()
        elif self.path == "/to-a-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/big":
            self.send_response(200)
            self.end_headers()
            for _ in range(MAX_BYTES // 1_000_000 + 2):
                self.wfile.write(b"a" * 1_000_000)
        elif self.path == "/story":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"Gunmen killed three people.")
        else:
            self.send_error(404)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def here(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://localhost/x", "http://[::1]/", "http://0x7f.1/"])
def test_an_address_inside_is_refused_before_it_is_reached(url: str) -> None:
    (issue,) = read(url)
    assert isinstance(issue, Issue)
    assert issue.kind == "url_refused"
    assert url in issue.message


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "http:///x", "data://text/plain,x"])
def test_other_schemes_are_refused(url: str) -> None:
    issue = fetch(url)
    assert isinstance(issue, Issue)
    assert issue.kind == "url_refused"


def test_a_page_comes_with_its_kind_and_host(site: str) -> None:
    page = fetch(f"{site}/story", allowed=here)
    assert isinstance(page, Source)
    assert page.data == b"Gunmen killed three people."
    assert (page.media_type, page.source) == ("text/plain", "127.0.0.1")


@pytest.mark.parametrize(("path", "said"), [("/away", "127.0.0.2"), ("/to-a-file", "file"), ("/none", "404")])
def test_a_redirect_away_and_a_missing_page_are_issues(site: str, path: str, said: str) -> None:
    issue = fetch(site + path, allowed=here)
    assert isinstance(issue, Issue)
    assert said in issue.message


def test_a_page_without_end_is_cut_off(site: str) -> None:
    issue = fetch(f"{site}/big", allowed=here)
    assert isinstance(issue, Issue)
    assert issue.kind == "too_big"


def test_a_host_that_does_not_answer_is_an_issue() -> None:
    issue = fetch("http://127.0.0.1:9/", allowed=here)
    assert isinstance(issue, Issue)
    assert issue.kind == "url_unreachable"
    assert "save the page" in issue.message
