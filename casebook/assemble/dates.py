"""Which date and place of a sentence belong to its incident, and which to the speaking, the funeral or the release."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.assemble.scene import Dated, Placed, Scene
from casebook.extract.found import Line, live
from casebook.extract.responsibility import BULK
from casebook.extract.toponyms import Relation
from casebook.lists.lexicon import harm, reporting_verbs, triggers
from casebook.lists.rows import HarmField, Speech
from casebook.lists.words import words as listed
from casebook.model.issue import Issue
from casebook.model.mention import PassageKind
from casebook.split.chains import tail_end
from casebook.split.chunks import VerbGroup
from casebook.split.clauses import is_passive, subject_of
from casebook.split.sentence import Sentence

_OPEN_ENDED = frozenset({"since", "until", "till", "before", "after", "from", "by", "following"})
_ELSEWHERE = frozenset({HarmField.RELEASED, HarmField.ARRESTED})
_HANGING = frozenset({"of", "on", "at", "in", "near", "outside", "against"})
_TOWARDS = frozenset({"to", "from", "towards", "toward", "into"})


def incident_dates(scene: Scene, number: int) -> list[Dated]:
    """The date words of a line that can be the day of its incident."""
    line = scene.lines[number]
    if line.sentence.passage.kind is PassageKind.DATELINE:
        return []
    acts = _acts(scene, number)
    return [dated for dated in scene.dates[number] if _date_fits(line, dated, acts)]


def _only_reacts(line: Line) -> bool:
    """True for a sentence that condemns or mourns: its day and place are those of the words."""
    return any(found.kind in (Speech.CONDEMN, Speech.APOLOGISE) for found in line.said.attributions)


def _acts(scene: Scene, number: int) -> frozenset[int]:
    """The tokens of the words that tell an act: an arrest is aftermath, unless it is the incident."""
    return frozenset(at for act in live(scene.happenings[number]) for at in range(act.first, act.last))


def _date_fits(line: Line, dated: Dated, acts: frozenset[int]) -> bool:
    sentence = line.sentence
    first = dated.first
    before = sentence.words[max(0, first - 2) : first]
    if any(word in _OPEN_ENDED for word in before[-1:]) or sentence.words[first] in _OPEN_ENDED:
        return False
    if _is_stamp(sentence, first):
        return False
    if before == ("since", "the"):  # "killed since the October coup"
        return False
    if _inside_trigger(sentence, first) or _before_trigger(sentence, dated.last):
        return True
    if sentence.words[dated.last : dated.last + 1] == ("that",) and any(a.verb < first for a in line.said.attributions):
        return False  # "said in a statement carried on Thursday that …"
    group = governing_verb(sentence, first, dated.last)
    if group is None or group.head in acts:
        return True
    if _only_reacts(line):
        return False
    if _beside_clock(sentence, first, dated.last) and reporting_verbs().at(sentence.words, group.head) is not None:
        return True
    if sentence.words[group.head] in listed("calls_for_help"):
        return True
    return not (_speaks(line, group, first) or _is_aftermath(sentence, group) or _is_later(sentence, group, first))


def _is_stamp(sentence: Sentence, first: int) -> bool:
    """True for the day of a page: "Posted: Monday, May 4, 2015", "(Published Monday, Oct. 31)"."""
    before = [word for word in sentence.words[max(0, first - 4) : first] if word[0].isalpha() and word != "on"]
    return (
        before[-1:] != []
        and before[-1] in listed("page_stamps")
        and not any(
            group.first <= at < group.last and group.last - group.first > 1
            for group in sentence.verbs
            for at in range(max(0, first - 4), first)
        )
    )


def _inside_trigger(sentence: Sentence, at: int) -> bool:
    """True inside the noun phrase of an incident's word or right after it: "Tuesday's raid", "the raid on Monday"."""
    for match in sentence.matches(triggers()):
        phrase = sentence.phrase_at(match.start)
        if phrase is None or sentence.verb_at(match.start) is not None:
            continue
        end = tail_end(sentence, phrase, prepositions=_HANGING)
        if phrase.first <= at <= end and all(sentence.verb_at(i) is None for i in range(phrase.last, at)):
            return True
    return False


def _before_trigger(sentence: Sentence, last: int) -> bool:
    """True right before an incident's word: "Tuesday night's shooting", "an Oct. 12 drug-related shooting"."""
    for match in sentence.matches(triggers()):
        between = range(last, match.start)
        if 0 <= match.start - last <= 3 and sentence.verb_at(match.start) is None:
            return all(sentence.tags[at].startswith(("JJ", "NN", "POS", "HYPH", "VBN")) for at in between)
    return False


def _beside_clock(sentence: Sentence, first: int, last: int) -> bool:
    """True for a day with its hour: "Deputies said around 6:30 p.m. Sunday a car drove up" times no saying."""
    near = sentence.words[max(0, first - 2) : first] + sentence.words[last : last + 3]
    return any(word in {"a.m.", "p.m.", "am", "pm"} for word in near)


def governing_verb(sentence: Sentence, first: int, last: int) -> VerbGroup | None:
    """The verb that a phrase at [first, last) says when or where: the nearest before it, or the one it opens."""
    left = [group for group in sentence.verbs if group.last <= first]
    right = [group for group in sentence.verbs if group.first >= last]
    if len(right) > 0 and _opens(sentence, right[0], first, last, left):
        return right[0]
    if len(left) > 0:
        return left[-1]
    return right[0] if len(right) > 0 else None


