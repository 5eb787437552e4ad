"""Parts of speech of one sentence, by a greedy averaged perceptron of our own, alike in mixed and in upper case.

A sentence whose case says nothing (all capitals, all small, a headline) is read in small letters by a second set of
weights that never saw a capital. The invariant: `tag` gives one tag of `Model.tags` for each word, and the answer for a
sentence without case is the same in capitals and in small letters.

Speed comes from adding weights of all tags at once: the weights of a feature are one Python int with 16 bits ("lane")
for each tag, each stored with the same offset, so that adding the ints of the features adds up every tag's score; no
lane can overflow (at most 44 features of at most 1023). What a word adds whatever its neighbours is remembered.

The file of a set of weights is zlib: four lines of tab-separated text (tags; words of one tag; classes of words;
features), a zero byte, then the low bytes of all weights, tag by tag, then their high bytes, which hardly vary. It
loads without a loop over weights in Python and, unlike pickle and marshal, is the same for every version of Python and
runs nothing. `training/tagger.py` writes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat

from casebook.split.features import (
    EDGE,
    NO_VERB,
    START,
    Lexicon,
    Word,
    bare,
    far_features,
    finite_ahead,
    live_features,
    normal,
    opening,
    own_features,
    shape,
    side_features,
    verb_after,
)

LANE = 2  # bytes for each tag in a sum
OFFSET = 512  # what is stored for a weight of 0; the largest is 1023
_ZEROS = repeat(0)
_KEEP = 20_000  # words that a model remembers before it starts afresh


def has_case(words: Sequence[str]) -> bool:
    """Whether capitals tell names from other words here: not in all capitals, all small letters, or a headline."""
    small = capital = long_small = 0
    for word in words:
        if word[:1].isupper():
            capital += 1
        elif word.islower() and len(word) > 1:
            small += 1
            long_small += len(word) > 4
    if small == 0 or capital == 0:
        return False
    return long_small > 0 or capital < 4 or capital < 3 * small


@dataclass(frozen=True, slots=True)
class Model:
    """One set of weights, loaded, with what it remembers of words it met; `cased` says which sentences it is for."""

    cased: bool
    tags: tuple[str, ...]
    known: Lexicon
    weights: dict[str, int]
    met: dict[str, Word] = field(default_factory=dict)
    met_first: dict[str, Word] = field(default_factory=dict)

    def tag(self, words: Sequence[str]) -> list[str]:
        """One tag for each word, chosen from left to right."""
        row = self._row(words)
        ahead = finite_ahead(row)
        weight, tags = self.weights.get, self.tags
        size = LANE * len(tags)
        scores = struct.Struct(f"<{len(tags)}H").unpack
        found: list[str] = []
        far = last = START
        verb = NO_VERB
        for at in range(2, len(row) - 2):
            word = row[at]
            tag = word.tag
            if tag is None:
                left, right = row[at - 1], row[at + 1]
                total = word.own + left.left + right.right + row[at - 2].left_two + row[at + 2].right_two
                live = live_features(far, last, (verb, ahead[at]), (left, word, right))
                totals = scores(sum(map(weight, live, _ZEROS), total).to_bytes(size, "little"))
                tag = tags[totals.index(max(totals))]
            found.append(tag)
            verb = verb_after(tag, word, verb)
            far, last = last, tag
        return found

    def _row(self, words: Sequence[str]) -> list[Word]:
        """The words with their weights, two edges at either end."""
        met = self.met
        edge = met.get(START)
        if edge is None or len(met) + len(self.met_first) > _KEEP:
            met.clear()
            self.met_first.clear()
            edge = met[START] = self._weighed(EDGE, "")
        row = [edge, edge]
        first = opening(words) if self.cased else -1
        for at, word in enumerate(words):
            memory = self.met_first if at == first else met
            entry = memory.get(word)
            if entry is None:
                form = shape(word, at == first) if self.cased else ""
                entry = memory[word] = self._weighed(bare(normal(word), self.known), form)
            row.append(entry)
        return [*row, edge, edge]

    def _weighed(self, word: Word, form: str) -> Word:
        near = side_features(word.norm, word.kind, form)
        wide = far_features(word.norm, word.kind)
        return word._replace(
            own=self._sum("", own_features(word.norm, word.kind, form)),
            left=self._sum("<", near),
            left_two=self._sum("{", wide),
            right=self._sum(">", near),
            right_two=self._sum("}", wide),
        )

    def _sum(self, side: str, features: Iterable[str]) -> int:
        return sum(self.weights.get(side + feature, 0) for feature in features)


def load(data: bytes, *, cased: bool) -> Model:
    """The model in the bytes of a file that `dump` wrote."""
    head, _, blob = zlib.decompress(data).partition(b"\0")
    tags, single, kinds, names = (line.split("\t") for line in head.decode().split("\n"))
    width, count = LANE * len(tags), len(names)
    lanes = bytearray(width * count)
    for plane in range(width):  # low bytes of every tag, then high bytes
        at = 2 * plane if plane < len(tags) else 2 * (plane - len(tags)) + 1
        lanes[at::width] = blob[plane * count : (plane + 1) * count]
    whole = int.from_bytes
    rows = struct.iter_unpack(f"{width}s", lanes)
    weights = {name: whole(row, "little") for name, (row,) in zip(names, rows, strict=True)}
    known = Lexicon(dict(zip(single[::2], single[1::2], strict=True)), dict(zip(kinds[::2], kinds[1::2], strict=True)))
    return Model(cased, tuple(tags), known, weights)


def dump(model: Model) -> bytes:
    """The bytes that `load` reads."""
    single = [text for pair in sorted(model.known.single.items()) for text in pair]
    kinds = [text for pair in sorted(model.known.kinds.items()) for text in pair]
    names = sorted(model.weights)
    width = LANE * len(model.tags)
    lanes = b"".join(model.weights[name].to_bytes(width, "little") for name in names)
    planes = [lanes[at::width] for at in (*range(0, width, 2), *range(1, width, 2))]
    head = "\n".join("\t".join(line) for line in (model.tags, single, kinds, names))
    return zlib.compress(head.encode() + b"\0" + b"".join(planes), 9)


@cache
def _model(cased: bool) -> Model:
    name = "tagger.cased" if cased else "tagger.caseless"
    return load(files("casebook.split").joinpath(name).read_bytes(), cased=cased)


def tag(words: Sequence[str]) -> list[str]:
    """The part of speech of each word of one sentence, in the Penn Treebank's tags; see `training/tagger.md`."""
    return _model(has_case(words)).tag(words) if len(words) > 0 else []


def is_ordinary(word: str) -> bool:
    """True for a word that training met often and also as something else than a name; `word` in lower case."""
    kinds = _kinds(word)
    return kinds != "" and kinds not in ("NNP", "NNPS", "NNP|NNPS")


def is_name_only(word: str) -> bool:
    """True for a word that training met as a name and as nothing else; `word` in lower case."""
    return _kinds(word) in ("NNP", "NNPS", "NNP|NNPS")


def _kinds(word: str) -> str:
    """The tags that training met the word with; none for a word it met too seldom."""
    known = _model(True).known
    return known.single.get(normal(word)) or known.kinds.get(normal(word)) or ""
