"""A figure: one speaker's count, with what the rules R0 to R11 ask of it. `reconcile.py` makes tallies of figures.

Two questions are settled here: which group a figure counts (R1), and whether its speaker still stands by it (R2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from casebook.model.claim import Claim, Modality, SpeakerRole
from casebook.model.values import Count, Qualifier, conflict

# Words that name no group: a population of these alone is everyone. Our own list; R1 needs it to know a total.
_GENERAL = """
all any total overall people person persons individual individuals human humans being beings soul souls victim victims
body bodies dead death deaths fatality fatalities casualty casualties life lives killed slain wounded injured hurt
taken abducted kidnapped seized missing released freed
"""
GENERAL = frozenset(_GENERAL.split())
# Words that are everyone when they are the widest group their speaker counts, and a part when that speaker says more.
WIDE = frozenset({"other", "civilian", "noncombatant", "passenger", "resident", "villager", "hostage", "captive"})
# Words for one of those that were counted; "one person was killed" and "a victim" are counts of their own.
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:he|she|him|her|another|the other|an? (?:second|third|fourth|fifth)|one of"
    r"|(?:the|first|second|third|other) (?:victim|patient|man|woman|boy|girl|child|teen\w*|\S+-old))\b",
    re.IGNORECASE,
)
# The same, of any number: "four remain in hospital", "one victim was treated".
_SOME_OF_THEM = re.compile(
    r"^\W*\w+(?: victims?| patients?)? (?:remain\w*|(?:was|were|is|are|ha[sd] been|have been) (?:still |being |also )?"
    r"(?:listed|in|treated|taken|released|expected|hospitali[sz]ed|transported|airlifted|flown|rushed))\b",
    re.IGNORECASE,
)
_SILENT = frozenset({"a", "an", "the", "of", "and", "in", "at", "by", "were", "was", "been", "had", "have"})
_SPEAKING = (Modality.ASSERTED, Modality.CLAIMED, Modality.ALLEGED)
_NO_COPIES: Mapping[str, str] = MappingProxyType({})
_NEARLY = ("nearly", "almost", "close to")


def undated(_: Claim) -> date | None:
    """No day is known for any claim: different speakers are then contemporaneous (R6)."""
    return None


def group(population: str | None) -> str:
    """The population as compared (R1): "" is everyone, a word of `WIDE` a wide group, anything else a part."""
    words = [m[0] for m in re.finditer(r"\w+", (population or "").casefold()) if m[0] not in _SILENT]
    if (population or "").casefold().startswith("of "):  # "two of the wounded": a part, whatever the word
        return "of " + " ".join(words)
    special = [w for w in words if w not in GENERAL]
    stems = {w.removesuffix("s") for w in special}
    if len(stems) == 1 and stems <= WIDE:
        return stems.pop()
    return " ".join(words) if special else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, whose it is, of which group and when it was said. `whole` is False for a part of the total (R1).

    `copied`: its words are an article's that other reports print too, and the voice is that of all of them.
    """

    claim: Claim
    count: Count
    voice: str
    group: str
    day: date | None
    party: bool = False
    whole: bool = True
    copied: bool = False

    @property
    def place(self) -> tuple[str, int, str]:
        """Where its last words stand: a fixed order of figures, whatever order they came in."""
        last = max(self.claim.evidence, key=lambda span: (span.start, span.end))
        return last.report_id, last.start, self.claim.id

    @property
    def source(self) -> str:
        """One vote each (R3): the speaker, or the very words where several articles print the same ones."""
        if self.claim.said_by.role is SpeakerRole.ARTICLE and not self.copied:
            return "article " + "|".join(span.quote.casefold() for span in self.claim.evidence)
        return self.voice

    @property
    def is_vague(self) -> bool:
        """True for words such as "dozens" whose bounds come from vague_numbers.csv."""
        return self.count.qualifier is Qualifier.VAGUE

    @property
    def is_floor(self) -> bool:
        """True for "at least" and "more than"."""
        return self.count.high is None and not self.is_vague

    @property
    def is_ceiling(self) -> bool:
        """True for "up to", which says nothing of the least."""
        return self.count.qualifier is Qualifier.UP_TO

    @property
    def is_wide(self) -> bool:
        """True when its group is everyone, or may stand for everyone."""
        return self.group == "" or self.group in WIDE

    @property
    def telling(self) -> int:
        """How much the wording tells: a bounded figure more than a floor or ceiling, that more than a vague word."""
        if self.is_vague:
            return 0
        return 1 if self.is_floor or self.is_ceiling else 2

    @property
    def estimate(self) -> int | None:
        """The number it puts up for best; None for vague words and "up to" (vague_numbers.csv: never use N as best)."""
        if self.is_vague or self.is_ceiling:
            return None
        if self.count.qualifier is Qualifier.ABOUT and self.count.high is not None:
            near = (self.count.vague_term or "").casefold().startswith(_NEARLY)
            return self.count.high if near else (self.count.low + self.count.high) // 2
        return self.count.low


def figures(
    claims: Sequence[Claim], day: Callable[[Claim], date | None], copies: Mapping[str, str] = _NO_COPIES
) -> list[Figure]:
    """Figures that somebody states. Silence and a denied number are none; a denial of any at all is a zero.

    `copies` gives the source of each report that prints another's text: their articles speak with one voice (R3).
    """
    found = []
    for claim in {c.id: c for c in claims}.values():
        count = claim.value
        if not isinstance(count, Count) or count.qualifier is Qualifier.NONE_STATED:
            continue
        if claim.modality not in _SPEAKING and not (claim.modality is Modality.DENIED and count.high == 0):
            continue
        article = claim.said_by.role is SpeakerRole.ARTICLE
        report = claim.evidence[0].report_id
        voice = f"article {copies.get(report, report)}" if article else claim.said_by.key
        found.append(Figure(claim, count, voice, group(count.population), day(claim), copied=report in copies))
    parties = {f.voice for f in found if f.claim.said_by.party}
    return sorted((replace(f, party=f.voice in parties) for f in found), key=lambda f: f.place)


