"""Who speaks: the speaker that a noun phrase stands for, and the memory of who spoke and was named before.

"He" is the person who spoke last, "the ministry" the ministry quoted before, a surname the full name told earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casebook.lists.actors import actor_status, actors
from casebook.lists.lexicon import attackers, channels, speakers, targets
from casebook.lists.rows import Actor
from casebook.lists.words import words as listed
from casebook.model.claim import Channel, Speaker, SpeakerRole
from casebook.model.report import Span
from casebook.split.chains import apposition, tail_end
from casebook.split.chunks import NounPhrase
from casebook.split.sentence import Sentence

_PERSON_PRONOUNS = frozenset({"he", "she"})
_GROUP_PRONOUNS = frozenset({"it", "they"})


@dataclass
class Memory:
    """Who has spoken or been named so far, newest last."""

    speakers: list[Speaker] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    people: dict[str, tuple[str, SpeakerRole | None]] = field(default_factory=dict)
    group: Speaker | None = None  # the armed group named last
    person: Speaker | None = None  # the person the last sentence was about, who has not spoken yet
    open_quote: bool = False


def role_of(sentence: Sentence, first: int, last: int) -> SpeakerRole | None:
    """The role that the speaker list gives for the words: the longest phrase, of two the later one."""
    matches = [
        m for m in speakers().matches(sentence.words[first:last]) if _names_speaker(sentence, m.end + first, last)
    ]
    named = [m for m in actors().matches(sentence.words[first:last]) if m.items[0].actor.kind == "armed_group"]
    groups = [m for m in named if _is_armed_group(m.items[0].actor, sentence.report.published)]
    if len(groups) > 0 and all(match.end <= groups[-1].end for match in matches):
        return SpeakerRole.ARMED_GROUP
    if len(matches) == 0:  # a movement that has become the state speaks as its officials do
        return SpeakerRole.UNNAMED_OFFICIAL if len(named) > 0 else None
    return max(matches, key=lambda match: (match.end - match.start, match.start)).items[0].role


def _is_armed_group(actor: Actor, on: date | None) -> bool:
    """True for an actor that was an armed group on the day, or by its usual kind where the day does not tell."""
    status = actor_status(actor.ref, on)
    return (status.kind if status is not None else actor.kind) == "armed_group"


def _names_speaker(sentence: Sentence, end: int, last: int) -> bool:
    """False for a word inside the name of a body: "dawn" in "the Northern Dawn Movement" is no newspaper."""
    return not any(
        sentence.words[at] in listed("bodies") and sentence.tags[at].startswith("NNP") for at in range(end, last)
    )


def can_speak(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a pronoun, a name, a body or a person; "the lorry was carrying people" has no speaker."""
    words = sentence.words[phrase.first : phrase.last]
    if words[0] in ("i", "we", "you"):
        return False
    tag = sentence.tags[phrase.head]
    if tag == "PRP" or tag.startswith("NNP") or words[-1] in listed("bodies"):
        return True
    if role_of(sentence, phrase.first, phrase.last) is not None or len(attackers().matches(words)) > 0:
        return True
    people = [row for match in targets().matches(words) if match.end == len(words) for row in match.items]
    if len(people) > 0:
        return any(row.kind.value in ("person", "group", "organisation") for row in people)
    if (
        words[0] in ("a", "an", "the", "one", "another")
        and tag == "NN"
        and words[-1].endswith(tuple(listed("person_endings")))
    ):
        return True  # "the defector said"
    return words[-1] in listed("speaking_papers") or tag == "CD"


def speaker_of(sentence: Sentence, memory: Memory, phrases: Sequence[NounPhrase], words: tuple[int, int]) -> Speaker:
    """The speaker that the phrases name, remembered with what was told of it before; `words` are its attribution."""
    first, last = phrases[0].first, with_name(sentence, phrases[-1])
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


def with_name(sentence: Sentence, phrase: NounPhrase) -> int:
    """Where the speaker's words end, a name in apposition included: "the commissioner, Hauwa M.,"."""
    named = apposition(sentence, phrase)
    if named is not None and sentence.tags[named.head].startswith("NNP"):
        return named.last
    return tail_end(sentence, phrase)


def _bare(sentence: Sentence, first: int, last: int) -> str:
    """The words without a leading article."""
    while last - first > 1 and sentence.words[first] in ("the", "a", "an", "some"):
        first += 1
    return sentence.text(first, last)


def _is_surname(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a bare surname, or one after a title: "Isaacs", "Col. Isaacs"; not for another full name."""
    if phrase.last - phrase.first == 1:
        return True
    title = sentence.words[phrase.first].rstrip(".")
    return phrase.last - phrase.first == 2 and (
        title in listed("titles") or not sentence.tags[phrase.first].startswith("NNP")
    )


def _known(sentence: Sentence, memory: Memory, phrases: Sequence[NounPhrase]) -> Speaker | None:
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
    if words[0] == "the" and head in listed("group_nouns") and len(words) <= 3:
        groups = [s for s in memory.speakers if s.role is SpeakerRole.ARMED_GROUP]
        if len(groups) > 0 or memory.group is not None:
            return groups[-1] if len(groups) > 0 else memory.group
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
    if tag in ("NNS", "NNPS") or head in listed("bodies"):
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


def remember_names(sentence: Sentence, memory: Memory, *, silent: bool) -> None:
    """Keep who is named in a sentence; `silent`: nobody speaks in it, so that its person may in the next."""
    for match in sentence.matches(actors()):
        if any(_is_armed_group(name.actor, sentence.report.published) for name in match.items):
            memory.group = Speaker(sentence.text(match.start, match.end), SpeakerRole.ARMED_GROUP)
    memory.person = _subject_person(sentence, memory) if silent else None
    for phrase in sentence.phrases:
        last = sentence.tokens[phrase.head]
        if phrase.last - phrase.first >= 2 and sentence.tags[phrase.head].startswith("NNP"):
            name = _bare(sentence, phrase.first, phrase.last)
            memory.people.setdefault(last.lower, (name, role_of(sentence, phrase.first, phrase.last)))


def _subject_person(sentence: Sentence, memory: Memory) -> Speaker | None:
    """A named person with a title or a role who opens the sentence: "Dr Warsengo, head of the ward, gave …"."""
    phrase = sentence.phrases[0] if len(sentence.phrases) > 0 else None
    if phrase is None or phrase.first > 0 or not sentence.cased or phrase.last - phrase.first < 2:
        return None
    if not sentence.tags[phrase.head].startswith("NNP") or sentence.words[phrase.head] in listed("bodies"):
        return None
    role = role_of(sentence, phrase.first, phrase.last) or role_of(
        sentence, phrase.last, _insert_end(sentence, phrase.last)
    )
    speaker = Speaker(_bare(sentence, phrase.first, phrase.last), role)
    memory.persons.add(speaker.key)
    return speaker if role is not None else None


def remember_claimant(sentence: Sentence, memory: Memory, subjects: Sequence[NounPhrase]) -> None:
    """Who claims a deed speaks: "It said …" in the next sentence is the claimant."""
    if len(subjects) > 0 and sentence.tags[subjects[0].head] != "PRP":
        words = (subjects[0].first, subjects[0].last)
        speaker = speaker_of(sentence, memory, subjects[:1], words)
        memory.persons.discard(speaker.key)
        memory.speakers.append(replace(speaker, role=speaker.role or SpeakerRole.ARMED_GROUP))
