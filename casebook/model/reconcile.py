"""Figures into min / best / max by the rules R0 to R11 (`ontology.toml`, [rule]; in plain words in docs/facts.md).

The invariant: a tally holds nothing that its claims do not. Figures of different speakers are never added (R0), a bound
that the words leave open stays open until a figure closes it (R5), and where nothing is said there is no tally at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebook.model.claim import Claim, Modality, Status
from casebook.model.figure import Figure, figures, group, is_one_of, is_whole, later, reduces, supersedes, undated
from casebook.model.values import conflict


@dataclass(frozen=True, slots=True)
class Tally:
    """What the claims of one measure come to; None for a bound that nobody gave.

    `best` None: only vague words. `max` None: open. `party_min` is a party's zero (R4); `floor_only`: only named or
    described victims are known (R11); `retracted` and `superseded` list the figures that take no part (R2, R10).
    """

    min: int | None
    best: int | None
    max: int | None
    rules: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    party_min: int | None = None
    party_only: bool = False
    floor_only: bool = False
    retracted: tuple[int, ...] = ()
    superseded: tuple[int, ...] = ()
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Sides:
    """Figures by what they may do: `base` sets best, `stretch` (parties) widens the range, `parts` lift its top."""

    base: tuple[Figure, ...]
    stretch: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    vague_dropped: bool

    @property
    def floors(self) -> bool:
        """R1, R11: parts of different populations and no total; they may overlap or not, so the largest is a floor."""
        if any(f.whole for f in self.base) or len({f.group for f in self.base}) == 1:
            return False
        return not all(f.party for f in self.base) or len({f.voice for f in self.base}) == 1


def tally(
    claims: Sequence[Claim],
    *,
    day: Callable[[Claim], date | None] = undated,
    population: str | None = None,
    copies: Mapping[str, str] | None = None,
) -> Tally | None:
    """The tally of these claims, all of one measure of one incident; None when they give no figure.

    `day` gives the day a claim was published, where it is known; `population` asks for one group instead of everyone;
    `copies` the source of each report that prints another's text, so that their articles have one vote (R3).
    """
    said = [f for f in figures(claims, day, copies or {}) if population is None or f.group == group(population)]
    if len(said) == 0:
        return None
    live = [f for f in said if f.claim.status is Status.CURRENT]
    apart = [f for f in live if not f.count.includes_perpetrators]
    standing = [f for f in apart if not any(supersedes(g, f) for g in apart)]
    zeros = [f for f in standing if f.party and f.count.high == 0 and (f.is_wide or population is not None)]
    scoped = [f if population is not None else replace(f, whole=is_whole(f, standing)) for f in standing]
    result = _reckon(scoped, zeros) if scoped else _attackers_included(live)
    retracted = {f.count.low for f in said if f.claim.status is Status.RETRACTED}
    gone = {f.count.low for f in said if f.claim.status is Status.SUPERSEDED or (f in apart and f not in standing)}
    called = {"R2": len(gone) > 0, "R8": len(apart) < len(live), "R10": len(retracted) > 0}
    rules = {*result.rules, *(rule for rule, applies in called.items() if applies)}
    return replace(
        result,
        rules=tuple(sorted(rules, key=lambda rule: int(rule[1:]))),
        retracted=tuple(sorted(retracted)),
        superseded=tuple(sorted(gone)),
    )


def _attackers_included(live: Sequence[Figure]) -> Tally:
    """R8: with no figure for victims alone, one that counts attackers too caps them and says nothing else."""
    highs = [f.count.high for f in live if f.count.high is not None]
    top = max(highs) if len(highs) == len(live) > 0 else None
    return Tally(None, None, top, basis=tuple(f.claim.id for f in live))


def _reckon(standing: Sequence[Figure], zeros: Sequence[Figure]) -> Tally:
    """R1, R4 to R7 and R11 over the figures that stand."""
    sides = _sides(standing)
    top, lifting = _top(sides)
    party_only = all(f.party for f in sides.base)
    described = len(sides.base) > 0 and not any(f.whole or f.is_vague for f in sides.base)
    floor_only = described and (sides.floors or all(f.is_floor for f in sides.base))
    used = {f.claim.id: f for f in (*sides.base, *sides.stretch, *lifting, *zeros)}
    ranked = sorted(used.values(), key=lambda f: f.place)
    return Tally(
        _least(sides),
        _highest(sides.base) if sides.floors else _best(sides.base, party_only),
        top,
        rules=tuple(_rules(ranked, sides, floor_only)),
        basis=tuple(f.claim.id for f in ranked),
        party_min=0 if zeros else None,
        party_only=party_only and len(sides.base) > 0,
        floor_only=floor_only,
        vague=any(f.is_vague for f in (*sides.base, *sides.stretch)),
    )


def _sides(standing: Sequence[Figure]) -> _Sides:
    """R4: parties stretch and never set best while anybody else gives a figure; a party's zero is kept apart."""
    counted = [f for f in standing if f.whole or f.count.low > 0]  # "no foreigners were hurt" says nothing of a total
    spoken = [f for f in counted if not (f.party and f.count.high == 0)] or counted
    own = [f for f in spoken if not f.party] or spoken
    base = [f for f in own if f.whole] or _alone(own)
    rest = [f for f in spoken if f not in base]
    stretch = [f for f in rest if f.whole and f.party]
    precise = [f for f in base if not f.is_vague and not f.is_ceiling]
    kept = tuple(f for f in base if _widens(f, precise))
    wider = tuple(f for f in stretch if _widens(f, precise))
    dropped = len(kept) + len(wider) < len(base) + len(stretch)
    return _Sides(kept, wider, tuple(f for f in rest if f not in stretch), dropped)


