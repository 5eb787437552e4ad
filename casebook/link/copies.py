"""Near copies: reports that print one text, as outlets print a wire story, with a line cut or a headline changed.

A signature is a MinHash of the runs of words of a text (rensa): the share of equal places of two signatures is about
the share of runs that the texts have in common. Copies form one source: what a copy repeats is said once (R3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import eq

from rensa import RMinHash

from casebook.link.wording import terms

PLACES = 64  # numbers in a signature: the estimate is within about 0.1 of the truth two times in three
RUN = 4  # words: two reporters rarely write the same four in a row, copies always do
COPY = 0.5  # runs in common from which on two reports are one text
_BAND = 4  # places that must be equal for two texts to be compared at all: 0.5 is found with 64 % of 16 bands
_SEED = 20240117
_LEAST = 20  # words: a shorter text is too little to tell a copy by

Signature = tuple[int, ...]


def signature(text: str) -> Signature:
    """The MinHash of a text; empty for a text of fewer than 20 words, which tells no copy."""
    words = list(terms(text))
    if len(words) < _LEAST:
        return ()
    hashed = RMinHash(num_perm=PLACES, seed=_SEED)
    hashed.update([" ".join(run) for run in zip(*(words[at:] for at in range(RUN)), strict=False)])
    return tuple(hashed.digest())


def likeness(left: Signature, right: Signature) -> float:
    """The share of runs of words in common, 0 to 1, as the signatures tell it; 0 where one of them is empty."""
    if len(left) == 0 or len(left) != len(right):
        return 0.0
    equal: int = sum(map(eq, left, right))
    return equal / len(left)


def bands(signed: Signature) -> Iterator[str]:
    """Short keys of a signature; copies have at least one in common, other texts hardly ever."""
    for at in range(0, len(signed), _BAND):
        yield f"{at:02d}" + "".join(f"{number:08x}" for number in signed[at : at + _BAND])


def copy_groups(signatures: Mapping[str, Signature], *, least: float = COPY) -> tuple[tuple[str, ...], ...]:
    """Reports (by id) in groups of near copies, in order of id; a text of its own is a group of one."""
    group = {report: report for report in signatures}
    buckets: dict[str, list[str]] = defaultdict(list)
    for report in sorted(signatures):
        for band in bands(signatures[report]):
            buckets[band].append(report)
    for near in buckets.values():
        _join(near, signatures, group, least)
    groups: dict[str, list[str]] = defaultdict(list)
    for report in sorted(signatures):
        groups[_first(group, report)].append(report)
    return tuple(tuple(reports) for _, reports in sorted(groups.items()))


def sources(signatures: Mapping[str, Signature], *, least: float = COPY) -> dict[str, str]:
    """The source of each report that is a copy or is copied: the first id of its group, as `fold` asks for it."""
    return {report: group[0] for group in copy_groups(signatures, least=least) if len(group) > 1 for report in group}


def _join(near: Sequence[str], signatures: Mapping[str, Signature], group: dict[str, str], least: float) -> None:
    """Joins each report of a bucket with the earlier ones it is a copy of."""
    for at, right in enumerate(near):
        for left in near[:at]:
            a, b = _first(group, left), _first(group, right)
            if a != b and likeness(signatures[left], signatures[right]) >= least:
                group[max(a, b)] = min(a, b)


def _first(group: Mapping[str, str], report: str) -> str:
    """The report whose id stands for the group."""
    while group[report] != report:
        report = group[report]
    return report
