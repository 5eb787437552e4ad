"""Floors under scores: a score may rise, and raise its floor; it may not fall below without a written reason.

A floor belongs to one measure on one corpus, and the corpus is known by the SHA-256 of its files: on other data it says
nothing, which is an error and not a pass. All measures under floors are better when higher.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from casebook.model.errors import InputError, UsageError

STEP = 0.05  # scores are compared to one decimal


@dataclass(frozen=True, slots=True)
class Score:
    """One measured value."""

    corpus: str
    sha256: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Floor:
    """The value below which a measure may not fall on this corpus."""

    corpus: str
    sha256: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Regression:
    """A floor that was lowered, from what to what and why."""

    corpus: str
    measure: str
    before: float
    after: float
    reason: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors and the history of those that were lowered."""

    floor: tuple[Floor, ...] = ()
    regression: tuple[Regression, ...] = ()

    def of(self, corpus: str, measure: str) -> Floor | None:
        """The floor of a measure on a corpus."""
        return next((f for f in self.floor if (f.corpus, f.measure) == (corpus, measure)), None)


_ADAPTER = TypeAdapter(Floors)


def corpus_sha256(paths: Sequence[Path]) -> str:
    """One hash over the names and contents of a corpus's files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        digest.update(path.name.encode() + b"\x00" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_floors(path: Path) -> Floors:
    """The floors in a TOML file; no floors when there is no file yet."""
    if not path.exists():
        return Floors()
    try:
        return _ADAPTER.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"floors file {path}: {error}; it is written by evaluation/gate.py --update") from error


def below(floors: Floors, scores: Sequence[Score]) -> tuple[str, ...]:
    """One message for each floor that a score broke, that was measured on other data, or that was not measured."""
    measured = {(score.corpus, score.measure): score for score in scores}
    corpora = {score.corpus for score in scores}
    messages = []
    for floor in floors.floor:
        score = measured.get((floor.corpus, floor.measure))
        if score is None:
            if floor.corpus in corpora:
                messages.append(
                    f"{floor.corpus} {floor.measure}: has a floor of {floor.value:.1f} and was not measured"
                )
        elif score.sha256 != floor.sha256:
            messages.append(
                f"{floor.corpus} {floor.measure}: the corpus is {score.sha256[:12]}, the floor was set on "
                f"{floor.sha256[:12]}; measure the old corpus, or set a new floor with --allow-regression"
            )
        elif score.value < floor.value - STEP:
            messages.append(f"{floor.corpus} {floor.measure}: {score.value:.1f} is below its floor {floor.value:.1f}")
    return tuple(messages)


def updated(floors: Floors, scores: Sequence[Score], *, allow_regression: str | None = None) -> Floors:
    """Floors raised to these scores. Lowering one, or moving it to other data, needs a reason, which is kept."""
    refused = below(floors, scores)
    reason = (allow_regression or "").strip()
    if refused and not reason:
        raise UsageError("floors are only raised: " + "; ".join(refused) + '; to lower them: --allow-regression "why"')
    new, history = {(f.corpus, f.measure): f for f in floors.floor}, list(floors.regression)
    for score in scores:
        old = floors.of(score.corpus, score.measure)
        value = round(score.value, 1)
        moved = old is not None and old.sha256 != score.sha256
        lowered = old is not None and score.value < old.value - STEP
        if old is not None and (lowered or moved):
            history.append(Regression(score.corpus, score.measure, old.value, value, reason))
        if old is None or lowered or moved or value > old.value:
            new[score.corpus, score.measure] = Floor(score.corpus, score.sha256, score.measure, value)
    return Floors(tuple(new[key] for key in sorted(new)), tuple(history))


def save_floors(path: Path, floors: Floors) -> None:
    """Writes the floors as TOML."""
    lines = ["# Written by evaluation/gate.py --update. Floors are only raised; a lowered one stands under regression."]
    for floor in floors.floor:
        lines += ["", "[[floor]]", *_pairs(corpus=floor.corpus, sha256=floor.sha256, measure=floor.measure)]
        lines.append(f"value = {floor.value:.1f}")
    for entry in floors.regression:
        lines += ["", "[[regression]]", *_pairs(corpus=entry.corpus, measure=entry.measure)]
        lines += [f"before = {entry.before:.1f}", f"after = {entry.after:.1f}", *_pairs(reason=entry.reason)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pairs(**values: str) -> list[str]:
    """TOML lines; a JSON string without escapes beyond TOML's own is a TOML string."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
