"""Tables of facts. A row is inserted once and never changed; what was known at a moment is the rows up to an act.

An `act` is one transaction of one author: every fact names the act that brought it, so it has a time and an author, and
"what was known then" is `act <= n`. Acts are numbered in the order in which they were committed, and their times rise.
Ids (`r-`, `a-`, `c-`, ...) are content hashes; the integer keys `n` are the book's own and leave it never.

A thing that several readings can say (a claim, an account, an issue) has one row for what it is, and a row in a second
table (`saying`, `telling`, `raising`) each time an engine says it (`stands` true) or no longer says it (false).
"""

from __future__ import annotations

import json

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

_ESCAPED = "\ue000"


class Words(TypeDecorator[str]):
    """Any text that Python can hold: what a database refuses (NUL, lone surrogates) is kept as escaped JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None or value.isprintable():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return _ESCAPED + json.dumps(value)
        return _ESCAPED + json.dumps(value) if "\0" in value or value.startswith(_ESCAPED) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None or not value.startswith(_ESCAPED):
            return value
        return str(json.loads(value.removeprefix(_ESCAPED)))


Key = BigInteger().with_variant(Integer, "sqlite")
facts = MetaData()


def _n() -> Column[int]:
    return Column("n", Key, primary_key=True, autoincrement=False)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _of(table: str, *, name: str | None = None, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name or table, Key, ForeignKey(f"{table}.n"), nullable=null, index=index)


def _words(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null)


act = Table(
    "act",
    facts,
    _n(),
    Column("at", BigInteger, nullable=False, index=True),  # microseconds since 1970, UTC
    _words("by"),
    _words("verb"),
)
body = Table("body", facts, _n(), Column("sha256", Text, nullable=False, unique=True), Column("zlib", LargeBinary))
report = Table(
    "report",
    facts,
    _n(),
    _id(),
    _of("body"),
    _words("source"),
    _words("url", null=True),
    _of("act"),
)
receipt = Table(  # what came with the document; the latest counts
    "receipt",
    facts,
    _n(),
    _of("report", index=True),
    _words("title", null=True),
    _words("published", null=True),
    _words("language", null=True),
    _words("bytes_sha256", null=True),
    _of("act"),
)
run = Table(  # a reading of a report, and the engines that took part
    "run",
    facts,
    _n(),
    _of("report", index=True),
    _words("origins"),
    _of("act"),
)
account = Table(
    "account",
    facts,
    _n(),
    _id(),
    _of("report", index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _of("act"),
)
telling = Table(
    "telling",
    facts,
    _n(),
    _of("account", index=True),
    _words("engine"),
    _words("role"),
    _words("occurrence"),
    Column("stands", Boolean, nullable=False),
    _of("act"),
)
claim = Table(
    "claim",
    facts,
    _n(),
    _id(),
    _of("report", index=True),
    _of("account", null=True, index=True),
    _words("field"),
    _words("value"),
    _words("evidence"),
    _words("said_by"),
    _words("modality"),
    _words("status"),
    _of("act"),
)
saying = Table(
    "saying",
    facts,
    _n(),
    _of("claim", index=True),
    _words("engine"),
    _words("origin"),
    Column("confidence", Float, nullable=True),
    Column("stands", Boolean, nullable=False),
    _of("act"),
)
issue = Table(
    "issue",
    facts,
    _n(),
    _id(),
    _of("report", null=True, index=True),
    _words("stage"),
    _words("kind"),
    _words("message"),
    _words("evidence"),
    _of("act"),
)
raising = Table(
    "raising",
    facts,
    _n(),
    _of("issue", index=True),
    Column("stands", Boolean, nullable=False),
    _of("act"),
)
link = Table(
    "link",
    facts,
    _n(),
    _id(),
    _of("account", name="left"),
    _of("account", name="right"),
    _words("judgement"),
    Column("score", Float, nullable=True),
    _words("why"),
    _of("act"),
)
Index("link_pair", link.c.left, link.c.right)
Index("link_right", link.c.right)
Index("link_act", link.c.act)
_JUDGED = link.c.judgement != "suggested"
Index("link_judged", link.c.left, link.c.right, sqlite_where=_JUDGED, postgresql_where=_JUDGED)
review = Table(
    "review",
    facts,
    _n(),
    _id(),
    _of("claim", index=True),
    _words("verdict"),
    _words("note"),
    _of("act", index=True),
)
search = Table(  # the linker looked for companions of an account, by what it knew of it then
    "search",
    facts,
    _n(),
    _of("account", index=True),
    _words("digest"),
    _of("act"),
)
succession = Table(  # a newer reading tells at other words what an older one told; `new` null: nobody clearly does
    "succession",
    facts,
    _n(),
    _of("account", name="old", index=True),
    _of("account", name="new", null=True, index=True),
    _words("why"),
    _of("act"),
)
restating = Table(  # a claim that a person reviewed is said by another one now
    "restating",
    facts,
    _n(),
    _of("claim", name="old", index=True),
    _of("claim", name="new", index=True),
    _of("act"),
)
Index("account_act", account.c.act)
Index("saying_act", saying.c.act)
Index("telling_act", telling.c.act)
