"""MUC-4: coded reports written as that evaluation's templates and scored by the scorers that lie with its data.

The scorers are loaded from the data folder when they are needed (they want numpy and scipy, in the `dev` extra); none
of the data is part of Casebook.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb, factorial, prod
from pathlib import Path
from types import ModuleType
from typing import Any

from casebook.evaluate.coded import CodedReport, Reader, parse_coded
from casebook.evaluate.errors import Error
from casebook.evaluate.muc4_errors import story_errors
from casebook.evaluate.muc4_relevance import is_relevant, log_odds
from casebook.evaluate.muc4_template import Template, template_of
from casebook.model.errors import UsageError

Fill = str | list[str]
_MOST_PAIRINGS = 5_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a score table, in percent."""

    name: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Muc4Scores:
    """All tables of both scorers over one split."""

    split: str
    stories: int
    rows: tuple[Row, ...]
    errors: tuple[Error, ...] = ()

    def f1(self, name: str) -> float:
        """The F1 of one row; UsageError names the rows there are."""
        for row in self.rows:
            if row.name == name:
                return row.f1
        raise UsageError(f"no row {name!r} in the MUC-4 scores; there are {', '.join(row.name for row in self.rows)}")


def templates(coded: CodedReport, text: str, published: date | None) -> tuple[Template, ...]:
    """The templates of one coded report, in its order; none for a story that is not relevant.

    A relevant story has at least one: of the incident most likely meant, where none is clearly within the definition.
    """
    if not is_relevant(coded.incidents, published):
        return ()
    made = (template_of(incident, text, published) for incident in coded.incidents)
    kept = tuple(template for template in made if template is not None)
    if len(kept) > 0:
        return kept
    best = max(coded.incidents, key=lambda incident: log_odds(incident, published))
    forced = template_of(best, text, published, sure=True)
    return () if forced is None else (forced,)


def gtt_form(template: Template) -> dict[str, object]:
    """The five-role form in use since 2020; its victims are named people only."""
    return {
        "incident_type": template.kind.lower(),
        "PerpInd": [[words] for words in template.doers],
        "PerpOrg": [[words] for words, _ in template.groups],
        "Target": [[thing.words] for thing in template.things],
        "Victim": [[human.name] for human in template.people if human.name is not None],
        "Weapon": [[words] for words in template.weapons],
    }


def slot_form(template: Template) -> dict[str, list[Fill]]:
    """The full-slot form of 1992; a fill that belongs to a string is a pair of both."""
    named = [human for human in template.people if human.name is not None]
    return {
        "incident_date": _filled(template.date),
        "incident_location": _filled(template.location),
        "incident_type": [template.kind],
        "incident_stage_of_execution": [template.stage],
        "incident_instrument_id": list(template.weapons),
        "incident_instrument_type": [[kind, words] for kind, words in template.weapon_kinds],
        "perp_incident_category": ["STATE-SPONSORED VIOLENCE" if template.state else "TERRORIST ACT"],
        "perp_individual_id": list(template.doers),
        "perp_organization_id": [words for words, _ in template.groups],
        "perp_organization_confidence": [[confidence, words] for words, confidence in template.groups],
        "phys_tgt_id": [thing.words for thing in template.things],
        "phys_tgt_type": [[thing.kind, thing.words] for thing in template.things],
        "phys_tgt_number": [[thing.number, thing.words] for thing in template.things],
        "hum_tgt_name": [human.name for human in named if human.name is not None],
        "hum_tgt_description": [
            [human.description, human.name or "-"] for human in template.people if human.description is not None
        ],
        "hum_tgt_type": [[human.kind, human.name or human.words] for human in template.people if human.kind != "-"],
        "hum_tgt_number": [[human.number, human.name or human.words] for human in template.people],
        "hum_tgt_effect_of_incident": [
            [effect, human.name or human.words] for human in template.people for effect in human.effects
        ],
    }


def _filled(value: str | None) -> list[Fill]:
    return [] if value is None else [value]


