"""Fit the weights of the linker again: `casebook/lists/data/link_weights.toml`.

    python training/linking.py --out casebook/lists/data/link_weights.toml

Learned from are gun violence half A and the ECB+ topics that are not dev, read by the engine as they are: all pairs of
reports of a corpus, of those that have nothing in common one in ten, standing for ten. A logistic regression with a
weight for what speaks for and one for what speaks against each feature, none below `AT_LEAST`. A pair of
ECB+ counts 0.3, so that its many pairs of few events do not outweigh local news. Needs numpy and scipy (extra `dev`);
takes two minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.link.features import FEATURES
from casebook.link.keys import keys
from casebook.link.profile import Profile
from evaluation.link_corpora import corpus_path, tellings

SEED = 20240117
LEARNED_FROM = (("gun_violence/A", 1.0), ("ecbplus/train", 0.3))
FAR = 0.1  # share of the pairs with nothing in common that are looked at
COMMON = 4  # rare words in common from which on a pair is near
RIDGE = 1.0
MOST = 12.0  # of one weight
# What a feature weighs at least, for and against. These corpora hold one kind of violence at a time, or none, and their
# days and places are often misread, so that they say too little of what sets apart two attacks in one town.
AT_LEAST = {
    "day": (0.5, 1.0),
    "place": (0.5, 0.5),
    "kind": (0.2, 0.4),
    "killed": (0.5, 0.3),
    "injured": (0.3, 0.3),
    "actors": (0.3, 0.3),
    "targets": (0.2, 0.1),
}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Values of the features, whether both tell one incident, and how many pairs each row stands for."""

    values: Floats
    same: Floats
    counts: Floats


def pairs(corpus: str, weight: float) -> Pairs:
    """The pairs of a corpus."""
    chance = random.Random(SEED)
    told = [(each.incident, each.main) for each in tellings(corpus)]
    held = [_held(main) for _, main in told]
    values, same, counts = [], [], []
    for a, b in itertools.combinations(range(len(told)), 2):
        one = told[a][0] == told[b][0]
        near = one or not held[a][0].isdisjoint(held[b][0]) or len(held[a][1] & held[b][1]) >= COMMON
        if near or chance.random() < FAR:
            values.append([feature(told[a][1], told[b][1]) for feature in FEATURES])
            same.append(one)
            counts.append(weight if near else weight / FAR)
    return Pairs(np.array(values), np.array(same, dtype=float), np.array(counts))


def _held(profile: Profile) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(keys(profile)), frozenset((*profile.words, *profile.names))


def fit(learned: Sequence[Pairs]) -> tuple[float, Floats, Floats]:
    """The start, and what each feature weighs for and against."""
    values = np.concatenate([p.values for p in learned])
    sides = np.concatenate([np.maximum(values, 0), np.minimum(values, 0)], axis=1)
    same = np.concatenate([p.same for p in learned])
    counts = np.concatenate([p.counts for p in learned])
    size = sides.shape[1]
    least = [AT_LEAST.get(feature.__name__, (0.0, 0.0))[side] for side in (0, 1) for feature in FEATURES]

    def loss(at: Floats) -> tuple[float, Floats]:
        odds = sides @ at[:size] + at[size]
        off = counts * (1 / (1 + np.exp(-odds)) - same)
        cost = float((counts * np.logaddexp(0, -odds * (2 * same - 1))).sum()) + RIDGE / 2 * float(
            at[:size] @ at[:size]
        )
        return cost, np.append(sides.T @ off + RIDGE * at[:size], off.sum())

    found = minimize(
        loss,
        np.append(np.maximum(least, 0.5), -5.0),
        jac=True,
        method="L-BFGS-B",
        bounds=[*((low, MOST) for low in least), (None, None)],
        options={"maxiter": 1000},
    )
    half = size // 2
    return float(found.x[size]), found.x[:half], found.x[half:size]


def main() -> None:
    """Writes the weights, with the hashes of what they were learned from."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    learned = [pairs(corpus, weight) for corpus, weight in LEARNED_FROM]
    start, agree, contradict = fit(learned)
    out = [
        "# What each feature of casebook/link/features.py weighs: `agree` times what speaks for one incident,",
        "# `contradict` times what speaks against. The sum and the start are the log-odds of one incident.",
        f"# Fitted by training/linking.py (seed {SEED}) on these pairs:",
    ]
    for (corpus, weight), p in zip(LEARNED_FROM, learned, strict=True):
        digest = hashlib.sha256(corpus_path(corpus).read_bytes()).hexdigest()
        out += [f"# {corpus}: {int(p.same.sum())} same of {len(p.same)}, each counts {weight}; SHA-256 {digest}"]
    out += ["", "[start]", f"weight = {start:.3f}"]
    for number, feature in enumerate(FEATURES):
        out += ["", f"[{feature.__name__}]", f"agree = {agree[number]:.3f}", f"contradict = {contradict[number]:.3f}"]
    chosen.out.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
