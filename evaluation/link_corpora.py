"""The corpora that linking is fitted and measured on: reports read by the real engine, and which incident each tells.

A report in which the engine reads no incident gets an account of its first line without a claim, as a person would add
one by hand: ECB+ tells of elections and sport as well, which Casebook does not read, and every report must be placed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebook.link.profile import Profile
from casebook.link.profiling import profile
from casebook.link.told import Told, told_in
from casebook.model.claim import Account, Role
from casebook.model.coded import Coded
from casebook.model.report import Report
from casebook.pipeline import coder
from evaluation.gun_violence import half_of
from evaluation.reading import DATA

GUNS = DATA / "gun_violence" / "docs.jsonl"
ECB = DATA / "ecbplus" / "docs.jsonl"
ECB_DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
CORPORA = ("gun_violence/A", "gun_violence/B", "ecbplus/train", "ecbplus/dev")


@dataclass(frozen=True, slots=True)
class Telling:
    """A report: the incident it tells by gold, its topic (reports of one topic look alike), and its accounts.

    `main` is the account that stands for the report; `read` is False when it was added by hand.
    """

    id: str
    incident: str
    topic: str
    main: Profile
    others: tuple[Profile, ...]
    read: bool


def tellings(corpus: str) -> Iterator[Telling]:
    """The reports of a corpus, in the order of publication where days are known, else in a fixed random order."""
    read = coder("en")
    for incident, topic, report in _reports(corpus):
        yield _telling(read(report), incident, topic)


def corpus_path(corpus: str) -> Path:
    """The file that holds the reports of a corpus."""
    return GUNS if corpus.startswith("gun_violence") else ECB


def _reports(corpus: str) -> list[tuple[str, str, Report]]:
    docs = [json.loads(line) for line in corpus_path(corpus).read_text(encoding="utf-8").split("\n") if line]
    found = []
    for doc in docs:
        if corpus.startswith("gun_violence"):
            if half_of(doc["incident_id"]) != corpus[-1]:
                continue
            day = date.fromisoformat(doc["published"])
            report = Report(doc["text"], f"gun_violence/{doc['id']}", title=doc["title"], published=day)
            found.append((doc["incident_id"], doc["incident_id"], report))
        elif (doc["topic"] in ECB_DEV) == (corpus == "ecbplus/dev"):
            report = Report(doc["text"], f"ecbplus/{doc['id']}", url=doc["url"])
            found.append((doc["seminal_event"], str(doc["topic"]), report))
    return sorted(found, key=lambda row: (row[2].published or date.min, row[2].id))


def _telling(coded: Coded, incident: str, topic: str) -> Telling:
    told = list(told_in(coded))
    main = next((each for each in told if each.account.role is Role.MAIN), None)
    read = main is not None
    if main is None:
        report = coded.report
        first = report.text.split("\n", 1)[0] or report.text[:1]
        main = Told(Account(report.id, report.span(0, len(first)), Role.MAIN), (), report)
    others = tuple(profile(each) for each in told if each is not main and each.account.id != main.account.id)
    return Telling(coded.report.source, incident, topic, profile(main), others, read)
