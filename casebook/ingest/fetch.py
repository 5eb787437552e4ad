"""A page from the web, fetched with care: http and https only, public addresses only, bounded in time and size.

Each connection, a redirect's too, goes to an address that was looked up and checked just before, so a name cannot be
checked as one machine and reached as another. A proxy in the environment is not used: behind one nothing could be
checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from casebook.ingest.source import MAX_BYTES, Source, failure, too_big
from casebook.model.errors import InputError
from casebook.model.issue import Issue

TIMEOUT = 20.0
"""Seconds to wait for an answer, and for the whole page twice that."""

_AGENT = "Mozilla/5.0 (compatible; casebook/0.1; reads one page for a person)"
Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """True for an address on the public internet, also when it is wrapped in IPv6."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo is not None else None)
        if inner is not None:
            return is_public(str(inner)) and (ip.ipv4_mapped is not None or ip.is_global)
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _connect(host: str, port: int, timeout: float, allowed: Allowed) -> socket.socket:
    """A socket to the host, at an address that is allowed; every address of the name must be."""
    addresses = list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    refused = next((address for address in addresses if not allowed(address)), None)
    if refused is not None:
        raise InputError(f"{host} is at {refused}, not a public address; save the page and give the file")
    error: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as raised:
            error = raised
    raise error if error is not None else OSError(f"{host} has no address")


class _Http(urllib.request.HTTPHandler):
    def __init__(self, allowed: Allowed) -> None:
        super().__init__()
        self._allowed = allowed

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        allowed = self._allowed

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                self.sock = _connect(self.host, self.port, TIMEOUT, allowed)

        return self.do_open(Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, allowed: Allowed) -> None:
        super().__init__()
        self._allowed = allowed

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        allowed, context = self._allowed, ssl.create_default_context()

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                sock = _connect(self.host, self.port, TIMEOUT, allowed)
                self.sock = context.wrap_socket(sock, server_hostname=self.host)

        return self.do_open(Connection, req)


def _opener(allowed: Allowed) -> urllib.request.OpenerDirector:
    """Knows http and https and how to follow between them, and no other scheme: no file, no ftp, no data."""
    opener = urllib.request.OpenerDirector()
    handlers: tuple[Any, ...] = (
        _Http(allowed),
        _Https(allowed),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    )
    for handler in handlers:
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", _AGENT), ("Accept", "text/html,text/plain;q=0.9,*/*;q=0.1")]
    return opener


def is_url(given: str) -> bool:
    """True when the argument is an address and not a path."""
    return "://" in given


def fetch(url: str, *, allowed: Allowed = is_public) -> Source | Issue:
    """The page at the address; an Issue when it cannot be had."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return failure("url_refused", f"{url}: only http and https addresses with a host are fetched")
    try:
        with _opener(allowed).open(url, timeout=TIMEOUT) as answer:
            data = _body(answer, time.monotonic() + 2 * TIMEOUT)
            final, media_type = answer.geturl(), answer.headers.get_content_type()
    except InputError as error:
        return failure("url_refused", f"{url}: {error}")
    except urllib.error.HTTPError as error:
        return failure("url_unreachable", f"{url}: the site answered {error.code} {error.reason}")
    except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or str(error) or type(error).__name__
        return failure("url_unreachable", f"{url}: cannot be reached: {why}; save the page and give the file")
    if len(data) > MAX_BYTES:
        return too_big(url)
    return Source(data, url, str(parts.hostname), final, media_type)


def _body(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    data = bytearray()
    while len(data) <= MAX_BYTES and (chunk := answer.read1(65536)):
        data += chunk
        if time.monotonic() > deadline:
            raise TimeoutError("the page took too long to come")
    return bytes(data)