def score_muc4(folder: Path, reader: Reader, *, split: str = "dev", limit: int | None = None) -> Muc4Scores:
    """Reads the stories of one split and scores them with both scorers of the folder."""
    file = folder / f"{split}.jsonl"
    roles, slots = _scorer(folder, "muc4_score"), _scorer(folder, "muc4_slots")
    made: dict[str, tuple[Template, ...]] = {}
    stories = _stories(file, limit)
    for story in stories:
        published = date.fromisoformat(story.published) if story.published is not None else None
        line = reader(story.text, source=f"muc4/{story.id}", published=published, title=None)
        made[story.id] = templates(parse_coded(line, story.id), story.text, published)
    gold = {key: value for key, value in roles.load_gold(file).items() if key in made}
    full = {key: value for key, value in slots.load(file).items() if key in made}
    forms = {key: [roles.canon(gtt_form(t)) for t in ts] for key, ts in made.items()}
    by_role = _role_tables(roles, forms, gold)
    by_slot = slots.score(full, {key: [slot_form(t) for t in ts] for key, ts in made.items()})
    errors = (
        error
        for story in stories
        for error in story_errors(story.id, story.text, forms[story.id], gold[story.id], made[story.id])
    )
    return Muc4Scores(split, len(made), (*_role_rows(by_role), *_slot_rows(by_slot)), tuple(errors))


@dataclass(frozen=True, slots=True)
class _Story:
    id: str
    text: str
    published: str | None


def _stories(file: Path, limit: int | None) -> Sequence[_Story]:
    with file.open(encoding="utf-8") as lines:
        parsed = [json.loads(line) for line in lines]
    return [_Story(story["id"], story["text"], story["published"]) for story in parsed[:limit]]


def _scorer(folder: Path, name: str) -> ModuleType:
    """A scorer's module from the data folder."""
    path = folder / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise UsageError(f"no scorer {path}; --muc4 needs the folder that holds {name}.py beside train and dev.jsonl")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(f"the scorer {path} needs {error.name}; install casebook[dev]") from error
    return module


def _role_tables(scorer: ModuleType, made: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, Any]:
    """The scorer's tables; without `gtt` where one story has too many pairings for its exhaustive search (train)."""

    def entities(forms: Mapping[str, Any]) -> dict[str, Any]:
        return {key: {role: scorer.ents(form, role) for role in scorer.ROLES} for key, form in forms.items()}

    tables = {
        "ree": scorer.ree_roles(entities(made), entities(gold)),
        "rme_subset": scorer.rme(made, gold, "subset"),
        "rme_phi3": scorer.rme(made, gold, "phi3"),
        "rme_phi3_entities": scorer.rme(made, gold, "phi3ent"),
        "relevance": scorer.detection(made, gold),
    }
    if max((_pairings(made[key], due) for key, due in gold.items()), default=0) <= _MOST_PAIRINGS:
        tables["gtt"] = scorer.gtt(made, gold)
    return tables


def _pairings(left: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]]) -> int:
    """About how many ways the search must try: pairings of the templates of each incident type, multiplied."""
    made = Counter(form["incident_type"] for form in left)
    due = Counter(form["incident_type"].split(" / ")[0] for form in right)
    return prod(_partial(made[kind], due[kind]) for kind in made)


def _partial(left: int, right: int) -> int:
    """In how many ways two lists can be paired one to one, in part or in full."""
    return sum(comb(left, k) * comb(right, k) * factorial(k) for k in range(min(left, right) + 1))


def _role_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    for short, table in tables.items():
        if "P" in table:
            yield Row(short, table["P"], table["R"], table["F1"])
            continue
        for role, numbers in table.items():
            if isinstance(numbers, dict):
                yield Row(f"{short}.{role}", numbers["P"], numbers["R"], numbers["F1"])


def _slot_rows(table: Mapping[str, Any]) -> Iterator[Row]:
    for slot, numbers in table.items():
        yield Row(f"slots.{slot}", numbers["PRE"], numbers["REC"], numbers["F"])
