"""Who says what: each attribution of a sentence, its speaker, and the words that are that speaker's.

Speech carries over: "He added" is the person who spoke last, "the ministry" the ministry quoted before, and a sentence
inside an open quotation belongs to the one who is quoted. A sentence with no attribution is the article's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casebook.lists.actors import actors
from casebook.lists.lexicon import attackers, channels, reporting_verbs, speakers, targets
from casebook.lists.rows import ReportingVerb, Speech
from casebook.model.claim import ARTICLE, Channel, Modality, Speaker, SpeakerRole
from casebook.model.report import Span
from casebook.split.clauses import apposition, coordinated, object_of, subject_of, tail_end
from casebook.split.sentence import NounPhrase, Sentence, VerbGroup

_PERSON_PRONOUNS = frozenset({"he", "she"})
_GROUP_PRONOUNS = frozenset({"it", "they"})
_GROUP_NOUNS = frozenset(
    "group organization organisation movement militia insurgents rebels militants faction outfit cartel gang".split()
)
_BODIES = frozenset(
    "front army brigades movement group union association ministry council agency organization organisation monitor network "
    "party committee force forces mission police government command office department charity coalition guard militia "
    "alliance brigade state republic embassy court corps congress federation commission service center centre company "
    "bureau institute observatory watch society foundation authority junta military navy guerrillas newspaper radio tv".split()
)
_DOERS = ("or", "er", "ee", "ist", "man", "woman", "ant", "ent", "ian", "ary", "boy", "girl", "son", "mother", "father")
_TITLES = frozenset(
    "mr mrs ms dr gen general col colonel maj major capt captain lt sgt sheriff chief judge sen rep gov".split()
)
_OPEN = frozenset({"“", "``"})
_QUOTE_MARKS = frozenset({'"', "“", "``"})
_CLOSE = frozenset({"”", "''"})
_WISHES = frozenset({Speech.CALL, Speech.URGE, Speech.VOW, Speech.THREATEN})  # what is to be, not what was
_NO_SPEAKER = frozenset({"there", "what", "which", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, the act of speech, and the token ranges of the sentence that are the speaker's words."""

    speaker: Speaker
    kind: Speech
    modality: Modality
    content: tuple[tuple[int, int], ...]
    subject: tuple[int, int]
    verb: int

    def holds(self, index: int) -> bool:
        """True when the token is among the words attributed."""
        return any(first <= index < last for first, last in self.content)


@dataclass(frozen=True, slots=True)
class Said:
    """The attributions of one sentence; `carried` speaks where none of them holds."""

    attributions: tuple[Attribution, ...] = ()
    carried: Speaker = ARTICLE

    def at(self, index: int) -> tuple[Speaker, Modality]:
        """Who says the word at a token index, and how; the narrowest attribution wins."""
        holding = [found for found in self.attributions if found.holds(index)]
        if len(holding) == 0:
            return self.carried, Modality.ASSERTED
        best = min(holding, key=lambda found: sum(last - first for first, last in found.content))
        return best.speaker, best.modality


@dataclass
class _Memory:
    """Who has spoken or been named so far, newest last."""

    speakers: list[Speaker] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    people: dict[str, tuple[str, SpeakerRole | None]] = field(default_factory=dict)
    group: str | None = None
    person: Speaker | None = None  # the person the last sentence was about, who has not spoken yet
    open_quote: bool = False


def speech(sentences: Sequence[Sentence]) -> list[Said]:
    """What each sentence attributes to whom, in the order of the sentences."""
    memory = _Memory()
    found = []
    paragraph = -1
    for sentence in sentences:
        inside = memory.open_quote
        attributions = tuple(_attributions(sentence, memory))
        memory.open_quote = _quote_open(sentence, inside)
        carried = ARTICLE
        goes_on = inside or (sentence.words[0] in _QUOTE_MARKS and sentence.passage.paragraph == paragraph)
        if len(attributions) == 0 and goes_on and len(memory.speakers) > 0:
            carried = memory.speakers[-1]
        paragraph = sentence.passage.paragraph
        found.append(Said(attributions, carried))
        _remember_names(sentence, memory, attributions)
    return found


