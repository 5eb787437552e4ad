"""Linking over reports of gold incidents: `python -m evaluation.linking [--corpus NAME] [--threshold 0.9] [--errors]`.

Reports are added one by one as to a book: keys, candidates, suggestions, and the automatic policy at its threshold.
Gold has one incident a report, which the report's main account stands for; other accounts are added and linked as well.
Tune on gun_violence/A and ecbplus/train only; gun_violence/B and ecbplus/dev are for measuring.

B-cubed is over reports. Pairs are those that end up in one incident. `recall_at_10` is the share of a report's true
partners (of ten at most) among its ten suggestions in the full book. Look-alikes are pairs of one ECB+ topic and
different seminal events.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.link.keys import CANDIDATES, KEY_LIMIT, TELLS, keys
from casebook.link.policy import AUTO_SAME, Hint, automatic, suggest
from casebook.link.profile import Profile
from casebook.link.score import score
from evaluation.link_corpora import CORPORA, Telling, corpus_path, tellings
from evaluation.reading import needed

TOP = 10
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.01)


@dataclass(slots=True)
class Shelf:
    """A book in memory: profiles by key, and which incident each account is in."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    holders: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    incident: dict[str, int] = field(default_factory=dict)
    members: dict[int, list[Profile]] = field(default_factory=dict)

    def add(self, profile: Profile, threshold: float) -> None:
        """Adds an account, and joins it where the policy says so."""
        hints = self.hints(profile)
        self.profiles[profile.account_id] = profile
        for key in keys(profile):
            self.holders[key].append(profile.account_id)
        own = len(self.profiles)
        self.incident[profile.account_id], self.members[own] = own, [profile]
        groups = list({self.incident[h.right]: self.members[self.incident[h.right]] for h in hints}.values())
        for hint in automatic(profile, hints, groups, threshold=threshold):
            old = self.incident[hint.right]
            self.members[own] += self.members.pop(old)
            self.incident.update(dict.fromkeys((p.account_id for p in self.members[own]), own))

    def hints(self, profile: Profile) -> tuple[Hint, ...]:
        """The suggestions for an account among those on the shelf."""
        shared: Counter[str] = Counter()
        for key in keys(profile):
            holders = self.holders.get(key, [])
            if len(holders) <= KEY_LIMIT:
                shared.update(dict.fromkeys(holders, TELLS // max(1, len(holders))))
        shared.pop(profile.account_id, None)
        ranked = sorted(shared, key=lambda account: (-shared[account], account))[:CANDIDATES]
        return suggest(profile, (self.profiles[account] for account in ranked))


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Shares in percent; counts where the name says so."""

    corpus: str
    values: tuple[tuple[str, float], ...]
    calibration: tuple[tuple[float, float, int, float, float], ...]


def b_cubed(found: Mapping[str, object], gold: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over the reports."""
    ours, theirs = _groups(found), _groups(gold)
    precision = recall = 0.0
    for report in gold:
        both = len(ours[found[report]] & theirs[gold[report]])
        precision += both / len(ours[found[report]])
        recall += both / len(theirs[gold[report]])
    precision, recall = 100 * precision / len(gold), 100 * recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(of: Mapping[str, object]) -> dict[object, set[str]]:
    groups: dict[object, set[str]] = defaultdict(set)
    for report, group in of.items():
        groups[group].add(report)
    return groups


def fill(told: Iterable[Telling], threshold: float) -> Shelf:
    """A shelf with every account of every report, added in order."""
    shelf = Shelf()
    for telling in told:
        for profile in (telling.main, *telling.others):
            shelf.add(profile, threshold)
    return shelf


def score_links(corpus: str, told: Sequence[Telling], threshold: float = AUTO_SAME) -> LinkScores:
    """All figures of a corpus."""
    shelf = fill(told, threshold)
    gold = {t.id: t.incident for t in told}
    found = {t.id: shelf.incident[t.main.account_id] for t in told}
    values = [("reports", float(len(told))), ("added_by_hand", float(sum(not t.read for t in told)))]
    values += zip(("b3_precision", "b3_recall", "b3_f1"), b_cubed(found, gold), strict=True)
    values += _pairwise(told, found)
    values += _recall_at_top(told, shelf)
    read = {t.id for t in told if t.read}
    if 0 < len(read) < len(told):
        *_, f1 = b_cubed({r: found[r] for r in read}, {r: gold[r] for r in read})
        values.append(("b3_f1_read_only", f1))
    return LinkScores(corpus, tuple(values), tuple(_calibration(told)))


def _pairwise(told: Sequence[Telling], found: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    joined = true = both = alike = alike_joined = 0
    for a, b in itertools.combinations(told, 2):
        one, put = a.incident == b.incident, found[a.id] == found[b.id]
        joined, true, both = joined + put, true + one, both + (one and put)
        if a.topic == b.topic and not one:
            alike, alike_joined = alike + 1, alike_joined + put
    yield "pair_precision", 100 * both / joined if joined else 100.0
    yield "pair_recall", 100 * both / true if true else 100.0
    if alike > 0:
        yield "look_alike_pairs", float(alike)
        yield "look_alikes_apart", 100 * (1 - alike_joined / alike)


def _recall_at_top(told: Sequence[Telling], shelf: Shelf) -> Iterator[tuple[str, float]]:
    report_of = {p.account_id: t for t in told for p in (t.main, *t.others)}
    partners = Counter(t.incident for t in told)
    shares, any_found = [], []
    for telling in told:
        due = min(TOP, partners[telling.incident] - 1)
        if due == 0:
            continue
        right = {report_of[h.right].id for h in shelf.hints(telling.main)[:TOP]}
        hits = sum(r in right for r in (t.id for t in told if t.incident == telling.incident and t.id != telling.id))
        shares.append(min(hits, due) / due)
        any_found.append(hits > 0)
    if shares:
        yield "recall_at_10", 100 * sum(shares) / len(shares)
        yield "any_at_10", 100 * sum(any_found) / len(any_found)


def _calibration(told: Sequence[Telling]) -> Iterator[tuple[float, float, int, float, float]]:
    """Per bin of the score, over candidate pairs of main accounts: bounds, pairs, mean score, share of one incident."""
    held = {t.id: frozenset(keys(t.main)) for t in told}
    scored = [
        (score(a.main, b.main).score, a.incident == b.incident)
        for a, b in itertools.combinations(told, 2)
        if not held[a.id].isdisjoint(held[b.id])
    ]
    for low, high in itertools.pairwise(BINS):
        inside = [(s, same) for s, same in scored if low <= s < high]
        if inside:
            yield (
                low,
                high,
                len(inside),
                sum(s for s, _ in inside) / len(inside),
                sum(x for _, x in inside) / len(inside),
            )


def _errors(told: Sequence[Telling], shelf: Shelf) -> Iterator[str]:
    """Each pair that is joined wrongly or not joined, with the reasons of its score."""
    for a, b in itertools.combinations(told, 2):
        one = a.incident == b.incident
        put = shelf.incident[a.main.account_id] == shelf.incident[b.main.account_id]
        if one != put:
            scored = score(a.main, b.main)
            yield f"{'missed' if one else 'joined'} {a.id} {b.id} {scored.score:.3f} {scored.why}"


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpus", choices=CORPORA, action="append")
    arguments.add_argument("--threshold", type=float, action="append")
    arguments.add_argument("--errors", action="store_true", help="list the pairs that are wrong, with reasons")
    chosen = arguments.parse_args()
    for corpus in chosen.corpus or ("gun_violence/A", "ecbplus/train"):
        needed(corpus_path(corpus))
        told = list(tellings(corpus))
        for threshold in chosen.threshold or (AUTO_SAME,):
            scores = score_links(corpus, told, threshold)
            print(f"{corpus}, automatic links at {threshold}")
            for name, value in scores.values:
                print(f"  {name:18} {value:7.1f}")
            if chosen.errors:
                print("\n".join(_errors(told, fill(told, threshold))))
        for low, high, count, mean, share in scores.calibration:
            print(f"  score {low:.2f} to {high:.2f}: {count:6} pairs, mean {mean:.3f}, of one incident {share:.3f}")


if __name__ == "__main__":
    main()
