"""Count in how many stories each word stands, for `casebook/lists/data/word_rarity.tsv`.

    python training/rarity.py --data ../shared/data --out casebook/lists/data/word_rarity.tsv

Read are the parts to learn from only: MUC-4 train, gun violence half A, ECB+ topics that are not dev, LGL, re3d, and
the training parts of Universal Dependencies. Stories of one incident count once, so that a name told by ten stories of
one incident stays rare. Kept are words and pairs of capitalised words of three or more; the file says which hashes of
the data it was counted from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.link.wording import pairs, terms

LEAST = 3  # units that hold a word
STEP = 0.25
ECB_DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
FILES = (
    "muc4/train.jsonl",
    "gun_violence/docs.jsonl",
    "ecbplus/docs.jsonl",
    "geoparsing/lgl.jsonl",
    "re3d/docs.jsonl",
    "ud/ewt_train.conllu",
    "ud/gum_train.conllu",
)


def units(data: Path) -> Iterator[tuple[str, str]]:
    """Each text to learn from, and the incident (or story) that it counts for."""
    for file in FILES:
        text = (data / file).read_text(encoding="utf-8")
        if file.endswith(".conllu"):
            for number, block in enumerate(re.split(r"(?m)^# newdoc", text)):
                yield f"{file}/{number}", "\n".join(re.findall(r"(?m)^# text = (.*)$", block))
            continue
        for number, line in enumerate(line for line in text.split("\n") if line):
            doc = json.loads(line)
            unit = _unit(file, number, doc)
            if unit is not None:
                yield unit, f"{doc.get('title') or ''}\n{doc['text']}"


def _unit(file: str, number: int, doc: dict[str, object]) -> str | None:
    """The unit a story counts for; None for stories that are there to measure on."""
    if file.startswith("gun"):
        incident = str(doc["incident_id"])
        half_a = int(hashlib.sha1(incident.encode()).hexdigest()[0], 16) % 2 == 0
        return f"gun/{incident}" if half_a else None
    if file.startswith("ecb"):
        return f"ecb/{doc['seminal_event']}" if doc["topic"] not in ECB_DEV else None
    return f"{file}/{number}"


def main() -> None:
    """Writes the table: a step of rarity, a tab, and the words of that step."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    held: dict[str, set[str]] = defaultdict(set)
    for unit, text in units(chosen.data):
        held[unit].update(terms(text), pairs(text))
    counts = Counter(word for words in held.values() for word in words)
    steps: dict[float, list[str]] = defaultdict(list)
    for word, n in counts.items():
        if n >= LEAST:
            steps[round(math.log(len(held) / n) / STEP) * STEP].append(word)
    head = [f"# Counted by training/rarity.py from {len(held)} stories and incidents; data by SHA-256:"]
    head += [f"# {file} {hashlib.sha256((chosen.data / file).read_bytes()).hexdigest()}" for file in FILES]
    rows = [f"{step:.2f}\t{'|'.join(sorted(steps[step]))}" for step in sorted(steps)]
    chosen.out.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
