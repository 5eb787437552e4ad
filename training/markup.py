r"""Inline markup of a passage: `[words|label;label]`, so that an author writes no offsets.

    passage := ( text | span | slot )*
    span    := "[" passage "|" label ( ";" label )* "]"      spans nest; they cannot cross
    slot    := "{" NAME "}"                                  in words: the slot's words; in a label: its value
    label   := name [ "=" figure or date or time ] [ ":" code or population ] tail*
    tail    := "#" number ( "," number )*                    incident; #0 is none; may be left out if there is only one
             | "@" word                                      names a speaker on a speaker label, points to it elsewhere
             | "!" word                                      modality, status; on a trigger: role, occurrence
    figure  := 3 | 9.. (at least) | >9 | ~9 (about) | ..9 (up to) | 9..12 | ?24.. (vague) | ? (vague, 1 or more)

A backslash takes the meaning from any of `[ ] | ; # @ ! { } : = \` (in JSON write two). `|` outside brackets is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1

from pydantic import ValidationError

from casebook.model.claim import Modality, Occurrence, Role, Status
from casebook.model.errors import InputError
from casebook.model.values import Qualifier
from training.corpus import (
    COUNTS,
    SPEAKER,
    Clock,
    Coded,
    Day,
    Figure,
    Incident,
    Labels,
    NonIncident,
    Offsets,
    Passage,
    Span,
    Value,
    complaints,
    value_kind,
)

ALIASES = {
    "time": "time_of_day",
    "claim": "claim_of_responsibility",
    "denial": "denial_of_responsibility",
    "description": "perpetrator_description",
}
INCLUDING = "including_attackers"
_SLOT = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")
_FIGURE = re.compile(r"(?P<word>[~?>]?)(?:(?P<low>\d+)?(?P<dots>\.\.)?(?P<high>\d+)?)")
_HIDDEN = 0xE000  # an escaped character stands here while a label is cut up
_LABEL = re.compile(r"(?P<name>[a-z_]+)(?:=(?P<value>[^#@!]*))?(?::(?P<code>[^#@!]*))?(?P<tails>(?:[#@!][^#@!]*)*)")
_MARKS = {mark.value for mark in (*Modality, *Status, *Role, *Occurrence)} | {INCLUDING}


@dataclass(frozen=True, slots=True)
class Label:
    """One label as written, cut up, and the words it stands on."""

    start: int
    end: int
    name: str
    value: str | None
    code: str | None
    incidents: tuple[str, ...] | None
    speaker: str | None
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage read: its plain text and what is marked in it."""

    id: str
    text: str
    labels: Labels


class _Reader:
    """Walks over the markup once; a fault names the character at which it was met."""

    def __init__(self, source: str, fill: Mapping[str, tuple[str, str]]) -> None:
        self.source, self.fill = source, fill
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.labels: list[Label] = []

    def fault(self, message: str, at: int | None = None) -> InputError:
        where = self.at if at is None else at
        return InputError(f"at character {where} ({self.source[where : where + 20]!r}): {message}")

    def put(self, words: str) -> None:
        self.out.append(words)
        self.length += len(words)

    def escaped(self) -> str:
        if self.at + 1 >= len(self.source):
            raise self.fault("a backslash at the end escapes nothing")
        self.at += 2
        return self.source[self.at - 1]

    def slot(self, which: int) -> str | None:
        found = _SLOT.match(self.source, self.at)
        if found is None:
            return None
        if found[1] not in self.fill:
            raise self.fault(f"slot {found[1]} has no list in `slots`; for braces write \\{{")
        self.at = found.end()
        return self.fill[found[1]][which]

    def words(self, *, inside: bool) -> None:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "\\":
                self.put(self.escaped())
            elif char == "[":
                self.span()
            elif char == "]" or (char == "|" and inside):
                if not inside:
                    raise self.fault("] closes nothing; for a bracket in the text write \\]")
                return
            elif char == "{" and (filled := self.slot(0)) is not None:
                self.put(filled)
            else:
                self.put(char)
                self.at += 1

    def span(self) -> None:
        opened, start = self.at, self.length
        self.at += 1
        self.words(inside=True)
        if self.at >= len(self.source) or self.source[self.at] != "|":
            raise self.fault("[ opens a span without |label; for a bracket in the text write \\[", opened)
        words = "".join(self.out)[start:]
        if words == "" or words != words.strip():
            raise self.fault(f"a span needs words without space at its ends, not {words!r}", opened)
        for written in self.label_texts(opened):
            self.labels.append(self.label(written, (start, self.length)))

    def label_texts(self, opened: int) -> list[str]:
        """The labels up to the closing bracket, escaped characters hidden."""
        self.at += 1
        found: list[str] = []
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "]":
                self.at += 1
                return "".join(found).split(";")
            if char == "\\":
                found.append(chr(_HIDDEN + ord(self.escaped())))
            elif char == "{" and (filled := self.slot(1)) is not None:
                found.append(filled)
            elif char in "[|":
                raise self.fault(f"{char} in a label; close it with ] first, or write \\{char}")
            else:
                found.append(char)
                self.at += 1
        raise self.fault("the label is not closed by ]", opened)

    def label(self, written: str, span: Offsets) -> Label:
        cut = _LABEL.fullmatch(written.strip())
        name = "" if cut is None else ALIASES.get(cut["name"], cut["name"])
        if cut is None:
            raise self.fault(f"cannot read the label {written.strip()!r}; write name=value:code#incident@speaker!mark")
        value, code = cut["value"], cut["code"]
        if value is not None and name in COUNTS:
            value, _, population = value.partition(":")
            code = population or None
        tails = re.findall(r"([#@!])([^#@!]*)", cut["tails"])
        numbers = [one.strip() for sign, tail in tails if sign == "#" for one in tail.split(",")]
        speakers = [tail.strip() for sign, tail in tails if sign == "@"]
        marks = frozenset(tail.strip() for sign, tail in tails if sign == "!")
        if any(not number.isdigit() for number in numbers) or len(speakers) > 1:
            raise self.fault(f"label {written.strip()!r}: # takes numbers (#1 or #1,2) and @ one name")
        if unknown := marks - _MARKS:
            raise self.fault(f"label {written.strip()!r}: !{min(unknown)} is not one of {', '.join(sorted(_MARKS))}")
        return Label(
            *span,
            name=name,
            value=None if value is None else _shown(value),
            code=None if code is None else _shown(code),
            incidents=tuple(numbers) if numbers else None,
            speaker=speakers[0] if speakers else None,
            marks=marks,
        )


