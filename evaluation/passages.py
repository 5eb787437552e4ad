"""The engine on passages of our own wording: incidents found and invented, and the share of labelled slots it fills.

`python evaluation/passages.py [--part train|dev] [--errors]`. The parts are those of `training/corpus.py` (a quarter is
dev, by a hash of the id). The dev part is for measuring only: no rule or list is made from it.

- found: a labelled incident (reference left out) whose trigger or roles share words with the evidence of an incident
  that was read; each read incident can find one labelled one.
- invented: a read incident (reference left out) that found none; `stories` is the share of passages with one.
- slots: a label is right when a claim of the found incident has its field and shares half of its words (figures: the
  same bounds; dates: the same EDTF).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from casebook.evaluate.coded import (
    CodedClaim,
    CodedIncident,
    CodedSpan,
    CountValue,
    DateValue,
    Reader,
    parse_coded,
)
from casebook.evaluate.errors import Error, form, sentence_at, topic
from casebook.model.claim import Role
from casebook.norms.tokens import tokens
from evaluation.reading import options, reader, show
from training.corpus import PASSAGES, Labels, Span, part_of, passages
from training.markup import read as read_markup

__all__ = ["PASSAGES", "Tally", "measure"]

_SAME = {  # what a reader would count as the same slot
    "perpetrator": {"perpetrator", "claim_of_responsibility", "accusation", "perpetrator_description"},
    "perpetrator_description": {"perpetrator_description", "perpetrator", "perpetrator_count"},
    "site": {"site", "target", "place"},
    "target": {"target", "site", "property_damage"},
    "victim": {"victim", "killed", "injured", "abducted", "released", "target"},
    "place": {"place", "site"},
}
_COUNTED = frozenset(
    "killed injured abducted released missing arrested perpetrators_killed perpetrator weapon target victim place date "
    "site perpetrator_description claim_of_responsibility denial_of_responsibility accusation no_claim".split()
)


@dataclass
class Tally:
    """Right, of how many, for each slot; incidents; passages with an invented one."""

    incidents: int = 0
    found: int = 0
    typed: int = 0
    read: int = 0
    invented: int = 0
    passages: int = 0
    inventing: int = 0
    right: Counter[str] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    @property
    def share_found(self) -> float:
        """Labelled incidents that were found, in percent."""
        return 100 * self.found / max(1, self.incidents)

    @property
    def share_typed(self) -> float:
        """Found incidents with the right type, in percent."""
        return 100 * self.typed / max(1, self.found)

    @property
    def share_invented(self) -> float:
        """Read incidents that are none, in percent."""
        return 100 * self.invented / max(1, self.read)

    @property
    def share_slots(self) -> float:
        """Labelled slots of found incidents that were filled rightly, in percent."""
        return 100 * self.right.total() / max(1, self.slots.total())


def words(text: str, start: int, end: int) -> set[int]:
    """The offsets of the tokens of a stretch of text."""
    return {token.start for token in tokens(text, start, end)}


def evidence(text: str, incident: CodedIncident) -> set[int]:
    """The tokens that an incident's claims stand on."""
    return set().union(*(words(text, span.start, span.end) for span in _spans(incident)))


def _spans(incident: CodedIncident) -> list[CodedSpan]:
    return [span for claim in incident.claims for span in claim.evidence]


def labelled(text: str, labels: Labels, ident: str) -> set[int]:
    """The tokens that an incident's labels stand on."""
    incident = next(each for each in labels.incidents if each.id == ident)
    spans = [(span.start, span.end) for span in labels.spans if span.incident == ident]
    return set().union(*(words(text, *each) for each in [incident.trigger, *incident.mentions, *spans]))


def right(text: str, span: Span, claims: Sequence[CodedClaim]) -> bool:
    """True when a claim fills the labelled slot."""
    wanted = words(text, span.start, span.end)
    for claim in claims:
        if claim.field.value not in _SAME.get(span.field, {span.field}):
            continue
        said = set().union(*(words(text, each.start, each.end) for each in claim.evidence))
        value = span.value
        if value is not None and value.type == "count" and claim.field.value == span.field:
            same = isinstance(claim.value, CountValue) and (claim.value.low, claim.value.high) == (
                value.low,
                value.high,
            )
        elif value is not None and value.type == "date":
            same = isinstance(claim.value, DateValue) and claim.value.edtf == value.edtf
        else:
            same = True
        if same and len(wanted & said) * 2 >= len(wanted):
            return True
    return False


