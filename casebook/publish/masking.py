"""Names of people taken out of an incident's words, each replaced by what the person is to it: "[victim]", "[suspect]".

The invariant: a word that is a name anywhere in the incident is masked everywhere in it, so that "Young said" is masked
because "Mark Young" was wounded. Ages become bands. Bodies, registered actors, roles and places stay (`names.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from casebook.lists.words import words as listed
from casebook.model.claim import Claim, Field, Speaker, SpeakerRole
from casebook.model.incident import Incident
from casebook.model.values import (
    Clock,
    Code,
    Count,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Ref,
    Text,
    Value,
)
from casebook.publish.names import Known, is_role, names
from casebook.publish.source import Source

_VICTIM_FIELDS = (Field.VICTIM, Field.KILLED, Field.INJURED, Field.ABDUCTED, Field.MISSING, Field.RELEASED)
_SUSPECT_FIELDS = (
    *(Field.PERPETRATOR, Field.PERPETRATOR_DESCRIPTION, Field.ACCUSATION, Field.ARRESTED, Field.PERPETRATORS_KILLED),
    *(Field.DENIAL_OF_RESPONSIBILITY, Field.CLAIM_OF_RESPONSIBILITY, Field.PERPETRATORS_ESCAPED),
)
_SPEAKER_LABELS = {
    SpeakerRole.VICTIM_OR_FAMILY: "relative",
    SpeakerRole.EYEWITNESS: "witness",
    SpeakerRole.SUSPECT_OR_LAWYER: "suspect",
}
_LABELS = ("victim", "suspect", "relative", "witness", "speaker", "person")  # the first that fits a name is its label
_AGE = re.compile(
    r"(\[\w+\]), (\d{1,3})(?=[,.;)]|$)|\b(\d{1,3})[- ]years?[- ]old\b|\b(aged?) (\d{1,3})\b", re.IGNORECASE
)
_BANDS = ((18, "under 18"), (30, "18 to 29"), (45, "30 to 44"), (60, "45 to 59"))
_PATH = re.compile(r"^(?:~|/|[A-Za-z]:[\\/]|\.{1,2}/)|\.(?:txt|text|md|html?|xhtml|jsonl|ndjson|json)$")
_HOST = re.compile(r"^[a-z]+://[^/?#]+", re.IGNORECASE)


@dataclass(slots=True)
class Mask:
    """Takes names out of the words of one incident. `people` gives each name's words what the person is.

    `misread` are places whose only words are a person's name; `taken` counts the names and ages taken out so far.
    """

    known: Known
    people: Mapping[str, str]
    misread: frozenset[str] = frozenset()
    taken: int = field(default=0)

    def text(self, text: str) -> str:
        """The words without names and with bands for ages."""
        masked = text
        for name in reversed(names(text, self.known)):
            label = min((self.people.get(word, "person") for word in name.words), key=_LABELS.index, default="person")
            masked = f"{masked[: name.start]}[{label}]{masked[name.end :]}"
            self.taken += 1
        return _AGE.sub(self._band, masked)

    def _band(self, found: re.Match[str]) -> str:
        age = int(found[2] or found[3] or found[5])
        band = next((words for limit, words in _BANDS if age < limit), "60 or over")
        self.taken += 1
        return f"{found[1]}, aged {band}" if found[1] else f"[aged {band}]"

    def text_or_none(self, text: str | None) -> str | None:
        """The same, None staying None."""
        return None if text is None else self.text(text)

    def value(self, value: Value) -> Value:
        """The value with every word of it masked; what has no words of the report stays as it is."""
        match value:
            case Count():
                return replace(value, population=self.text_or_none(value.population))
            case Place():
                return self.place(value)
            case Ref():
                return self.ref(value)
            case Code():
                return replace(value, words=self.text(value.words))
            case Text():
                return Text(self.text(value.text))
            case Money():
                return replace(value, words=self.text(value.words))
            case Clock() | Duration() | Days() | Flag():
                return value

    def place(self, place: Place) -> Place:
        """The spot masked; no place that has a person's name and no gazetteer knows, or that was read from a name."""
        site = self.text_or_none(place.site)
        words = frozenset((place.name or "").lower().split())
        if len(words) > 0 and words <= self.known.private and (place.ref is None or place.name in self.misread):
            self.taken += 1
            return Place(None, PlacePrecision.UNRESOLVED, site, place.country)
        return replace(place, site=site)

    def ref(self, ref: Ref) -> Ref:
        """A registered actor stays; any other is masked, as it may be a person."""
        return ref if ref.ref is not None else replace(ref, name=self.text(ref.name))

    def speaker(self, speaker: Speaker) -> Speaker:
        """Who says it, by role where it is a person; the words of the attribution stay in the house."""
        if speaker.role is SpeakerRole.ARTICLE or speaker.ref is not None:
            return replace(speaker, words=())
        return replace(speaker, name=self.text(speaker.name), words=())

    def source(self, source: Source) -> Source:
        """The citation: headline masked, an address whose words hold a name cut to its host, a file without folders."""
        where = source.source
        if _PATH.search(where) and "://" not in where:
            where = re.split(r"[\\/]", where)[-1]
        return replace(
            source, source=self.url(where) or where, title=self.text_or_none(source.title), url=self.url(source.url)
        )

    def url(self, url: str | None) -> str | None:
        """The address, or its host alone where a word of it is a name."""
        host = _HOST.match(url or "")
        if url is None or host is None:
            return url
        told = set(re.findall(r"[^\W\d_]+", url[host.end() :].lower()))
        if told.isdisjoint(self.known.private | listed("given_names")):
            return url
        self.taken += 1
        return host[0] + "/"