def _shown(text: str) -> str:
    return "".join(chr(ord(c) - _HIDDEN) if _HIDDEN <= ord(c) < _HIDDEN + 0x80 else c for c in text).strip()


def figure(written: str, *, population: str | None = None, including: bool = False) -> Figure:
    """A figure as written in a label: `3`, `9..`, `>9`, `~9`, `..9`, `9..12`, `?24..`, `?`."""
    cut = _FIGURE.fullmatch(written.strip())
    if cut is None or written.strip() in {"", "..", "~", ">"}:
        raise InputError(f"{written!r} is no figure; write 3, 9.., >9, ~9, ..9, 9..12, ?24.. or ?")
    low, high, dots = cut["low"], cut["high"], cut["dots"] is not None
    least = int(low) if low else (0 if high else 1)
    most = int(high) if high else (None if dots or not low else least)
    if cut["word"] == "?":
        qualifier = Qualifier.VAGUE
    elif cut["word"] == "~":
        qualifier = Qualifier.ABOUT
    elif cut["word"] == ">":
        least, most, qualifier = least + 1, None, Qualifier.MORE_THAN
    elif not dots:
        qualifier = Qualifier.ZERO if least == 0 else Qualifier.EXACT
    elif most is None:
        qualifier = Qualifier.AT_LEAST
    else:
        qualifier = Qualifier.BETWEEN if low else Qualifier.UP_TO
    return Figure(
        low=least, high=most, qualifier=qualifier, population=population or None, includes_perpetrators=including
    )


def value_of(field: str, value: str | None, code: str | None, *, including: bool = False) -> Value | None:
    """The value that a label gives to its field; what does not fit is an InputError."""
    match value_kind(field):
        case "count" if value is not None:
            return figure(value, population=code, including=including)
        case "count":
            raise InputError(f"{field} needs a figure, such as =3, =9.. or =? (vague)")
        case "date" if code is None:
            return None if value is None else Day(edtf=value)
        case "time" if code is None:
            return None if value is None else Clock(time=value)
        case "code" if value is None:
            return None if code is None else Coded(code=code)
        case None if value is None and code is None:
            return None
        case kind:
            raise InputError(f"{field} takes {kind or 'no value and no code'}; not ={value}, :{code}")


def _incident_ids(label: Label, known: Sequence[str]) -> list[str | None]:
    if label.incidents is not None:
        return [None if number == "0" else f"i{number}" for number in label.incidents]
    if len(known) == 1:
        return [known[0]]
    raise InputError(f"label {label.name} at {label.start}: {len(known)} incidents, so write #1, #1,2 or #0 for none")


