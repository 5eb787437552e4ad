"""One story from its sentences to accounts, claims and issues: the extraction rules and the assembly together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from casebook.assemble.accounts import make_account
from casebook.assemble.claims import Maker
from casebook.assemble.corrections import apply_corrections
from casebook.assemble.dates import unresolved_dates
from casebook.assemble.deaths import later_deaths
from casebook.assemble.drafts import Draft, occurrence
from casebook.assemble.grouping import draft_incidents
from casebook.assemble.hurt_or_dead import settled
from casebook.assemble.scene import Dated, Placed, Scene
from casebook.assemble.sifting import no_zero_beside_hurt, shot_only, told_once
from casebook.assemble.speakers import Standing, one_channel
from casebook.extract.aftermath import aftermath
from casebook.extract.arrests import states_force
from casebook.extract.bare_harm import bare_harm
from casebook.extract.force import with_force
from casebook.extract.found import Found, Happening, Line, live
from casebook.extract.happenings import happenings
from casebook.extract.harm import casualties
from casebook.extract.learned.combine import PlaceTerms, Table, combined, table
from casebook.extract.learned.encoder import predictions
from casebook.extract.learned.place_words import heard_place, new_places
from casebook.extract.learned.sentences import NOT_TOLD, told_by_both
from casebook.extract.learned.vectors import Prediction
from casebook.extract.relevance import relevant
from casebook.extract.responsibility import BULK, responsibility
from casebook.extract.roles import roles
from casebook.extract.toponyms import PlaceWords, Relation, find_places
from casebook.lists.gazetteer import demonym
from casebook.model.claim import Account, Claim, Field, Modality, Occurrence, Role
from casebook.model.coded import Coded
from casebook.model.engine import Engine
from casebook.model.mention import PassageKind
from casebook.model.report import Report
from casebook.model.values import DatePrecision, Days
from casebook.norms.clocks import find_clocks
from casebook.norms.date_words import DateKind
from casebook.resolve.dates import Unresolved, resolve_date
from casebook.resolve.places import resolve_places
from casebook.split.passages import passages
from casebook.split.sentence import parse
from casebook.split.speech import speech

_SUBSTANCE = frozenset(
    {
        Field.KILLED,
        Field.INJURED,
        Field.ABDUCTED,
        Field.PEOPLE_AFFECTED,
        Field.TARGET,
        Field.VICTIM,
        Field.PERPETRATOR,
        Field.PERPETRATOR_DESCRIPTION,
        Field.CLAIM_OF_RESPONSIBILITY,
        Field.SITE,
        Field.DEMAND,
    }
)
_TELLS_STILL = (None, "explicit_no_incident")  # the sentence may still tell of the story's incident
RECENT_DAYS = 92  # the ontology's bound between a secondary incident and a reference


def read_story(report: Report, engine: Engine = Engine.RULES) -> Coded:
    """Everything that is read from one report."""
    scene = build_scene(report, engine)
    if scene is None:
        return Coded(report)
    drafts = [draft for draft in draft_incidents(scene) if _stands(draft)]
    maker = Maker(scene, _standing(scene, drafts))
    accounts: list[Account] = []
    claims: list[Claim] = []
    main = _main(drafts)
    for draft in drafts:
        account = make_account(scene, draft, _role(draft, draft is main, report.published))
        if all(account.id != other.id for other in accounts):  # one phrase tells one incident: what is said joins it
            accounts.append(account)
        captive = any(leaf.startswith("captive.") for leaf in draft.types())
        made = list(replace(maker, captive=captive).claims(draft, account, main=draft is main))
        made = settled(no_zero_beside_hurt(shot_only(made, draft.found)), draft.found)
        made = apply_corrections(scene, made)
        claims.extend([*told_once(made), *later_deaths(made)])
    claims.extend(_loose(scene, maker))
    claims = one_channel(claims)
    return Coded(report, tuple(accounts), _distinct(claims), tuple(unresolved_dates(scene)))


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in claims}.values())


def read_lines(report: Report) -> list[Line]:
    """The story's sentences with who says what in them, page furniture left out."""
    sentences = [parse(report, passage) for passage in passages(report) if passage.kind is not PassageKind.FURNITURE]
    return [
        Line(number, sentence, said)
        for number, (sentence, said) in enumerate(zip(sentences, speech(sentences), strict=True))
    ]


