"""One row a claim: the value, who says it, how, and where its words stand. The layout that loses nothing but text.

Offsets count Unicode code points of the report's text, half open; `text_sha256` is of that text, so that whoever holds
the report can find the words. Quotes are short and masked.
"""

from __future__ import annotations

from casebook.model.claim import Field
from casebook.model.values import Code, Count, Days, Ref
from casebook.publish.flat import Policy
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.loss import Loss
from casebook.publish.release import Public, PublicClaim
from casebook.publish.source import Source
from casebook.publish.words import speaker_words, value_words

COLUMNS = (
    *("incident", "account", "claim", "field", "value", "code", "ref", "low", "high", "qualifier", "population"),
    *("includes_attackers", "derived", "date", "modality", "status"),
    *("speaker", "speaker_role", "speaker_ref", "speaker_is_party", "channel"),
    *("report", "source", "published", "url", "text_sha256", "offsets", "words", "origin", "confidence"),
)


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:  # noqa: ARG001  nothing is flattened here
    """A row for each claim of the incident, in the order told."""
    sources = {source.id: source for source in incident.sources}
    return tuple(Row(_cells(incident, claim, sources), frozenset({claim.id})) for claim in incident.claims)


def _cells(incident: Public, claim: PublicClaim, sources: dict[str, Source]) -> dict[str, Cell]:
    source = sources.get(claim.quotes[0].report_id)
    said = [quote.words for quote in claim.quotes if quote.words is not None]
    cited: dict[str, Cell] = {} if source is None else _cited(source)
    return {
        "incident": incident.id,
        "account": claim.account_id,
        "claim": claim.id,
        "field": claim.field,
        "value": value_words(claim.field, claim.value),
        **_parts(claim),
        "modality": claim.modality,
        "status": claim.status,
        "speaker": speaker_words(claim.said_by),
        "speaker_role": claim.said_by.role,
        "speaker_ref": claim.said_by.ref,
        "speaker_is_party": int(claim.said_by.party),
        "channel": claim.said_by.channel,
        "report": claim.quotes[0].report_id,
        **cited,
        "offsets": "; ".join(f"{quote.start}-{quote.end}" for quote in claim.quotes),
        "words": " … ".join(said) or None,
        "origin": claim.origin,
        "confidence": claim.confidence,
    }


def _cited(source: Source) -> dict[str, Cell]:
    return {
        "source": source.source,
        "published": None if source.published is None else source.published.isoformat(),
        "url": source.url,
        "text_sha256": source.text_sha256,
    }


def _parts(claim: PublicClaim) -> dict[str, Cell]:
    """What a count, a code, an actor or a date is made of."""
    match claim.value:
        case Count() as count:
            return {
                "low": count.low,
                "high": count.high,
                "qualifier": count.qualifier,
                "population": count.population,
                "includes_attackers": int(count.includes_perpetrators),
                "derived": int(count.derived),
            }
        case Code(code=code):
            return {"code": code}
        case Ref(ref=ref):
            return {"ref": ref}
        case Days(edtf=edtf):
            return {"date": edtf}
        case _:
            return {}


CLAIMS = Layout("claims", COLUMNS, frozenset(Field), rows, speakers=True)