def _incidents(labels: Sequence[Label]) -> Iterator[Incident]:
    """Triggers by number: the first is the trigger, later ones are mentions and may add a type."""
    groups: dict[str, list[Label]] = {}
    for label in sorted((one for one in labels if one.name == "trigger"), key=lambda one: one.start):
        for number in label.incidents or ("1",):
            groups.setdefault(number, []).append(label)
    for number, group in groups.items():
        types = list(dict.fromkeys(one.code for one in group if one.code is not None))
        if len(types) == 0:
            raise InputError(f"incident #{number} has no type; write trigger:TYPE#{number}")
        marks = frozenset[str]().union(*(one.marks for one in group))
        roles = [role for role in Role if role.value in marks]
        happened = [occurrence for occurrence in Occurrence if occurrence.value in marks]
        if number == "0" or len(roles) > 1 or len(happened) > 1 or len(marks) > len(roles) + len(happened):
            raise InputError(f"trigger #{number}: number from 1, at most one role and one occurrence, not {set(marks)}")
        yield Incident(
            id=f"i{number}",
            role=roles[0] if roles else (Role.MAIN if number == "1" else Role.SECONDARY),
            type=types[0],
            occurrence=happened[0] if happened else Occurrence.OCCURRED,
            trigger=(group[0].start, group[0].end),
            mentions=tuple((one.start, one.end) for one in group[1:]),
            also_types=tuple(types[1:]),
        )


def _span(label: Label, incident: str | None, speakers: Mapping[str, Offsets]) -> Span:
    if label.speaker is not None and label.speaker not in speakers:
        raise InputError(f"label {label.name} at {label.start}: no speaker label names @{label.speaker}")
    modality = [mark for mark in Modality if mark.value in label.marks]
    status = [mark for mark in Status if mark.value in label.marks]
    if len(modality) > 1 or len(status) > 1 or len(label.marks - {INCLUDING}) > len(modality) + len(status):
        raise InputError(f"label {label.name} at {label.start}: one modality and one status, not {set(label.marks)}")
    return Span(
        field=label.name,
        start=label.start,
        end=label.end,
        incident=incident,
        value=value_of(label.name, label.value, label.code, including=INCLUDING in label.marks),
        modality=modality[0] if modality else Modality.ASSERTED,
        status=status[0] if status else Status.CURRENT,
        speaker=speakers[label.speaker] if label.speaker is not None else "article",
    )


def _labels(labels: Sequence[Label]) -> Labels:
    incidents = tuple(_incidents(labels))
    known = [incident.id for incident in incidents]
    speakers: dict[str, Offsets] = {}
    for label in labels:
        if label.name == SPEAKER and label.speaker is not None:
            speakers.setdefault(label.speaker, (label.start, label.end))
    spans: list[Span] = []
    for label in labels:
        if label.name == SPEAKER:
            spans.append(_span(replace(label, speaker=None), None, speakers))
        elif label.name not in {"trigger", "non"}:
            spans += [_span(label, incident, speakers) for incident in _incident_ids(label, known)]
    return Labels(
        incidents=incidents,
        spans=tuple(sorted(spans, key=lambda span: (span.start, -span.end))),
        non_incidents=tuple(
            NonIncident(start=one.start, end=one.end, reason=one.code or "") for one in labels if one.name == "non"
        ),
    )


def parse(source: str, fill: Mapping[str, tuple[str, str]] | None = None) -> tuple[str, Labels]:
    """Plain text and labels of a marked-up text; `fill` gives each slot's words and value."""
    reader = _Reader(source, fill or {})
    reader.words(inside=False)
    try:
        return "".join(reader.out), _labels(reader.labels)
    except ValidationError as error:
        raise InputError(complaints(error)) from error


def _entry(written: str) -> tuple[str, str]:
    """A slot's words, and what stands for them in a label: `three=3`, or the words themselves."""
    words, _, value = written.partition("=")
    return words, value or words


def fillings(passage: Passage, limit: int = 1) -> Iterator[dict[str, tuple[str, str]]]:
    """Up to `limit` ways to fill the slots: the first of each list, then picks by hash; none twice."""
    seen: set[tuple[str, ...]] = set()
    for turn in range(limit if passage.slots else 1):
        picks = {
            name: entries[0 if turn == 0 else _pick(f"{passage.id}/{name}/{turn}", len(entries))]
            for name, entries in passage.slots.items()
        }
        if tuple(picks.values()) not in seen:
            seen.add(tuple(picks.values()))
            yield {name: _entry(entry) for name, entry in picks.items()}


def _pick(key: str, size: int) -> int:
    return int(sha1(key.encode()).hexdigest(), 16) % size


def read(passage: Passage, limit: int = 1) -> list[Marked]:
    """The passage in up to `limit` fillings; a fault names the passage."""
    try:
        return [Marked(passage.id, *parse(passage.text, fill)) for fill in fillings(passage, limit)]
    except InputError as error:
        raise InputError(f"passage {passage.id}: {error}") from error
