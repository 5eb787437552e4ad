"""The strings of MUC-4 slots: noun phrases as the gold of that evaluation writes them, cut from our evidence words.

Studied on `muc4/train.jsonl`: articles never matter to the scorers; perpetrators and weapons keep their numbers, since
gold mostly has the numbered form too; targets lose theirs; "of" phrases stay. The victims of the five-role form are
named people only. Words and the codes they stand for are in `muc4_words.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_ARTICLE = re.compile(r"^(?:THE|A|AN|HIS|HER|THEIR|ITS|THIS|THAT|THESE|THOSE)\s+")
_NUMBER = re.compile(
    r"^(?:ABOUT|AT LEAST|OVER|MORE THAN|APPROXIMATELY|SOME|SEVERAL|MANY|DOZENS OF|HUNDREDS OF|\d[\d,.]*|ONE|TWO|THREE"
    r"|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|FIFTEEN|TWENTY|THIRTY|ANOTHER|OTHER)\s+"
)
_TAIL = re.compile(r"\s+(?:WHO|WHICH|THAT|WAS|WERE|HAS|HAVE|HAD|IS|ARE|WILL|WOULD)\s.*$")
_EDGES = " ,.;:\"'()[]“”"
_DIGITS = {
    "ONE": "1",
    "TWO": "2",
    "THREE": "3",
    "FOUR": "4",
    "FIVE": "5",
    "SIX": "6",
    "SEVEN": "7",
    "EIGHT": "8",
    "NINE": "9",
    "TEN": "10",
    "ELEVEN": "11",
    "TWELVE": "12",
}
_SMALL = frozenset({"THE", "A", "AN", "OF", "AND", "IN", "AT", "ON", "BY", "TO", "FROM", "WITH", "FOR", "WHO", "WAS"})


@cache
def codes(kind: str) -> dict[str, str]:
    """The words of one kind with the code each stands for."""
    text = (files("casebook.evaluate") / "muc4_words.csv").read_text(encoding="utf-8")
    return {row["word"]: row["code"] for row in csv.DictReader(text.splitlines()) if row["kind"] == kind}


def tokens(phrase: str) -> list[str]:
    """The upper-case words of a phrase."""
    return re.findall(r"[A-Z0-9][A-Z0-9'’.-]*", phrase.upper())


def trimmed(phrase: str, *, numbers: bool) -> str:
    """The noun phrase without article, following clause and punctuation; without its number too unless kept."""
    said = _TAIL.sub("", " ".join(phrase.upper().split()).strip(_EDGES)).strip(_EDGES)
    while True:
        shorter = _ARTICLE.sub("", said)
        shorter = shorter if numbers else _NUMBER.sub("", shorter)
        if shorter == said:
            return said
        said = shorter


def head_code(phrase: str, kind: str) -> str | None:
    """The code of the phrase's head: its last known word before the first "of", "in" or comma, else its last at all."""
    known = codes(kind)
    front = re.split(r",| OF | IN | AT | ON | WITH | FROM | FOR ", phrase.upper())[0]
    for words in (tokens(front), tokens(phrase)):
        for word in reversed(words):
            if word in known:
                return known[word]
    return None


def thing_code(phrase: str) -> str | None:
    """The kind of a thing: its head's; where that is a mere office or building, the last word of any kind decides."""
    head = head_code(phrase, "physical")
    if head not in (None, "OTHER"):
        return head
    known = codes("physical")
    said = (known[word] for word in reversed(tokens(phrase)) if known.get(word, "OTHER") != "OTHER")
    return next(said, None)


def human_head(phrase: str) -> bool:
    """True when the head of the phrase is a word for people, not one for a building or a vehicle."""
    front = re.split(r",| OF | IN | AT | ON | WITH | FROM | FOR ", phrase.upper())[0]
    for word in reversed(tokens(front)):
        if word in codes("human"):
            return True
        if word in codes("physical"):
            return False
    return False


def names(phrase: str) -> tuple[str, ...]:
    """The people named: what follows the last title or role word, or two to four words of which none is known."""
    found = []
    for part in re.split(r",|;|\bAND\b|\(|\)|\[|\]", phrase.upper()):
        words = tokens(part)
        roles = [index for index, word in enumerate(words) if word.rstrip(".") in codes("human")]
        rest = words[roles[-1] + 1 :] if roles else words
        if (2 if not roles else 1) <= len(rest) <= 4 and not any(map(_common, rest)):
            found.append(" ".join(rest).strip(".'’"))
    return tuple(found)


def _common(word: str) -> bool:
    known = word in codes("human") or word in codes("physical") or word in codes("instrument") or word in codes("state")
    return known or word in _SMALL or word in _DIGITS or any(letter.isdigit() for letter in word)


def instrument(phrase: str) -> str | None:
    """The weapon as a noun phrase, up to its last weapon word; None when the words name no weapon ("shot dead")."""
    said = trimmed(phrase, numbers=True)
    last = max(
        (m.end() for word in codes("instrument") for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", said)),
        default=0,
    )
    if last == 0:
        return None
    front = re.split(
        r"\b(?:WITH|BY|USING|OF AN?|DETONATED|EXPLODED|PLANTED|THREW|PLACED|FIRED|DROPPED|SET OFF)\b", said[:last]
    )[-1]
    return trimmed(front, numbers=True) or None


def number_of(phrase: str) -> str:
    """How many: a leading number, PLURAL for a plural head, else 1."""
    words = tokens(_ARTICLE.sub("", phrase.upper().strip()))
    for word in words[:3]:
        if word in _DIGITS:
            return _DIGITS[word]
        if word.replace(",", "").isdigit():
            return word.replace(",", "")
    plural = any(word.endswith("S") or word in {"PEOPLE", "MEN", "WOMEN", "CHILDREN", "POLICEMEN"} for word in words)
    return "PLURAL" if plural and len(names(phrase)) == 0 else "1"