def _quote_open(sentence: Sentence, inside: bool) -> bool:
    for word in sentence.words:
        if word in _OPEN:
            inside = True
        elif word in _CLOSE:
            inside = False
        elif word == '"':
            inside = not inside
    return inside


def _subject_person(sentence: Sentence, memory: _Memory) -> Speaker | None:
    """A named person with a title or a role who opens the sentence: "Dr Warsengo, head of the ward, gave …"."""
    phrase = sentence.phrases[0] if len(sentence.phrases) > 0 else None
    if phrase is None or phrase.first > 0 or not sentence.cased or phrase.last - phrase.first < 2:
        return None
    if not sentence.tags[phrase.head].startswith("NNP") or sentence.words[phrase.head] in _BODIES:
        return None
    role = role_of(sentence, phrase.first, phrase.last) or role_of(
        sentence, phrase.last, _insert_end(sentence, phrase.last)
    )
    speaker = Speaker(_bare(sentence, phrase.first, phrase.last), role)
    memory.persons.add(speaker.key)
    return speaker if role is not None else None


def _remember_names(sentence: Sentence, memory: _Memory, attributed: Sequence[Attribution]) -> None:
    for match in sentence.matches(actors()):
        if any(name.actor.kind == "armed_group" for name in match.items):
            memory.group = sentence.text(match.start, match.end)
    memory.person = _subject_person(sentence, memory) if len(attributed) == 0 else None
    for phrase in sentence.phrases:
        last = sentence.tokens[phrase.head]
        if phrase.last - phrase.first >= 2 and sentence.tags[phrase.head].startswith("NNP"):
            name = _bare(sentence, phrase.first, phrase.last)
            memory.people.setdefault(last.lower, (name, role_of(sentence, phrase.first, phrase.last)))


def _bare(sentence: Sentence, first: int, last: int) -> str:
    """The words without a leading article."""
    while last - first > 1 and sentence.words[first] in ("the", "a", "an", "some"):
        first += 1
    return sentence.text(first, last)


def role_of(sentence: Sentence, first: int, last: int) -> SpeakerRole | None:
    """The role that the speaker list gives for the words: the longest phrase, of two the later one."""
    matches = [
        m for m in speakers().matches(sentence.words[first:last]) if _names_speaker(sentence, m.end + first, last)
    ]
    named = [m for m in actors().matches(sentence.words[first:last]) if m.items[0].actor.kind == "armed_group"]
    if len(named) > 0 and all(match.end <= named[-1].end for match in matches):
        return SpeakerRole.ARMED_GROUP
    if len(matches) == 0:
        return None
    return max(matches, key=lambda match: (match.end - match.start, match.start)).items[0].role


def _names_speaker(sentence: Sentence, end: int, last: int) -> bool:
    """False for a word inside the name of a body: "dawn" in "the Northern Dawn Movement" is no newspaper."""
    return not any(sentence.words[at] in _BODIES and sentence.tags[at].startswith("NNP") for at in range(end, last))


def _attributions(sentence: Sentence, memory: _Memory) -> list[Attribution]:
    found = _all_attributions(sentence, memory)
    closing = [f for f in found if f.content[0][0] == 0 and f.subject[0] > 0]
    return [_cut(each, closing) for each in found]


def _cut(found: Attribution, closing: Sequence[Attribution]) -> Attribution:
    """Speech within speech ends where the outer speaker is named: "he shot first, police said"."""
    for outer in closing:
        if outer is not found and outer.subject[0] > found.verb:
            ranges = tuple((a, min(b, outer.subject[0])) for a, b in found.content if a < outer.subject[0])
            return replace(found, content=ranges or found.content)
    return found


def _all_attributions(sentence: Sentence, memory: _Memory) -> list[Attribution]:
    found = _according(sentence, memory)
    quoted = _quoted_as_saying(sentence, memory)
    if quoted is not None:
        found.append(quoted)
    verbs = reporting_verbs()
    for group in sentence.verbs:
        if quoted is not None and group.first <= quoted.verb <= group.last:
            continue
        match = verbs.at(sentence.words, group.head)
        if match is None:
            continue
        made = _attribution(sentence, memory, group, match.items[0], match.end)
        if made is not None:
            found.append(made)
            memory.speakers.append(made.speaker)
    return found


