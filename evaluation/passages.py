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

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from casebook.model.claim import Account, Claim, Field, Role
from casebook.model.report import Report
from casebook.model.values import Count, Days
from casebook.norms.tokens import tokens
from casebook.pipeline import coder
from training.corpus import Labels, Span, part_of, passages
from training.markup import read

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


def words(text: str, start: int, end: int) -> set[int]:
    """The offsets of the tokens of a stretch of text."""
    return {token.start for token in tokens(text, start, end)}


def evidence(text: str, claims: Sequence[Claim], account: Account) -> set[int]:
    """The tokens that an account's anchor and claims stand on."""
    own = [span for claim in claims if claim.account_id == account.id for span in claim.evidence]
    return set().union(*(words(text, span.start, span.end) for span in (account.anchor, *own)))


def labelled(text: str, labels: Labels, ident: str) -> set[int]:
    """The tokens that an incident's labels stand on."""
    incident = next(each for each in labels.incidents if each.id == ident)
    spans = [(span.start, span.end) for span in labels.spans if span.incident == ident]
    return set().union(*(words(text, *each) for each in [incident.trigger, *incident.mentions, *spans]))


def right(text: str, span: Span, claims: Sequence[Claim]) -> bool:
    """True when a claim fills the labelled slot."""
    wanted = words(text, span.start, span.end)
    for claim in claims:
        if claim.field.value not in _SAME.get(span.field, {span.field}):
            continue
        said = set().union(*(words(text, each.start, each.end) for each in claim.evidence))
        value = span.value
        if value is not None and value.type == "count" and claim.field.value == span.field:
            same = isinstance(claim.value, Count) and (claim.value.low, claim.value.high) == (value.low, value.high)
        elif value is not None and value.type == "date":
            same = isinstance(claim.value, Days) and claim.value.edtf == value.edtf
        else:
            same = True
        if same and len(wanted & said) * 2 >= len(wanted):
            return True
    return False


def measure(part: str, *, errors: bool) -> Tally:
    """Every passage of a part, read and compared."""
    tally, code = Tally(), coder("en")
    for passage in passages():
        if part_of(passage.id) != part:
            continue
        marked = next(iter(read(passage, 1)))
        published = date.fromisoformat(passage.published) if passage.published else None
        coded = code(Report(marked.text, passage.id, published=published))
        lines = list(_compare(tally, marked.text, marked.labels, coded.accounts, coded.claims))
        if errors and lines:
            print(f"{passage.id} ({passage.style.value}): {marked.text}")
            print("\n".join(f"    {line}" for line in lines))
    return tally


def _compare(
    tally: Tally, text: str, labels: Labels, accounts: Sequence[Account], claims: Sequence[Claim]
) -> Iterator[str]:
    told = [account for account in accounts if account.role is not Role.REFERENCE]
    shares = [
        (len(labelled(text, labels, incident.id) & evidence(text, claims, account)), incident.id, account.id)
        for incident in labels.incidents
        for account in accounts
    ]
    pairs: dict[str, str] = {}
    for share, incident, account in sorted(shares, reverse=True):
        if share > 0 and incident not in pairs and account not in pairs.values():
            pairs[incident] = account
    tally.passages += 1
    tally.read += len(told)
    loose = [account for account in told if account.id not in pairs.values()]
    tally.invented += len(loose)
    tally.inventing += len(loose) > 0
    for account in loose:
        yield f"INVENTED {account.anchor.quote!r} {_types(claims, account.id)}"
    for incident in labels.incidents:
        if incident.role is Role.REFERENCE:
            continue
        tally.incidents += 1
        account_id = pairs.get(incident.id)
        if account_id is None:
            yield f"MISSED {incident.type} {text[slice(*incident.trigger)]!r}"
            continue
        tally.found += 1
        types = _types(claims, account_id)
        tally.typed += incident.type in types
        if incident.type not in types:
            yield f"TYPE {types} not {incident.type}"
        own = [claim for claim in claims if claim.account_id == account_id]
        for span in labels.spans:
            if span.incident == incident.id and span.field in _COUNTED:
                tally.slots[span.field] += 1
                if right(text, span, own):
                    tally.right[span.field] += 1
                else:
                    value = span.value.model_dump() if span.value is not None else ""
                    yield f"SLOT {span.field} {text[span.start : span.end]!r} {value}"


def _types(claims: Sequence[Claim], account_id: str) -> list[str]:
    found = [c.value for c in claims if c.account_id == account_id and c.field is Field.INCIDENT_TYPE]
    return [value.code for value in found if hasattr(value, "code")]


def main() -> None:
    """Prints the table of a part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is missed, invented and wrong")
    options = parser.parse_args()
    tally = measure(options.part, errors=options.errors)
    print(f"{tally.passages} passages of our own wording, part {options.part}")
    print(f"incidents found    {100 * tally.found / max(1, tally.incidents):5.1f}  of {tally.incidents}")
    print(f"type right         {100 * tally.typed / max(1, tally.found):5.1f}  of the found")
    print(f"invented           {100 * tally.invented / max(1, tally.read):5.1f}  of {tally.read} read")
    print(f"passages with one  {100 * tally.inventing / max(1, tally.passages):5.1f}")
    share = 100 * tally.right.total() / max(1, tally.slots.total())
    print(f"slots              {share:5.1f}  of {tally.slots.total()}")
    for name, count in tally.slots.most_common():
        print(f"    {name:28s} {100 * tally.right[name] / count:5.1f}  of {count}")


if __name__ == "__main__":
    main()
