"""Tables of views: what is computed from the facts, for query and linking. They can be dropped and rebuilt at any time.

The invariant: their rows are a function of the facts alone, so a rebuild gives the very same rows, however the book
came to be. No row holds a count of its own, a clock or an order of writing.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, Table, Text, text

from casebook.store.schema import Key

views = MetaData()

member = Table(  # every account ever told, and its incident: the first account of it that the book got
    "member",
    views,
    Column("account", Key, primary_key=True, autoincrement=False),
    Column("incident", Key, nullable=False, index=True),
)
incident = Table(
    "incident",
    views,
    Column("n", Key, primary_key=True, autoincrement=False),
    Column("first_day", Integer),  # proleptic ordinal, as date.toordinal
    Column("last_day", Integer),
    Column("broad", Boolean, nullable=False),  # dated to more than BROAD_DAYS days
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed", Integer),
    Column("disputed", Boolean, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("changed", Key, nullable=False),  # the last act that changed it
)
Index("incident_days", incident.c.first_day)
Index("incident_country", incident.c.country, incident.c.first_day)
Index("incident_killed", incident.c.killed)
Index("incident_spot", incident.c.lat, incident.c.lon)
facet = Table(
    "facet",
    views,
    Column("word", Text, primary_key=True),
    Column("incident", Key, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("facet_incident", facet.c.incident)
profile = Table(  # what the linker compares of an account, as JSON
    "profile",
    views,
    Column("account", Key, primary_key=True, autoincrement=False),
    Column("form", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),  # not looked up yet as it now stands
)
# SQLite uses it only for the very condition that SQLAlchemy writes in a question: `is_open = 1`.
Index("profile_open", profile.c.account, sqlite_where=text("is_open = 1"), postgresql_where=profile.c.is_open)
link_key = Table(
    "link_key",
    views,
    Column("key", Text, primary_key=True),
    Column("account", Key, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("link_key_account", link_key.c.account)
state = Table(  # which version of the views stands here, once they are whole
    "state",
    views,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

BROAD_DAYS = 31
"""Incidents dated more broadly than this are few and sought apart, so that the rest is found by its first day."""

VIEWS_VERSION = "2"
"""Raised whenever the same facts give other rows; a book whose views are of another version is rebuilt when opened."""