def _according(sentence: Sentence, memory: _Memory) -> list[Attribution]:
    words = sentence.words
    found = []
    for at in range(len(words) - 2):
        if words[at : at + 2] not in (("according", "to"), ("attributed", "to")) or words[at] != "according":
            continue
        phrase = sentence.phrase_at(at + 2)
        if phrase is None:
            continue
        listed = coordinated(sentence, phrase)
        end = _with_name(sentence, listed[-1])
        first, last = _around(sentence, at, end)
        speaker = _speaker(sentence, memory, listed, (at, end))
        content = tuple(part for part in ((first, at), (end, last)) if part[0] < part[1])
        found.append(Attribution(speaker, Speech.SAY, Modality.ASSERTED, content, (at + 2, end), at))
        memory.speakers.append(speaker)
    return found


def _quoted_as_saying(sentence: Sentence, memory: _Memory) -> Attribution | None:
    """ "this agency quoted a hospital nurse as saying that …": the nurse speaks."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        if words[at : at + 2] != ("as", "saying"):
            continue
        phrase = sentence.phrase_at(at - 1)
        if phrase is not None and phrase.last == at:
            speaker = _speaker(sentence, memory, (phrase,), (phrase.first, at + 2))
            memory.speakers.append(speaker)
            content = ((at + 2, len(words)),)
            return Attribution(speaker, Speech.SAY, Modality.ASSERTED, content, (phrase.first, at), at + 1)
    return None


def _with_name(sentence: Sentence, phrase: NounPhrase) -> int:
    """Where the speaker's words end, a name in apposition included: "the commissioner, Hauwa M.,"."""
    named = apposition(sentence, phrase)
    if named is not None and sentence.tags[named.head].startswith("NNP"):
        return named.last
    return tail_end(sentence, phrase)


def _around(sentence: Sentence, at: int, end: int) -> tuple[int, int]:
    """The clause that "according to" speaks for: up to a semicolon or another attribution's verb."""
    words = sentence.words
    first = max((index + 1 for index in range(at) if words[index] == ";"), default=0)
    last = min((index for index in range(end, len(words)) if words[index] == ";"), default=len(words))
    return first, last


def _attribution(
    sentence: Sentence, memory: _Memory, group: VerbGroup, verb: ReportingVerb, verb_end: int
) -> Attribution | None:
    subjects = subject_of(sentence, group)
    if _takes_blame(sentence, group):
        _remember_claimant(sentence, memory, subjects)
        return None
    inverted = False
    if group.passive and not _quoted_as(sentence, group):
        return None
    if verb.kind is Speech.CALL and sentence.words[group.last : group.last + 1] == ("for",) and _asks(sentence, group):
        return None
    if len(subjects) == 0 and group.form == "finite" and _can_invert(sentence, group):
        subjects = object_of(sentence, group)
        inverted = True
    if len(subjects) == 0 or sentence.words[subjects[0].first] in _NO_SPEAKER:
        return None
    if not _can_speak(sentence, subjects[0]):
        return None
    first = subjects[0].first
    end = _with_name(sentence, subjects[-1])
    after = max(end if inverted else 0, verb_end)
    trailing = group.form in ("gerund", "participle", "infinitive")
    content = _content(
        sentence, group.first if trailing else min(first, group.first), after, verb.kind, only_after=trailing
    )
    if len(content) == 0:
        return None
    words = (min(first, group.first), max(end if inverted else 0, verb_end))
    speaker = _speaker(sentence, memory, subjects, words)
    called = verb.kind is Speech.CALL and sentence.words[verb_end : verb_end + 1] not in (("for",), ("on",), ("upon",))
    wishes = verb.kind in _WISHES and not (called and sentence.words[verb_end - 1] not in ("for", "on", "upon"))
    modality = Modality.HYPOTHETICAL if wishes else verb.modality
    if group.negated and verb.kind in (Speech.SAY, Speech.CONFIRM, Speech.REPORT):
        modality = Modality.BACKGROUND  # "police did not confirm that…" says nothing about it
    return Attribution(speaker, verb.kind, modality, content, (first, end), group.head)


