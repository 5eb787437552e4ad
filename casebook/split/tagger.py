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
from typing import NamedTuple

LANE = 2  # bytes for each tag in a sum
OFFSET = 512  # what is stored for a weight of 0; the largest is 1023
UNKNOWN = "?"  # class of a word that training saw too seldom
START = "\x02"  # tag and word before the first and after the last
NO_VERB = "0"
_ZEROS = repeat(0)
_KEEP = 20_000  # words that a model remembers before it starts afresh

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_HAVE = frozenset({"has", "have", "had", "having"})
_VERBAL = frozenset({"MD", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_CLAUSE = frozenset({"WDT", "WP", "WP$", "WRB", ":", "."})
_DIGITS = str.maketrans("123456789\u2019\u2010\u2011", "000000000'--")


class Word(NamedTuple):
    """What a word brings to any sentence; the five ints are its summed weights at each distance from the word asked."""

    own: int
    left: int
    left_two: int
    right: int
    right_two: int
    norm: str
    kind: str  # class of tags
    ahead: str  # can it be a finite verb: "F" surely, "P" past form that may be a participle, "" no
    verb: str  # which verb it would be: be, have, other
    tag: str | None  # its tag where it has but one


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What training knows of a word by itself: the tag of words that have only one, and classes of tags."""

    single: dict[str, str]
    kinds: dict[str, str]


def normal(word: str) -> str:
    """The word in small letters, digits as 0, with plain apostrophe and hyphen."""
    return word.lower().translate(_DIGITS)


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


def shape(word: str, first: bool) -> str:
    """How the word is written: small, capital, all capitals, mixed, with digits; apart where a sentence opens."""
    if word.islower():
        form = "x"
    elif word.isupper():
        form = "X" if len(word) > 1 else "I"
    elif word[:1].isupper():
        form = "Xx"
    else:
        form = "m"
    if any(map(str.isdigit, word)):
        form += "0"
    return form + "^" if first else form


def own_features(norm: str, kind: str, form: str) -> list[str]:
    """Features of the word that is asked for; `form` is "" in a sentence without case."""
    end = norm[-3:]
    found = ["w" + norm, "a" + norm[-1:], "b" + norm[-2:], "c" + end, "d" + norm[-4:], "e" + norm[-5:]]
    found += ["f" + norm[:1], "g" + norm[:2], "h" + norm[:3], "k" + kind]
    if "-" in norm:
        part = norm.rsplit("-", 1)[1]
        found += ["i" + part, "j" + part[-3:], "l" + norm.split("-", 1)[0]]
    if norm.strip("0.,:/") == "":
        found.append("n" + norm[:6])
    if form != "":
        found += ["s" + form, "t" + form + norm[-2:], "u" + form + kind, "v" + form + end]
    return found


def side_features(norm: str, kind: str, form: str) -> list[str]:
    """Features of a neighbour next to the word asked, without the letter that says which side."""
    found = ["w" + norm, "c" + norm[-3:], "k" + kind]
    if form != "":
        found += ["s" + form, "u" + form + kind]
    return found


def far_features(norm: str, kind: str) -> list[str]:
    """Features of a word two away, without the letter that says which side."""
    return ["w" + norm, "k" + kind]


def live_features(far: str, last: str, state: tuple[str, str], around: tuple[Word, Word, Word]) -> tuple[str, ...]:
    """Features that need the last two tags, the last verb and the verb ahead, or two words together."""
    left, word, right = around
    norm, kind, near = word.norm, word.kind, right.kind
    verb = state[0]
    verbs = state[1] + verb
    return (
        "A" + last,
        "B" + far + " " + last,
        "C" + last + " " + norm,
        "D" + last + " " + near,
        "E" + last + " " + kind + " " + near,
        "F" + last + " " + norm[-3:],
        "G" + verbs + " " + kind,
        "H" + left.norm + " " + norm,
        "I" + norm + " " + right.norm,
        "J" + verbs + " " + norm[-2:] + " " + last,
        "K" + verb + " " + norm[-2:] + " " + right.norm,
    )


def verb_kind(norm: str) -> str:
    """Which verb: be, have, or another."""
    if norm in _BE:
        return "b"
    return "h" if norm in _HAVE else "o"


def could_be_finite(norm: str, kind: str) -> str:
    """What the word promises to those before it: "F" a finite verb, "P" a past form or participle, "" neither."""
    tags = kind.split("|")
    if kind == UNKNOWN:
        return "P" if norm.endswith("ed") else ""
    if all(tag in _FINITE for tag in tags):
        return "F"
    return "P" if "VBD" in tags else ""


def verb_after(tag: str, word: Word, verb: str) -> str:
    """The last verb as the next word sees it: forgotten where a clause opens."""
    if tag in _VERBAL:
        return tag + word.verb
    return NO_VERB if tag in _CLAUSE else verb


def finite_ahead(words: Sequence[Word]) -> list[str]:
    """For each word, what the nearest possible finite verb after it is, "" for none before the part ends."""
    found = []
    ahead = ""
    for word in reversed(words):
        found.append(ahead)
        if word.ahead != "":
            ahead = word.ahead
        elif word.kind in _CLAUSE:
            ahead = ""
    found.reverse()
    return found


def opening(words: Sequence[str]) -> int:
    """Where the sentence's first word is, whose capital says nothing; quotation marks and brackets may precede it."""
    return next((at for at, word in enumerate(words) if word[:1].isalnum()), 0)


def forms(words: Sequence[str], cased: bool) -> list[str]:
    """How each word is written, all "" where case says nothing."""
    if not cased:
        return [""] * len(words)
    first = opening(words)
    return [shape(word, at == first) for at, word in enumerate(words)]


def fixed_features(words: Sequence[Word], written: Sequence[str], at: int) -> list[str]:
    """Every feature of the word at `at` that does not need tags, each marked with the side it is from."""
    word = words[at]
    found = own_features(word.norm, word.kind, written[at])
    for side, place in (("<", at - 1), (">", at + 1)):
        near, form = (words[place], written[place]) if 0 <= place < len(words) else (EDGE, "")
        found += [side + feature for feature in side_features(near.norm, near.kind, form)]
    for side, place in (("{", at - 2), ("}", at + 2)):
        far = words[place] if 0 <= place < len(words) else EDGE
        found += [side + feature for feature in far_features(far.norm, far.kind)]
    return found


def bare(norm: str, known: Lexicon) -> Word:
    """The word without its weights, as training sees it."""
    kind = known.kinds.get(norm, UNKNOWN)
    return Word(0, 0, 0, 0, 0, norm, kind, could_be_finite(norm, kind), verb_kind(norm), known.single.get(norm))


EDGE = Word(0, 0, 0, 0, 0, START, START, "", "o", None)


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
