"""The word pieces that are kept of MiniLM's vocabulary: those that news uses, so that the table is half the size.

Every single character stays, with and without the joining mark, so that any word can still be spelt.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from training.corpus import DATA, passages
from training.markup import read

PAD, UNKNOWN, OPENING, CLOSING = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
SPECIAL = (PAD, UNKNOWN, OPENING, CLOSING)
SIZE = 16_000
_TEXTS = ("muc4/train.jsonl", "re3d/docs.jsonl", "rams/dev.jsonl", "geoparsing/lgl.jsonl", "ecbplus/docs.jsonl")
_ECB_DEV = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})


def tokenizer(pieces: list[str]) -> Tokenizer:
    """A lower-casing WordPiece tokenizer of these pieces, which adds no marks."""
    made = Tokenizer(WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token=UNKNOWN))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def choose(whole: list[str]) -> list[int]:
    """Row numbers of the pieces to keep, the four marks first, in the order of the base vocabulary after them."""
    known = {piece: n for n, piece in enumerate(whole)}
    counted: Counter[int] = Counter()
    reader = tokenizer(whole)
    for text in _texts():
        counted.update(reader.encode(text).ids)
    single = [n for piece, n in known.items() if len(piece.removeprefix("##")) == 1 and piece not in SPECIAL]
    marks = [known[piece] for piece in SPECIAL]
    taken = set(single) | set(marks)
    best = [n for n, _ in counted.most_common() if n not in taken][: SIZE - len(taken)]
    return [*marks, *sorted({*single, *best})]


def _texts() -> Iterator[str]:
    for name in _TEXTS:
        for row in _rows(DATA / name):
            if str(row.get("topic")) not in _ECB_DEV:
                yield str(row["text"])
    for name in ("ewt_train", "gum_train"):
        for line in (DATA / "ud" / f"{name}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")
    for passage in passages():
        if passage.set_aside == "train":
            yield from (marked.text for marked in read(passage, 1))


def _rows(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