def build_scene(report: Report, engine: Engine = Engine.RULES) -> Scene | None:
    """The story's lines with everything found in them; None when no line reports an incident."""
    if not relevant(report.text):
        return None
    lines = read_lines(report)
    told = [happenings(line) if line.sentence.passage.kind is not PassageKind.DATELINE else [] for line in lines]
    told = with_force(lines, [_with_harm(line, found) for line, found in zip(lines, told, strict=True)])
    read: list[Prediction | None] = [None] * len(lines) if engine is Engine.RULES else predictions(lines)
    if engine is Engine.ENCODER:
        told = [[] for _ in lines]
    terms = table(engine)
    best = max((one.tells for one in read if one is not None), default=0.0)
    told = [_settled(line, found, one, terms, best) for line, found, one in zip(lines, told, read, strict=True)]
    if not any(live(found) for found in told):
        return None
    return Scene(
        report,
        lines,
        told,
        _found(lines, told, read, terms),
        [_dates(line, report.published) for line in lines],
        _places(lines, read, terms.place),
    )


def _with_harm(line: Line, told: list[Happening]) -> list[Happening]:
    return told if len(told) > 0 else bare_harm(line)


def _settled(line: Line, told: list[Happening], read: Prediction | None, terms: Table, best: float) -> list[Happening]:
    if read is None or line.sentence.passage.kind is PassageKind.DATELINE:
        return told
    return told_by_both(line, told, read, terms.sentence, best=best)


def _found(
    lines: Sequence[Line], told: Sequence[Sequence[Happening]], read: Sequence[Prediction | None], terms: Table
) -> list[list[Found]]:
    found: list[list[Found]] = []
    begun = False
    captive = any(leaf.startswith("captive.") for happened in told for h in happened for leaf in h.types)
    counted: Field | None = None
    for line, happened, one in zip(lines, told, read, strict=True):
        alive = live(happened)
        begun = begun or len(alive) > 0
        if line.sentence.passage.kind is PassageKind.DATELINE or not begun:
            found.append([])
            continue
        acts = [*alive, *(h for h in happened if h.reason == NOT_TOLD)]  # no incident of its own, but of the story's
        generic = len(acts) == 0 and any(h.reason not in _TELLS_STILL for h in happened)
        figures = [] if generic else casualties(line, counted)
        counted = figures[-1].mention.field if len(figures) > 0 else None
        own = [] if generic else _once([*figures, *roles(line, acts)])
        told_here = [*own, *responsibility(line), *aftermath(line, in_story=begun, captive=captive)]
        found.append(told_here if one is None or generic else combined(line, told_here, one, terms))
    return found


def _once(found: list[Found]) -> list[Found]:
    """Leave out victims that a figure of the same words already tells of, and what a speaker only wishes or fears."""
    figures = [f.mention.words for f in found if f.mention.field in (Field.KILLED, Field.INJURED, Field.ABDUCTED)]
    kept = [f for f in found if f.mention.modality is not Modality.HYPOTHETICAL]
    return [
        f
        for f in kept
        if f.mention.field is not Field.VICTIM
        or not any(w.start < f.mention.words.end and f.mention.words.start < w.end for w in figures)
    ]


def _dates(line: Line, published: date | None) -> list[Dated]:
    sentence = line.sentence
    dated: list[Dated] = []
    no_point = (DateKind.DURATION, DateKind.NARRATED, DateKind.DECADE)
    for words in sentence.dates:
        if words.kind in no_point or words.bound is not None:
            continue
        value = resolve_date(words, published)
        if (
            published is not None
            and not isinstance(value, Unresolved)
            and value.first is not None
            and value.first > published
        ):
            continue  # what is to come is no day of what happened
        if isinstance(value, Unresolved):
            dated.append(Dated(line.number, words.first, words.last, None, None, value.reason))
        else:
            dated.append(Dated(line.number, words.first, words.last, value))
    for clock in find_clocks(sentence.tokens):
        if clock.last < len(sentence.tags) and sentence.tags[clock.last] in ("NN", "NNS"):
            continue  # "the night coach"
        dated.append(Dated(line.number, clock.first, clock.last, None, clock.clock))
    return dated


def _places(lines: Sequence[Line], read: Sequence[Prediction | None], terms: PlaceTerms) -> list[list[Placed]]:
    surnames = {name for line in lines for name in _surnames(line)}
    found = [
        (line.number, words)
        for line, one in zip(lines, read, strict=True)
        for words in _place_words(line, one, terms)
        if words.name not in surnames or words.relation in (Relation.IN, Relation.NEAR) or words.within is not None
    ]
    dateline = next(
        (each.sentence.passage.span.quote for each in lines if each.sentence.passage.kind is PassageKind.DATELINE), None
    )
    resolved = resolve_places([words for _, words in found], dateline, _nations(lines))
    placed: list[list[Placed]] = [[] for _ in lines]
    for (number, words), place in zip(found, resolved, strict=True):
        placed[number].append(Placed(number, words, place, heard_place(words, read[number], terms)))
    return placed