def mask_of(incident: Incident, sources: Iterable[Source]) -> Mask:
    """What is to be masked in the words of this incident, worked out from all of them."""
    titles = [source.title for source in sources if source.title is not None]
    caseless = _is_caseless([*titles, *(span.quote for claim in incident.claims for span in claim.evidence)])
    named = _places(incident)
    sure = {name.lower() for place in named if place.ref is not None for name in (place.name, place.admin1) if name}
    every = frozenset(name.lower() for place in named for name in (place.name, place.admin1) if name)
    places = Known(every, caseless=caseless)
    people: dict[str, str] = {}
    for label, text, known in (*_told(incident, places), *(("person", title, places) for title in titles)):
        for name in names(text, known):
            for word in name.words:
                people[word] = min(people.get(word, "person"), label, key=_LABELS.index)
    for word in _bare_victims(incident, caseless=caseless):
        people[word] = min(people.get(word, "victim"), "victim", key=_LABELS.index)
    told = frozenset(name for name in places.places if name in sure or not set(name.split()) <= people.keys())
    known = replace(places, places=told, private=frozenset(people))
    return Mask(known, people, _misread(incident, known))


def _told(incident: Incident, places: Known) -> Iterator[tuple[str, str, Known]]:
    """All words of the incident, with what a person named in them is to it."""
    bare = Known(caseless=places.caseless)
    for claim in incident.claims:
        label = _label(claim)
        for text in _words(claim.value):
            yield label, text, places
        for span in claim.evidence:
            yield "person", span.quote, places
        if claim.said_by.role is not SpeakerRole.ARTICLE and claim.said_by.ref is None:
            role = claim.said_by.role
            speaker = _SPEAKER_LABELS.get(role, "speaker") if role is not None else "speaker"
            yield speaker, claim.said_by.name, bare


def _misread(incident: Incident, known: Known) -> frozenset[str]:
    """Names of places that nothing but a person's name was read as: "Sutton" of "Sutton died", never "in Sutton"."""
    told: dict[str, bool] = {}
    for claim in incident.claims:
        if claim.field is Field.PLACE and isinstance(claim.value, Place) and claim.value.name is not None:
            named = any(_is_told(span.quote, claim.value.name, known) for span in claim.evidence)
            told[claim.value.name] = told.get(claim.value.name, False) or named
    return frozenset(name for name, as_place in told.items() if not as_place)


def _is_told(quote: str, name: str, known: Known) -> bool:
    """True when the words hold something beside names of people that may be the place."""
    found = names(quote, known)
    covered = sum(each.end - each.start for each in found)
    return len(found) == 0 or (
        covered < len(quote) and not any(set(name.lower().split()) <= set(n.words) for n in found)
    )


def _bare_victims(incident: Incident, *, caseless: bool) -> Iterator[str]:
    """One capital word for who was hurt ("Council died"): a body is no victim, so it is somebody's name."""
    for claim in incident.claims:
        if claim.field in _VICTIM_FIELDS and not caseless:
            for text in _words(claim.value):
                word = text.strip()
                if word.isalpha() and word.istitle() and not word.endswith("s") and not is_role(word.lower()):
                    yield word.lower()


def _label(claim: Claim) -> str:
    if claim.field in _VICTIM_FIELDS:
        return "victim"
    return "suspect" if claim.field in _SUSPECT_FIELDS else "person"


def _words(value: Value) -> tuple[str, ...]:
    """The words of a value that may name a person; the name of a place is one of its own."""
    match value:
        case Count(population=str() as population):
            return (population,)
        case Ref(ref=None):
            return (value.name,)
        case Code() | Money():
            return (value.words,)
        case Text():
            return (value.text,)
        case Place(site=str() as site):
            return (site,)
        case _:
            return ()


def _places(incident: Incident) -> tuple[Place, ...]:
    """The incident's places as told and as chosen."""
    told = tuple(c.value for c in incident.claims if isinstance(c.value, Place))
    return told if incident.place is None else (*told, incident.place)


def _is_caseless(texts: Iterable[str]) -> bool:
    """True where the words are all in capitals or all in small letters: then a capital tells nothing."""
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    return len(letters) > 0 and (upper > 0.8 * len(letters) or upper == 0)
