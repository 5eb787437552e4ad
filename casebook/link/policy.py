"""From scores to links: what is suggested to a person, and what a named policy may join on its own.

The invariant: a suggestion never merges, and no single link joins two incidents that other accounts keep apart. The
policy joins an account with an incident only when one of its accounts is above the threshold and does not contradict,
and the incident as a whole agrees: fewer than half of its accounts contradict, and on the mean they are likelier the
same than not. Two accounts of one report are never joined, and what a person judged apart stays apart.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from casebook.link.features import day, day_named, place
from casebook.link.profile import Profile
from casebook.link.score import Scored, likely, reasons, score

SUGGEST = 0.05  # the least score worth a person's look: measured, one in six pairs just above it is of one incident
MOST = 10  # suggestions for one account
AUTO_SAME = 0.9  # shipped threshold of the automatic policy, where a user switches it on
_SURE = 0.01  # no pair counts for more than 99 to 1
WHOLE = 0.5  # what the accounts of an incident must reach on the whole (mean of log-odds)

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Hint:
    """Two accounts that may tell one incident; `left` is the account that was asked for."""

    left: str
    right: str
    scored: Scored


def suggest(told: Profile, others: Iterable[Profile], *, least: float = SUGGEST, most: int = MOST) -> tuple[Hint, ...]:
    """The likeliest others, best first; never one of the same report, which tells each incident once."""
    found = [(other.account_id, likely(told, other, least)) for other in others if other.report_id != told.report_id]
    reached = [(name, *each) for name, each in found if each is not None and each[0] >= least]
    kept = sorted(reached, key=lambda each: (-each[1], each[0]))
    return tuple(Hint(told.account_id, name, Scored(score, reasons(parts))) for name, score, parts in kept[:most])


def contradiction(left: Profile, right: Profile) -> str | None:
    """Why two accounts cannot be joined by a policy whatever their score; None when nothing forbids it."""
    if left.report_id == right.report_id:
        return "one report tells both"
    if day(left, right) <= -1.0 and day_named(left, right) <= 0:
        return "the stated days are three or more apart, and neither report names the other's"
    if place(left, right) <= -1.0 and day(left, right) <= 0:
        return "the places lie apart, and no day agrees"
    return None


def automatic(
    told: Profile,
    hints: Sequence[Hint],
    incidents: Sequence[Sequence[Profile]],
    *,
    threshold: float = AUTO_SAME,
    apart: Collection[Pair] = frozenset(),
) -> tuple[Hint, ...]:
    """The hints that a policy may turn into SAME links: one for each incident that the account is joined with.

    `incidents` are those of the hinted accounts as they stand now, each with all its accounts; `apart` holds pairs that
    a person judged different or unsure. A second incident is joined only when it agrees with the first as well.
    """
    chosen: list[Hint] = []
    joined: list[Profile] = [told]
    for hint in sorted(hints, key=lambda h: (-h.scored.score, h.right)):
        if hint.scored.score < threshold:
            break
        incident = next((i for i in incidents if any(p.account_id == hint.right for p in i)), ())
        linked = next((p for p in incident if p.account_id == hint.right), None)
        if linked is None or linked in joined or contradiction(told, linked) is not None:
            continue
        if _agree(joined, incident, apart):
            chosen.append(hint)
            joined.extend(incident)
    return tuple(chosen)


def _agree(joined: Sequence[Profile], incident: Sequence[Profile], apart: Collection[Pair]) -> bool:
    """No pair was judged apart, fewer than half contradict, and on the whole one incident is likelier than not."""
    pairs = [(a, b) for a in joined for b in incident]
    if any(frozenset((a.account_id, b.account_id)) in apart or a.report_id == b.report_id for a, b in pairs):
        return False
    if 2 * sum(contradiction(a, b) is not None for a, b in pairs) >= len(pairs):
        return False
    return sum(_odds(score(a, b).score) for a, b in pairs) / len(pairs) >= _odds(WHOLE)


def _odds(probability: float) -> float:
    """Log-odds within bounds, so that one copied text does not outvote the rest of an incident."""
    bounded = min(max(probability, _SURE), 1 - _SURE)
    return math.log(bounded / (1 - bounded))