def _place_words(line: Line, read: Prediction | None, terms: PlaceTerms) -> list[PlaceWords]:
    sentence = line.sentence
    words = [token.text for token in sentence.tokens]
    dateline = sentence.passage.kind is PassageKind.DATELINE
    found = find_places(words, sentence.tags, dateline=dateline)
    return found if read is None or dateline else [*found, *new_places(line, found, read, terms)]


def _surnames(line: Line) -> Iterator[str]:
    """Last names of people whose age the sentence tells ("Ana Sutton, 26," or "26-year-old Ana Sutton")."""
    sentence = line.sentence
    texts = [token.text for token in sentence.tokens]
    for phrase in sentence.phrases:
        name = [at for at in range(phrase.first, phrase.last) if texts[at][0].isupper()]
        if len(name) < 2 or sentence.tags[phrase.head] != "NNP" or not sentence.cased:
            continue
        aged = texts[phrase.last : phrase.last + 1] == [","] and texts[phrase.last + 1 : phrase.last + 2]
        if (aged and aged[0].isdigit()) or any("-year-old" in text for text in texts[phrase.first : phrase.head]):
            yield texts[phrase.head]


def _nations(lines: Sequence[Line]) -> list[str]:
    """Country codes that the story's demonyms speak for, the most frequent first."""
    counted: Counter[str] = Counter()
    for line in lines:
        for token, tag in zip(line.sentence.tokens, line.sentence.tags, strict=True):
            if tag.startswith(("JJ", "NNP", "NNS")):
                codes = demonym(token.text)
                if len(codes) == 1:
                    counted[codes[0]] += 1
    return [code for code, _ in counted.most_common()]


def _stands(draft: Draft) -> bool:
    """False for a draft that names a kind of act and nothing of it: nobody hit, no doer, and no place or day either."""
    fields = {item.mention.field for item in draft.found}
    if fields & _SUBSTANCE:
        return True
    return len(draft.types()) > 0 and (len(draft.places()) > 0 or len(draft.days()) > 0)


def _main(drafts: Sequence[Draft]) -> Draft | None:
    """What the report is about: the first incident that happened, else the first."""
    happened = [draft for draft in drafts if not _only_named(draft) and occurrence(draft) is Occurrence.OCCURRED]
    return next(iter([*happened, *drafts]), None)


def _role(draft: Draft, main: bool, published: date | None) -> Role:
    if _only_named(draft):
        return Role.REFERENCE
    if main:
        return Role.MAIN
    days = draft.days()
    if len(days) > 0 and published is not None:
        last = max((day.last for day in days if day.last is not None), default=None)
        return Role.REFERENCE if last is not None and (published - last).days > RECENT_DAYS else Role.SECONDARY
    return Role.REFERENCE if any(_long_ago(day) for day in days) else Role.SECONDARY


def _only_named(draft: Draft) -> bool:
    """True for an older incident that the story only names ("the murder of X"): no day of it, not in the lead."""
    told = [happening for cluster in draft.clusters for happening in cluster.happenings]
    named = all(happening.noun and happening.definite for happening in told)
    return named and not any(cluster.lead for cluster in draft.clusters) and len(draft.days()) == 0


def _long_ago(days: Days) -> bool:
    return days.precision is DatePrecision.YEAR


def _standing(scene: Scene, drafts: Sequence[Draft]) -> Standing:
    countries = Counter(
        p.place.country for line in scene.places for p in line if p.place is not None and p.place.country
    )
    country = countries.most_common(1)[0][0] if countries else None
    return Standing(country, _forces_did_it(scene, drafts), scene.report.published)


def _forces_did_it(scene: Scene, drafts: Sequence[Draft]) -> bool:
    """True when a state's force is named as having done it, or the act is one that only forces do (an air strike)."""
    for draft in drafts[:1]:
        if any(leaf.startswith(("remote.air", "remote.drone", "armed.clash")) for leaf in draft.types()):
            return True
        for item in draft.found:
            if item.mention.field in (Field.PERPETRATOR, Field.PERPETRATOR_DESCRIPTION, Field.ACCUSATION):
                sentence = scene.lines[item.line].sentence
                inside = [
                    i
                    for i, t in enumerate(sentence.tokens)
                    if item.mention.words.start <= t.start < item.mention.words.end
                ]
                if len(inside) > 0 and states_force(sentence, inside[0], inside[-1] + 1):
                    return True
    return False


def _loose(scene: Scene, maker: Maker) -> Iterator[Claim]:
    for found in scene.found:
        for item in found:
            if item.mention.code == BULK:
                claim = maker.loose(item)
                if claim is not None:
                    yield claim
