"""Fits how often a raw confidence of the encoder is right, role by role, and writes it into `encoder.json`.

python -m training.encoder.calibrate [--data casebook/extract/learned/data]

A logistic of the raw confidence's log odds (Platt), on the kept-back eighth; right: half of the words shared with a
labelled mention of the role, both ways. A role with fewer than 12 proposals keeps its raw confidence.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from tokenizers import Tokenizer

from casebook.extract.learned.encoder import Encoder, layout_of
from casebook.norms.tokens import tokens
from training.encoder.data import BEGINS, IGNORED, Taught, muc4_stories, passage_stories, standoff_stories
from training.encoder.labels import ROLES

DATA = Path(__file__).resolve().parents[2] / "casebook" / "extract" / "learned" / "data"
_LEAST = 12


def main() -> None:
    """Fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    told = json.loads((options.data / "encoder.json").read_text(encoding="utf-8"))
    told["calibration"] = {}
    written = (options.data / "tokenizer.json").read_text(encoding="utf-8")
    model = Encoder((options.data / "encoder.onnx").read_bytes(), written, layout_of(json.dumps(told)))
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    reader = Tokenizer.from_str(written)
    for story in (*passage_stories(reader, "train"), *standoff_stories(reader), *muc4_stories(reader)):
        if not story.tune:
            continue
        own = [one for one in story.sentences if len(one.spans) > 0]
        cut = [tokens(story.text, one.spans[0][0], one.spans[-1][1]) for one in own]
        for one, words, made in zip(own, cut, model.predict(story.text, cut), strict=True):
            for proposal in made.proposals:
                gold = labelled(one, proposal.role)
                if gold is not None:
                    span = words[proposal.first].start, words[proposal.last - 1].end
                    seen[proposal.role].append((proposal.confidence, any(same(span, each) for each in gold)))
    for role in ROLES:
        if len(seen[role]) >= _LEAST:
            told["calibration"][role] = [round(x, 3) for x in _fit(seen[role])]
            right = sum(hit for _, hit in seen[role])
            print(f"{role:28s} {len(seen[role]):5d} proposals, {right:5d} right, {told['calibration'][role]}")
    (options.data / "encoder.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def labelled(one: Taught, role: str) -> list[tuple[int, int]] | None:
    """Character bounds of the labelled mentions of a role; None where the corpus does not label it."""
    column = one.roles[:, ROLES.index(role)]
    if len(column) == 0 or column[0] == IGNORED:
        return None
    found: list[tuple[int, int]] = []
    for (start, end), kind in zip(one.spans, column.tolist(), strict=True):
        if kind == BEGINS:
            found.append((start, end))
        elif kind > BEGINS and found:
            found[-1] = (found[-1][0], end)
    return found


def same(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True when two stretches share half of the longer one."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common * 2 >= max(a[1] - a[0], b[1] - b[0])


def _fit(seen: list[tuple[float, bool]]) -> tuple[float, float]:
    raw = np.clip(np.array([sure for sure, _ in seen]), 1e-4, 1 - 1e-4)
    odds, right = np.log(raw / (1 - raw)), np.array([float(hit) for _, hit in seen])

    def loss(line: np.ndarray) -> float:
        made = 1 / (1 + np.exp(-(line[0] * odds + line[1])))
        surprise = right * np.log(made + 1e-9) + (1 - right) * np.log(1 - made + 1e-9)
        return float(-surprise.sum() + 0.5 * (line[0] - 1) ** 2 + 0.1 * line[1] ** 2)

    best = minimize(loss, np.array([1.0, 0.0])).x
    return float(best[0]), float(best[1])


if __name__ == "__main__":
    main()