def _widens(figure: Figure, precise: Sequence[Figure]) -> bool:
    """R7: vague words take part only where every precise figure contradicts them, or where there is none."""
    return not figure.is_vague or all(conflict(figure.count, p.count) for p in precise)


def _alone(parts: Sequence[Figure]) -> list[Figure]:
    """Parts with no total beside them; of several parties, each with the most it says (R6: then the lowest of them).

    A person told after the part that counts him says no more than it.
    """
    parts = [f for f in parts if not any(is_one_of(f, g) for g in parts)]
    voices = {f.voice for f in parts}
    if not all(f.party for f in parts) or len(voices) <= 1:
        return list(parts)
    return [max((f for f in parts if f.voice == v), key=lambda f: (f.count.low, f.place)) for v in sorted(voices)]


def _least(sides: _Sides) -> int | None:
    """R5: the lowest figure; of described victims the largest floor (R11). "Up to" sets it only when alone."""
    if sides.floors:
        return max(f.count.low for f in sides.base)
    base = [f for f in sides.base if not f.is_ceiling] or sides.base
    stretch = [f for f in sides.stretch if not f.is_ceiling]
    return min((f.count.low for f in (*base, *stretch)), default=None)


def _top(sides: _Sides) -> tuple[int | None, list[Figure]]:
    """R5: the highest figure, None when open, and the parts above every total that lifted it. No party closes it."""
    top = max((f.count.high for f in sides.base if f.count.high is not None), default=None)
    if top is None or sides.floors or any(f.count.high is None and f.count.low > top for f in sides.base):
        return None, []
    top = max([top, *(f.count.high for f in sides.stretch if f.count.high is not None)])
    ceiling: int = top
    lifting = [f for f in sides.parts if f.count.low > ceiling]
    if any(f.count.high is None and f.count.low > ceiling for f in (*sides.stretch, *lifting)):
        return None, lifting
    return max([top, *(f.count.high for f in lifting if f.count.high is not None)]), lifting


def _highest(base: Sequence[Figure]) -> int | None:
    """R11: the largest number of described victims; None when only a vague word puts it there."""
    top = max(f.count.low for f in base)
    return top if any(f.count.low == top and not f.is_vague for f in base) else None


def _best(base: Sequence[Figure], party_only: bool) -> int | None:
    """R6: the latest; among contemporaries the majority, else the lowest. Of parties alone, the lowest."""
    numbers = [n for f in base if (n := f.estimate) is not None]
    if party_only or len(numbers) == 0:
        return min(numbers, default=None)
    voters = _voters([f for f in base if f.estimate is not None])
    votes: dict[str, int] = {}
    for f in voters:
        n = f.estimate
        if n is not None and not any(g.voice == f.voice and later(g, f) for g in voters):
            votes[f.source] = min(n, votes.get(f.source, n))
    for n in votes.values():
        if 2 * list(votes.values()).count(n) > len(votes):
            return n
    return min(votes.values())


def _voters(usable: list[Figure]) -> list[Figure]:
    """Who votes on best: no floor under a firm figure (R5), and no hearsay or range unless there is nothing else."""
    firm = [f.estimate or 0 for f in usable if not f.is_floor]
    usable = [f for f in usable if not (f.is_floor and any(f.count.low <= n for n in firm))]
    usable = [f for f in usable if f.claim.modality is not Modality.ALLEGED] or usable
    days = [f.day for f in usable if f.day is not None]
    if len(days) == len(usable):
        usable = [f for f in usable if f.day == max(days)]
    return [f for f in usable if f.count.is_point or f.is_floor] or usable


def _rules(used: Iterable[Figure], sides: _Sides, floor_only: bool) -> Iterable[str]:
    """The rules that these figures called on."""
    listed = list(used)
    totals = [f for f in listed if f in sides.base]
    found = {
        "R0": any(f.count.derived for f in totals),
        "R1": len(sides.parts) > 0 or any(not f.whole for f in listed),
        "R3": len({(f.source, f.count) for f in totals}) < len(totals),
        "R4": any(f.party for f in listed),
        "R5": any(not f.count.is_point for f in (*sides.base, *sides.stretch)),
        "R6": len(totals) > 0,
        "R7": sides.vague_dropped or any(f.is_vague for f in listed),
        "R9": any(reduces(a, b) for a in totals for b in (*sides.base, *sides.parts)),
        "R11": floor_only,
    }
    return [rule for rule, applies in found.items() if applies]