def _opens(sentence: Sentence, group: VerbGroup, first: int, last: int, left: list[VerbGroup]) -> bool:
    """True when the phrase stands between a subject and its verb, or opens the clause: "Officials on Friday said"."""
    reduced = len(left) > 0 and left[-1].form == "participle" and left[-1].last <= first
    if group.first == last:
        return not reduced  # "workers abducted in November were freed": the day belongs to "abducted"
    if any(sentence.words[at] in {",", ";", "--"} for at in range(last, group.first)):
        return False  # "in Kirkuk, Iraq, on Monday, police said"
    subjects = subject_of(sentence, group)
    if (
        len(subjects) > 0
        and subjects[0].first >= last
        and (first == 0 or sentence.words[first - 1] in {",", ";", "and", "but"})
    ):
        return True
    return len(left) == 0 and first <= 1


def _speaks(line: Line, group: VerbGroup, at: int) -> bool:
    """True when the verb is one of speech and the words at `at` are not what is said."""
    sentence = line.sentence
    if reporting_verbs().at(sentence.words, group.head) is None or _told_of_event(sentence, group):
        return False
    if not any(found.verb == group.head for found in line.said.attributions):
        return sentence.words[group.head] in listed("saying")
    said = any(found.verb == group.head and found.holds(at) for found in line.said.attributions)
    return not said or at - group.last <= 3


def _told_of_event(sentence: Sentence, group: VerbGroup) -> bool:
    """True for "The shooting was reported at 2 p.m. on Elm Street": what is reported so was there and then."""
    return is_passive(sentence, group) and _of_event(sentence, group)


def _of_event(sentence: Sentence, group: VerbGroup) -> bool:
    """True for a verb whose subject is the incident: "the shooting began", "the incident was reported"."""
    return any(
        triggers().at(sentence.words, phrase.head) is not None or sentence.words[phrase.head] == "incident"
        for phrase in subject_of(sentence, group)
    )


def _is_aftermath(sentence: Sentence, group: VerbGroup) -> bool:
    word = sentence.words[group.head]
    match = harm().at(sentence.words, group.head)
    if match is not None and all(row.field in _ELSEWHERE for row in match.items):
        return True
    if triggers().at(sentence.words, group.head) is not None or _of_event(sentence, group):
        return False
    return word in listed("afterwards") and match is None


def _is_later(sentence: Sentence, group: VerbGroup, at: int) -> bool:
    """True for a day of court, of a vigil, of a state of health: "appeared in court Monday", "in stable condition"."""
    if triggers().at(sentence.words, group.head) is not None or harm().at(sentence.words, group.head) is not None:
        return False
    start = max(group.first - 4, at - 9, 0)
    return bool(listed("later_things") & set(sentence.words[start:at]))


def incident_places(scene: Scene, number: int) -> list[Placed]:
    """The places of a line that can be where its incident was, nearest relation first."""
    line = scene.lines[number]
    acts = _acts(scene, number)
    return [placed for placed in scene.places[number] if _place_fits(line, placed, acts)]


def _place_fits(line: Line, placed: Placed, acts: frozenset[int]) -> bool:
    words = placed.words
    if words.modifier or placed.place is None or (words.relation is Relation.OTHER and not placed.told):
        return False
    sentence = line.sentence
    if sentence.words[words.last : words.last + 2] in ((",", "where"), ("where",)):
        return True
    if words.first > 0 and sentence.words[words.first - 1] in _TOWARDS and words.relation is not Relation.NEAR:
        return False
    if words.relation is Relation.NEAR and _is_far(sentence, words.first):
        return False
    if any(found.subject[0] <= words.first < found.subject[1] for found in line.said.attributions):
        return False
    if placed.told or _inside_trigger(sentence, words.first):
        return True
    group = governing_verb(sentence, words.first, words.last)
    if group is None or group.head in acts:
        return True
    if _only_reacts(line) or _is_care(sentence, group, words.first):
        return False
    if _speaks(line, group, words.first) or sentence.words[group.head] in listed("being_there"):
        return False
    return not (_is_aftermath(sentence, group) and words.first > group.first)


def _is_far(sentence: Sentence, at: int) -> bool:
    """True for the town at the end of a distance that is no nearness: "120 miles north of Springfield"."""
    before = sentence.words[max(0, at - 6) : at]
    for unit, most in (("miles", 25), ("mile", 25), ("km", 40), ("kilometers", 40), ("kilometres", 40)):
        if unit in before[1:]:
            number = before[before.index(unit) - 1]
            return number.isdigit() and int(number) > most
    return False


def _is_care(sentence: Sentence, group: VerbGroup, at: int) -> bool:
    """True for the town of the hospital that the hurt were brought to: "was flown to a hospital in Tyler"."""
    if triggers().at(sentence.words, group.head) is not None:
        return False
    if sentence.words[group.head] in listed("brought_to_care"):
        return True
    before = sentence.words[group.first : at]
    return any(
        word in listed("houses_of_care") and (word not in ("center", "centre") or "medical" in before)
        for word in before
    )


def unresolved_dates(scene: Scene) -> Iterator[Issue]:
    """An Issue for each date of an incident that the text does not allow to work out."""
    for number, line in enumerate(scene.lines):
        single = [found for found in scene.found[number] if found.mention.code != BULK]
        if len(live(scene.happenings[number])) == 0 and len(single) == 0:
            continue
        for found in incident_dates(scene, number):
            if found.reason is not None:
                span = line.sentence.span(found.first, found.last)
                message = f'"{span.quote}" cannot be dated: {found.reason}'
                yield Issue("resolve.dates", "date_unresolved", message, (span,), scene.report.id)
