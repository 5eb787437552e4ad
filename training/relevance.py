"""Fits the word weights of `extract/relevance.py` and writes `casebook/lists/data/relevance.csv`.

python -m training.relevance [--strength 1.0]

Positive: sentences of passages and standoff windows (train parts) that say anything of an incident, MUC-4 train
sentences that hold a slot's words. Negative: the other sentences of passages and windows, and Universal Dependencies
English, without those that hold a word of the trigger or harm lists. Logistic regression with an L1 penalty, so that
few words carry weight and a person can read them. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from casebook.extract.relevance import BASE, words_of
from casebook.lists.lexicon import harm, triggers
from casebook.norms.tokens import tokens
from training.corpus import DATA
from training.encoder.data import Story, muc4_stories, passage_stories, standoff_stories
from training.encoder.labels import ABOUT, TELLS
from training.encoder.vocabulary import SPECIAL, tokenizer

HEAD = """\
# Words and word pairs and how much each speaks for a sentence being about an incident (log odds; negative: against).
# Fitted by training/relevance.py; a number is "0". A row may be added by hand: it lasts until the next fitting.
"""
OUT = Path(__file__).resolve().parents[1] / "casebook" / "lists" / "data" / "relevance.csv"


def main() -> None:
    """Fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the penalty")
    options = parser.parse_args()
    told = list(_sentences())
    names = _names([text for text, _ in told])
    reader = CountVectorizer(analyzer=lambda text: _features(text, names), min_df=4)
    counts = reader.fit_transform([words for words, _ in told])
    truth = np.array([label for _, label in told])
    model = LogisticRegression(l1_ratio=1.0, solver="liblinear", C=options.strength, class_weight="balanced")
    model.fit(counts, truth)
    names = reader.get_feature_names_out()
    weights = sorted(((w, n) for w, n in zip(model.coef_[0], names, strict=True) if abs(w) > 0.05), reverse=True)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["words", "weight"])
    write.writerow([BASE, f"{model.intercept_[0]:.2f}"])
    write.writerows([name, f"{weight:.2f}"] for weight, name in weights)
    OUT.write_text(HEAD + out.getvalue(), encoding="utf-8")
    print(f"{len(told)} sentences, {truth.sum()} positive, {len(weights)} weights")


def _features(text: str, names: frozenset[str]) -> list[str]:
    """Words and pairs, without names: who or where it was says nothing of what it is."""
    words = [word for word in words_of(text) if word not in {".", "!", "?", "\n"}]
    pairs = (f"{a} {b}" for a, b in pairwise(words) if a not in names and b not in names)
    return [*(word for word in words if word not in names), *pairs]


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Words that mostly stand with a capital inside sentences; texts all in capitals tell nothing of it."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        if text.upper() != text and text.lower() != text:
            for word in re.findall(r"[^\W\d_]+", text)[1:]:
                (capital if word[0].isupper() else small)[word.lower()] += 1
    seen = set(small)
    in_capitals = {w for text in texts if text in (text.upper(), text.lower()) for w in words_of(text)} - seen
    return frozenset({word for word in capital if capital[word] > 2 * small[word]} | in_capitals)


def _sentences() -> Iterator[tuple[str, int]]:
    plain = tokenizer([*SPECIAL, "a", "##a"])
    for story in (*passage_stories(plain, "train", limit=1), *standoff_stories(plain)):
        yield from _judged(story)
    for story in muc4_stories(plain):
        if story.corpus == "muc4":
            for one in story.sentences:
                if (one.roles > 0).any():
                    yield story.text[one.spans[0][0] : one.spans[-1][1]], 1
    yield from ((text, 0) for text in _harmless())


def _judged(story: Story) -> Iterator[tuple[str, int]]:
    for one in story.sentences:
        if len(one.spans) > 0:
            label = int(one.tells[TELLS] == 1 or one.tells[ABOUT] == 1)
            yield story.text[one.spans[0][0] : one.spans[-1][1]], label


def _harmless() -> Iterator[str]:
    for name in ("ewt_train", "gum_train"):
        for line in (DATA / "ud" / f"{name}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
                words = [token.lower for token in tokens(text)]
                if not triggers().matches(words) and not harm().matches(words):
                    yield text


if __name__ == "__main__":
    main()
