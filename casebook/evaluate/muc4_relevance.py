"""Whether a story is relevant in the sense of MUC-4: what in its incidents speaks for it and what against.

Its definition leaves out fighting between armed sides, acts older than about two months, and general accounts without
particulars; it takes in acts on people and things that are not military, by whomever, even when a story only refers to
them. Each of these is a feature of an incident that a person can check; what each weighs stands in
`muc4_relevance.csv`, fitted on the train part by `training/muc4_relevance.py`. A story is relevant when its incidents
together make it likely enough.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import exp, prod

from casebook.evaluate.coded import CodedIncident
from casebook.evaluate.muc4_fill import codes, head_code, tokens
from casebook.evaluate.muc4_hits import Human, Physical, people_hit, standing, things_hit
from casebook.model.values import DateMethod, DatePrecision, Days

ENOUGH = 0.37  # the likelihood from which a story is called relevant; chosen on train by five-fold cross-validation
_OLD, _LONG = 60, 40  # days
_LEAD, _DEEP = 400, 1500  # characters into the story


def is_relevant(incidents: Sequence[CodedIncident], published: date | None) -> bool:
    """True when it is likely enough that some incident of the story is within the definition."""
    return 1 - prod(1 / (1 + exp(log_odds(each, published))) for each in incidents) > ENOUGH


def log_odds(incident: CodedIncident, published: date | None) -> float:
    """How likely one incident is within the definition, as log odds."""
    weights = _weights()
    return sum(weights.get(name, 0.0) for name in (*features(incident, published), "always"))


@cache
def _weights() -> Mapping[str, float]:
    text = (files("casebook.evaluate") / "muc4_relevance.csv").read_text(encoding="utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}


def features(incident: CodedIncident, published: date | None) -> tuple[str, ...]:
    """The names of the features that an incident has."""
    people, things = people_hit(incident), things_hit(standing(incident))
    held = {
        **_hit(people, things),
        **_when(incident, published),
        "country known": incident.place is not None and incident.place.country is not None,
        "someone killed": incident.killed is not None and bool(incident.killed.best),
        "much told of it": len(incident.claims) > 5,
        "very much told of it": len(incident.claims) > 10,
        **_where_told(incident),
    }
    return (f"type {incident.type}", f"role {incident.role}", *(name for name, true in held.items() if true))


def _hit(people: Sequence[Human], things: Sequence[Physical]) -> Mapping[str, bool]:
    civil = [human for human in people if not _fights(human)]
    named = [human for human in civil if human.name is not None]
    return {
        "civilian named": len(named) > 0,
        "civilian named with office": any(head_code(human.words, "human") is not None for human in named),
        "civilians unnamed": any(h.name is None and head_code(h.words, "human") is not None for h in civil),
        "only combatants hit": len(people) > 0 and all(map(_fights, people)),
        "nobody hit": len(people) == 0,
        "nothing hit at all": len(people) == 0 and len(things) == 0,
        "civilian thing hit": any(not _combatant(thing.words) and thing.kind != "OTHER" for thing in things),
        "military thing hit": any(_combatant(thing.words) for thing in things),
    }


def _fights(human: Human) -> bool:
    return human.kind == "ACTIVE MILITARY" or _combatant(human.words)


def _combatant(words: str) -> bool:
    return any(word in codes("combatant") for word in tokens(words))


def _when(incident: CodedIncident, published: date | None) -> Mapping[str, bool]:
    given = incident.date.edtf if incident.date is not None else None
    days = Days(given, DatePrecision.DAY, DateMethod.EXPLICIT) if given is not None else None
    if days is None or days.first is None or days.last is None:
        return {}
    return {
        "day told": days.first == days.last,
        "older than two months": published is not None and (published - days.last).days > _OLD,
        "over a long time": (days.last - days.first).days > _LONG,
    }


def _where_told(incident: CodedIncident) -> Mapping[str, bool]:
    first = min(_starts(incident), default=0)
    return {"told in the lead": first < _LEAD, "told far down": first > _DEEP}


def _starts(incident: CodedIncident) -> Iterator[int]:
    return (span.start for claim in incident.claims for span in claim.evidence)
