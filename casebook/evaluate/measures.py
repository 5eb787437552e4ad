"""What is measured, what each measure means, and sums of it over documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """One number of the gold scores."""

    INCIDENTS = "incidents"
    ROLE = "role"
    TYPE = "type"
    OCCURRENCE = "occurrence"
    STATEMENTS = "statements"
    STATEMENTS_LOOSE = "statements_loose"
    SPEAKER = "speaker"
    SPEAKER_ROLE = "speaker_role"
    CHANNEL = "channel"
    MODALITY = "modality"
    STATUS = "status"
    KILLED = "killed"
    INJURED = "injured"
    OTHER_COUNTS = "other_counts"
    COUNT_BEST = "count_best"
    DATE = "date"
    DATE_PRECISION = "date_precision"
    DATES_GUESSED = "dates_guessed"
    PLACE_PRECISION = "place_precision"
    PLACE_COUNTRY = "place_country"
    PLACE_ADMIN1 = "place_admin1"
    PLACE_NAME = "place_name"
    PERPETRATORS = "perpetrators"
    PERPETRATOR_STATUS = "perpetrator_status"
    SUPPORTED = "supported"
    NON_INCIDENTS = "non_incidents"
    TRAPS = "traps"


MEANING: Mapping[Measure, str] = {
    Measure.INCIDENTS: "F1 of main and secondary incidents, aligned one to one by shared evidence words",
    Measure.ROLE: "aligned incidents whose role is the gold one",
    Measure.TYPE: "aligned incidents whose type is the gold type or an acceptable one",
    Measure.OCCURRENCE: "aligned incidents whose occurrence is the gold one",
    Measure.STATEMENTS: "F1 of claims: same incident, field and value, evidence token F1 of at least 0.5",
    Measure.STATEMENTS_LOOSE: "the same, when one shared evidence word is enough",
    Measure.SPEAKER: "matched claims said by the gold speaker",
    Measure.SPEAKER_ROLE: "matched claims whose speaker has the gold role",
    Measure.CHANNEL: "matched claims with the gold channel",
    Measure.MODALITY: "matched claims with the gold modality",
    Measure.STATUS: "matched claims with the gold status",
    Measure.KILLED: "incidents whose min, best and max of killed are all exact; a missed incident is wrong",
    Measure.INJURED: "the same for injured",
    Measure.OTHER_COUNTS: "the same for every other figure of the gold (abducted, released, ...)",
    Measure.COUNT_BEST: "figures of any kind whose best is exact",
    Measure.DATE: "F1 of incident dates; a date where gold says none is two false ones",
    Measure.DATE_PRECISION: "aligned incidents whose date precision code is the gold one",
    Measure.DATES_GUESSED: "incidents given a date where gold says none (a count; should be 0)",
    Measure.PLACE_PRECISION: "incidents whose place precision code is exact; a missed incident is wrong",
    Measure.PLACE_COUNTRY: "incidents whose country is right, where gold has a real one",
    Measure.PLACE_ADMIN1: "incidents whose first-level area is right, where gold has one",
    Measure.PLACE_NAME: "incidents whose place is named as in gold (its settlement, or words of its name)",
    Measure.PERPETRATORS: "F1 of incident perpetrators by name or registry id",
    Measure.PERPETRATOR_STATUS: "matched perpetrators with the gold status",
    Measure.SUPPORTED: "values whose words stand in the text where they are said to stand (must be 100)",
    Measure.NON_INCIDENTS: "gold's non-incidents that became no incident",
    Measure.TRAPS: "gold's traps that were passed, of those that can be checked by machine",
}
F1 = frozenset({Measure.INCIDENTS, Measure.STATEMENTS, Measure.STATEMENTS_LOOSE, Measure.DATE, Measure.PERPETRATORS})


@dataclass(frozen=True, slots=True)
class Tally:
    """Right ones, those the reader gave, and those there are; weighted where the measure says so."""

    right: float = 0.0
    found: float = 0.0
    possible: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.possible + other.possible)

    @property
    def precision(self) -> float | None:
        """Share of the given ones that are right, in percent; None when none was given."""
        return 100 * self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of those there are that were given right, in percent; None when there are none."""
        return 100 * self.right / self.possible if self.possible else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two, in percent; None when there is nothing to find and nothing was given."""
        total = self.found + self.possible
        return 200 * self.right / total if total else None


@dataclass(slots=True)
class Sheet:
    """Tallies by name, added up as documents are scored. Plain measures and `statements.<field>` share one sheet."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, *, right: float = 0.0, found: float = 0.0, possible: float = 0.0) -> None:
        """Adds to one tally."""
        self.tallies[name] = self.get(name) + Tally(right, found, possible)

    def judge(self, name: str, right: bool) -> None:
        """Adds one case that is right or wrong."""
        self.add(name, right=float(right), found=1, possible=1)

    def get(self, name: str) -> Tally:
        """The tally of this name, empty when nothing was added."""
        return self.tallies.get(name, Tally())

    def rows(self) -> Iterator[tuple[str, Tally]]:
        """Measures in their order, then the fields of statements."""
        for measure in Measure:
            yield measure.value, self.get(measure)
        for name in sorted(self.tallies):
            if "." in name:
                yield name, self.tallies[name]

    def value(self, name: str) -> float | None:
        """The one number of a measure: F1 or share in percent, or the count for dates guessed."""
        tally = self.get(name)
        return tally.right if name == Measure.DATES_GUESSED else tally.f1


def total(sheets: Iterable[Sheet]) -> Sheet:
    """All sheets added up."""
    summed = Sheet()
    for sheet in sheets:
        for name, tally in sheet.tallies.items():
            summed.add(name, right=tally.right, found=tally.found, possible=tally.possible)
    return summed
