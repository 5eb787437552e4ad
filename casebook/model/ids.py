"""Ids are content hashes: the same fact always has the same id, whoever says it again and whenever.

No clock, no counter, no random number: a second run over the same report changes nothing.
"""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 16 hexadecimal digits (64 bits) of the SHA-256 of the parts' text."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


def text_hash(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