def _remember_claimant(sentence: Sentence, memory: _Memory, subjects: Sequence[NounPhrase]) -> None:
    """Who claims a deed speaks: "It said …" in the next sentence is the claimant."""
    if len(subjects) > 0 and sentence.tags[subjects[0].head] != "PRP":
        words = (subjects[0].first, subjects[0].last)
        speaker = _speaker(sentence, memory, subjects[:1], words)
        memory.persons.discard(speaker.key)
        memory.speakers.append(replace(speaker, role=speaker.role or SpeakerRole.ARMED_GROUP))


def _asks(sentence: Sentence, group: VerbGroup) -> bool:
    """ "have asked for 60 million naira": a demand, not words."""
    return sentence.words[group.head] in ("asked", "asks", "asking", "ask")


def _takes_blame(sentence: Sentence, group: VerbGroup) -> bool:
    """ "claimed responsibility for a bombing" says who claims; the bombing is not the claimant's words."""
    return any(word in ("responsibility", "credit") for word in sentence.words[group.last : group.last + 3])


def _can_speak(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a pronoun, a name, a body or a person; "the lorry was carrying people" has no speaker."""
    words = sentence.words[phrase.first : phrase.last]
    if words[0] in ("i", "we", "you"):
        return False
    tag = sentence.tags[phrase.head]
    if tag == "PRP" or tag.startswith("NNP") or words[-1] in _BODIES:
        return True
    if role_of(sentence, phrase.first, phrase.last) is not None or len(attackers().matches(words)) > 0:
        return True
    people = [row for match in targets().matches(words) if match.end == len(words) for row in match.items]
    if len(people) > 0:
        return any(row.kind.value in ("person", "group", "organisation") for row in people)
    if words[0] in ("a", "an", "the", "one", "another") and tag == "NN" and words[-1].endswith(_DOERS):
        return True  # "the defector said"
    return words[-1] in ("reports", "report", "sources", "source", "statement", "communique", "accounts") or tag == "CD"


def _quoted_as(sentence: Sentence, group: VerbGroup) -> bool:
    return sentence.words[group.head] in ("quoted", "cited") and "as" in sentence.words[group.last : group.last + 2]


def _can_invert(sentence: Sentence, group: VerbGroup) -> bool:
    """ "…", said a trader": the verb stands after a comma, a quotation mark or at the start."""
    before = sentence.words[group.first - 1] if group.first > 0 else ""
    return before in _CLOSE or before in ('"', ",", "'", "’", "")


def _content(
    sentence: Sentence, first: int, last: int, kind: Speech, *, only_after: bool
) -> tuple[tuple[int, int], ...]:
    """The token ranges that belong to the speaker: after the verb, before it, or both."""
    words = sentence.words
    size = len(words)
    stop = next((at for at in range(last, size) if words[at] == ";"), size)  # "…; the contractor put it at four"
    after = (last, stop)
    has_after = _is_clause(sentence, last, size, kind)
    before_end = first
    while before_end > 0 and words[before_end - 1] in {",", '"', "”", "''", "’"}:
        before_end -= 1
    cut = not only_after and before_end < first and _is_clause(sentence, 0, before_end, Speech.SAY)
    if cut and before_end > 0:
        return ((0, first), after) if size - last > 1 else ((0, first),)
    return (after,) if has_after else ()


def _is_clause(sentence: Sentence, first: int, last: int, kind: Speech) -> bool:
    if last - first < 2:
        return False
    if any(group.first >= first and group.last <= last for group in sentence.verbs):
        return True
    if kind is not Speech.SAY:
        return any(phrase.first >= first and phrase.last <= last for phrase in sentence.phrases)
    return any(word in _OPEN or word == '"' for word in sentence.words[first:last])


def _speaker(sentence: Sentence, memory: _Memory, phrases: Sequence[NounPhrase], words: tuple[int, int]) -> Speaker:
    first, last = phrases[0].first, _with_name(sentence, phrases[-1])
    spans = [sentence.span(min(words[0], first), max(words[1], min(last, words[1]) if words[1] > first else last))]
    channel, channel_span = channel_of(sentence, words)
    if channel_span is not None and not spans[0].covers(channel_span):
        spans.append(channel_span)
    known = _known(sentence, memory, phrases)
    if known is not None:
        carried = channel if channel is not Channel.UNSPECIFIED else known.channel
        return replace(known, words=tuple(spans), channel=carried)
    name = _bare(sentence, first, last)
    role = role_of(sentence, first, last) or role_of(sentence, last, _insert_end(sentence, last))
    surname = sentence.words[phrases[-1].head]
    if len(phrases) == 1 and surname in memory.people and _is_surname(sentence, phrases[0]):
        full, full_role = memory.people[surname]
        name, role = (full, role or full_role) if len(full) > len(name) else (name, role or full_role)
    made = Speaker(name, role, None, channel, tuple(spans))
    if len(phrases) == 1 and _is_person(sentence, phrases[0], last):
        memory.persons.add(made.key)
    return made


def _is_surname(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a bare surname, or one after a title: "Isaacs", "Col. Isaacs"; not for another full name."""
    if phrase.last - phrase.first == 1:
        return True
    title = sentence.words[phrase.first].rstrip(".")
    return phrase.last - phrase.first == 2 and (title in _TITLES or not sentence.tags[phrase.first].startswith("NNP"))


def _known(sentence: Sentence, memory: _Memory, phrases: Sequence[NounPhrase]) -> Speaker | None:
    """The speaker that a pronoun or a short definite phrase goes back to."""
    if len(phrases) != 1:
        return None
    phrase = phrases[0]
    words = sentence.words[phrase.first : phrase.last]
    if words[0] in _PERSON_PRONOUNS and memory.person is not None:
        return memory.person
    if words[0] in _PERSON_PRONOUNS:
        people = [s for s in memory.speakers if s.key in memory.persons]
        return people[-1] if len(people) > 0 else None
    if words[0] in _GROUP_PRONOUNS:
        bodies = [s for s in memory.speakers if s.key not in memory.persons or words[0] == "they"]
        return bodies[-1] if len(bodies) > 0 else None
    head = sentence.words[phrase.head]
    if words[0] == "the" and head in ("statement", "communique", "message") and len(words) <= 2:
        return memory.speakers[-1] if len(memory.speakers) > 0 else None
    if words[0] == "the" and head in _GROUP_NOUNS and memory.group is not None and len(words) <= 3:
        return Speaker(memory.group, SpeakerRole.ARMED_GROUP)
    if words[0] == "the" and len(words) <= 3:
        for speaker in reversed(memory.speakers):
            if head in speaker.name.lower().split():
                return speaker
    return None


def _insert_end(sentence: Sentence, at: int) -> int:
    """Where an insert after the speaker's words ends: "Dr Idris, who runs the clinic in Delm, said"."""
    words = sentence.words
    if at + 1 >= len(words) or words[at] != ",":
        return at
    if words[at + 1] not in ("who", "a", "an", "the") and not sentence.tags[at + 1].startswith("NN"):
        return at
    end = at + 1
    while end < len(words) and words[end] not in {",", ";", "."}:
        end += 1
    return end


def _is_person(sentence: Sentence, phrase: NounPhrase, last: int) -> bool:
    """True for one person rather than a body or a group: a name after a title, or a singular noun for a person."""
    if last > tail_end(sentence, phrase):
        return True  # a name in apposition
    tag, head = sentence.tags[phrase.head], sentence.words[phrase.head]
    if tag in ("NNS", "NNPS") or head in _BODIES:
        return False
    if tag.startswith("NNP"):
        return not sentence.text(phrase.head, phrase.head + 1).isupper() or not sentence.cased
    return sentence.words[phrase.first] in ("a", "an", "the", "one", "his", "her", "another")


def channel_of(sentence: Sentence, words: tuple[int, int]) -> tuple[Channel, Span | None]:
    """The nearest channel words within twelve tokens of the attribution."""
    best: tuple[int, Channel, Span] | None = None
    for match in sentence.matches(channels()):
        distance = max(match.start - words[1], words[0] - match.end, 0)
        distance += 8 * (match.items[0].channel is Channel.WRITTEN_STATEMENT)  # "in a statement via Telegram"
        if distance <= 12 and (best is None or distance < best[0]):
            best = (distance, match.items[0].channel, sentence.span(match.start, match.end))
    return (Channel.UNSPECIFIED, None) if best is None else (best[1], best[2])
