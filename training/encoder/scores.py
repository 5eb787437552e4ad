"""Scores of raw model output on kept-back stories: exact spans by role and corpus, sentences that tell, types."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from training.encoder.data import BEGINS, IGNORED, OUTSIDE, Window
from training.encoder.labels import INCIDENT_TYPES, PER_ROLE, ROLES, TELLS


@dataclass
class Board:
    """Counts of right, predicted and true."""

    right: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """F1 in percent by name."""
        names = sorted(set(self.true) | set(self.made))
        return {n: round(200 * self.right[n] / max(1, self.made[n] + self.true[n]), 1) for n in names}


def runs(kinds: np.ndarray) -> set[tuple[int, int]]:
    """Spans [first, last) of a column of outside / begins / goes on; a run needs no beginning."""
    found, first = set(), None
    for at, kind in enumerate([*kinds.tolist(), OUTSIDE]):
        if first is not None and kind in (OUTSIDE, BEGINS, IGNORED):
            found.add((first, at))
            first = None
        if first is None and kind not in (OUTSIDE, IGNORED):
            first = at
    return found


def judge(board: Board, window: Window, out: np.ndarray) -> None:
    """Adds one window; `out` is (pieces, outputs)."""
    kinds = out[:, : PER_ROLE * len(ROLES)].reshape(len(out), len(ROLES), PER_ROLE).argmax(2)
    weight, rest = out[:, PER_ROLE * len(ROLES)], out[:, PER_ROLE * len(ROLES) + 1 :]
    own = np.array(window.sentence)
    corpus = {
        "passages": "modern",
        "standoff": "modern",
        "rams": "rams",
        "local_news": "local",
        "misheard": "local",
    }.get(window.story.corpus, "muc4")
    for number in sorted(set(window.sentence) - {-1}):
        taught = window.story.sentences[number]
        at = np.nonzero(own == number)[0]
        for column, role in enumerate(ROLES):
            if taught.roles[0, column] == IGNORED:
                continue
            true, made = runs(taught.roles[: len(at), column]), runs(kinds[at, column])
            for name in (f"{corpus}.{role}", f"{corpus}.all"):
                board.right[name] += len(true & made)
                board.made[name] += len(made)
                board.true[name] += len(true)
        if taught.types is not None:
            share = np.exp(weight[at] - weight[at].max())
            pooled = (share[:, None] * rest[at]).sum(0) / share.sum()
            tells = bool(pooled[TELLS] > 0)
            board.made["sentence.tells"] += tells
            board.true["sentence.tells"] += taught.tells[TELLS]
            board.right["sentence.tells"] += tells and bool(taught.tells[TELLS])
            if taught.tells[TELLS]:
                best = int(pooled[2 : 2 + len(INCIDENT_TYPES)].argmax())
                board.made["sentence.type"] += 1
                board.true["sentence.type"] += 1
                board.right["sentence.type"] += bool(taught.types[best] > 0)