def later(new: Figure, old: Figure) -> bool:
    """R2: further on in the same report, or in a report of a later day."""
    if new.place[0] == old.place[0]:
        return new.place[1] > old.place[1]
    return new.day is not None and old.day is not None and new.day > old.day


def supersedes(new: Figure, old: Figure) -> bool:
    """R2: same speaker and population, later; not where it only says less, nor is worked out and lower (R9)."""
    if new.voice != old.voice or new.group != old.group or not later(new, old):
        return False
    if new.telling < old.telling and not conflict(new.count, old.count):
        return False
    return not reduces(new, old) and not _is_some_of(new, old)


def reduces(derived: Figure, printed: Figure) -> bool:
    """R9: a figure worked out below one that its own speaker printed; it leaves the printed one in the range."""
    worked_out = derived.count.derived and not printed.count.derived
    return worked_out and derived.voice == printed.voice and derived.count.low < printed.count.low


def is_whole(figure: Figure, standing: Sequence[Figure]) -> bool:
    """R1: whether a figure is its speaker's total; else it is a part, a floor for the total and no rival of it."""
    own = [f for f in standing if f.voice == figure.voice]
    if figure.group == "":
        some = any(_is_some_of(figure, total) for total in standing if total.is_wide and not total.party)
        return not some and not any(_leaves_out(figure, total) for total in own)
    if not figure.is_wide or len({f.group for f in own if f.is_wide and not _is_some_of(f, figure)}) > 1:
        return False
    if figure.group == "other" and any(f.group != "other" and later(figure, f) and f.count.low > 0 for f in own):
        return False  # "the mayor was killed … three others died": besides him
    high = figure.count.high
    return high is None or not any(f.count.low > high for f in own if f.group != figure.group)


def _is_some_of(figure: Figure, total: Figure) -> bool:
    """R1, R11: a figure below one that the same report gave before: some of those people, and no new total.

    "Six were shot. One was listed in critical condition", "another victim", "she": whoever says it. The article's own
    lower figures too, for within one report it takes nothing back; a named speaker may ("later, police said 15", R2).
    """
    high = figure.count.high
    if high is None or high >= total.count.low or total.is_vague or not later(figure, total):
        return False
    if figure.count.derived or figure.place[0] != total.place[0]:
        return False
    words = " ".join(span.quote for span in figure.claim.evidence)
    if _SOME_OF_THEM.search(words) is not None or (high == 1 and _ONE_OF_SEVERAL.search(words) is not None):
        return True
    return figure.voice == total.voice and figure.claim.said_by.role is SpeakerRole.ARTICLE


def is_one_of(figure: Figure, part: Figure) -> bool:
    """R1: a person known by name whom the same speaker tells after a part that counts several: "three men … Ali Noor".

    Not "three soldiers … a child", who are four, nor one who was killed "too".
    """
    if figure.voice != part.voice or figure.place[0] != part.place[0] or not later(figure, part):
        return False
    named = figure.count.low == 1 and figure.count.high is None and not figure.is_vague
    words = {word for span in figure.claim.evidence for word in span.quote.casefold().split()}
    return named and part.count.low > 1 and not part.is_vague and not words & {"also", "too", "another"}


def _leaves_out(derived: Figure, total: Figure) -> bool:
    """A sum below its speaker's printed total is of some groups only, unless it was worked out from that total (R9)."""
    if total.group != "" or not reduces(derived, total):
        return False
    pairs = [(a, b) for a in derived.claim.evidence for b in total.claim.evidence]
    return not any(a.report_id == b.report_id and a.start < b.end and b.start < a.end for a, b in pairs)


def derive_sum(counts: Sequence[Count], population: str | None = None) -> Count:
    """One speaker's disjoint groups added up (R0): "two employees and four others" is 6, derived."""
    if len(counts) < 2:
        raise ValueError(f"a sum needs two counts or more, not {len(counts)}")
    low, highs = sum(c.low for c in counts), [c.high for c in counts if c.high is not None]
    high = sum(highs) if len(highs) == len(counts) else None
    vague = next((c for c in counts if c.qualifier is Qualifier.VAGUE), None)
    term = None if vague is None else vague.vague_term
    attackers = any(c.includes_perpetrators for c in counts)
    qualifier = _worded(low, high) if vague is None else Qualifier.VAGUE
    return Count(low, high, qualifier, population, attackers, term, derived=True)


def _worded(low: int, high: int | None) -> Qualifier:
    """The qualifier that these bounds would have had in words."""
    if high is None:
        return Qualifier.AT_LEAST
    if low == high:
        return Qualifier.ZERO if high == 0 else Qualifier.EXACT
    return Qualifier.BETWEEN if low > 0 else Qualifier.UP_TO


def derive_rest(total: Count, part: Count) -> Count | None:
    """A total less a part that the same speaker takes out of it (R9: 13 wounded, two of them died); points only."""
    if not total.is_point or not part.is_point or part.low > total.low:
        return None
    rest = total.low - part.low
    return replace(total, low=rest, high=rest, qualifier=_worded(rest, rest), derived=True)