def measure(read: Reader, part: str) -> Tally:
    """Every passage of a part, read and compared."""
    tally = Tally()
    for passage in passages():
        if part_of(passage.id) != part:
            continue
        marked = next(iter(read_markup(passage, 1)))
        published = date.fromisoformat(passage.published) if passage.published else None
        line = read(marked.text, source=passage.id, published=published)
        _compare(tally, passage.id, marked.text, marked.labels, parse_coded(line, passage.id).incidents)
    return tally


def _pairs(text: str, labels: Labels, coded: Sequence[CodedIncident]) -> dict[str, CodedIncident]:
    """The read incident of each labelled one: by shared words, each once, the largest share first."""
    shares = [
        (len(labelled(text, labels, incident.id) & evidence(text, read)), incident.id, index)
        for incident in labels.incidents
        for index, read in enumerate(coded)
    ]
    pairs: dict[str, int] = {}
    for share, incident, index in sorted(shares, reverse=True):
        if share > 0 and incident not in pairs and index not in pairs.values():
            pairs[incident] = index
    return {incident: coded[index] for incident, index in pairs.items()}


def _compare(tally: Tally, ident: str, text: str, labels: Labels, coded: Sequence[CodedIncident]) -> None:
    pairs = _pairs(text, labels, coded)
    paired = {incident.id for incident in pairs.values()}
    told = [incident for incident in coded if incident.role is not Role.REFERENCE]
    loose = [incident for incident in told if incident.id not in paired]
    tally.passages += 1
    tally.read += len(told)
    tally.invented += len(loose)
    tally.inventing += len(loose) > 0
    tally.errors += [_invented(ident, text, incident) for incident in loose]
    covered = set().union(*(evidence(text, incident) for incident in coded))
    for incident in labels.incidents:
        if incident.role is Role.REFERENCE:
            continue
        tally.incidents += 1
        read = pairs.get(incident.id)
        if read is None:
            held = words(text, *incident.trigger) <= covered
            kind = f"{incident.type}, told as part of another" if held else incident.type
            tally.errors.append(_error(ident, text, "incident missed", kind, incident.trigger))
            continue
        tally.found += 1
        types = {read.type, *read.also_types}
        tally.typed += incident.type in types
        if incident.type not in types:
            kind = f"{incident.type} as {read.type}"
            tally.errors.append(_error(ident, text, "type wrong", kind, incident.trigger, read.type))
        _slots(tally, ident, text, [span for span in labels.spans if span.incident == incident.id], read)


def _slots(tally: Tally, ident: str, text: str, spans: Sequence[Span], read: CodedIncident) -> None:
    for span in spans:
        if span.field in _COUNTED:
            tally.slots[span.field] += 1
            if right(text, span, read.claims):
                tally.right[span.field] += 1
            else:
                kind = form(text[span.start : span.end])
                tally.errors.append(_error(ident, text, f"{span.field} missed", kind, (span.start, span.end)))


def _error(ident: str, text: str, measured: str, kind: str, at: tuple[int, int], given: str | None = None) -> Error:
    return Error("passages", ident, measured, kind, sentence_at(text, at[0]), text[slice(*at)], given)


def _invented(ident: str, text: str, incident: CodedIncident) -> Error:
    spans = sorted(_spans(incident), key=lambda span: span.start)
    sentence = sentence_at(text, spans[0].start if len(spans) > 0 else 0)
    kind = topic(sentence, incident.type or "no type")
    given = " … ".join(dict.fromkeys(span.quote for span in spans[:3]))
    return Error("passages", ident, "incident invented", kind, sentence, None, given)


def _lines(tally: Tally, part: str) -> Iterator[str]:
    yield f"{tally.passages} passages of our own wording, part {part}"
    yield f"incidents found    {tally.share_found:5.1f}  of {tally.incidents}"
    yield f"type right         {tally.share_typed:5.1f}  of the found"
    yield f"invented           {tally.share_invented:5.1f}  of {tally.read} read"
    yield f"passages with one  {100 * tally.inventing / max(1, tally.passages):5.1f}"
    yield f"slots              {tally.share_slots:5.1f}  of {tally.slots.total()}"
    for name, count in tally.slots.most_common():
        yield f"    {name:28s} {100 * tally.right[name] / count:5.1f}  of {count}"


def main() -> None:
    """Prints the table of a part."""
    parser = options(__doc__)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    chosen = parser.parse_args()
    if chosen.errors and chosen.part == "dev":
        raise SystemExit("the dev part is for measuring only: --errors goes with --part train")
    tally = measure(reader(chosen.coder), chosen.part)
    show(chosen, _lines(tally, chosen.part), tally.errors)


if __name__ == "__main__":
    main()
