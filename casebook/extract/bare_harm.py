"""A sentence that tells of people killed, hurt or taken by someone, and has no other word for the incident.

"Three farmers were shot dead near Lodja" is an incident; "three were killed in a road accident" is none. Words for
causes that are no violence stand in `lists/data/nonviolent.csv`.
"""

from __future__ import annotations

from casebook.extract.arrests import by_state
from casebook.extract.causes import nonviolent
from casebook.extract.found import Happening, Line
from casebook.lists.lexicon import harm, modality
from casebook.lists.rows import HarmField, HarmPos, Scope, Strength
from casebook.lists.words import words as listed
from casebook.model.claim import Modality, Occurrence

_VIOLENT = frozenset({HarmField.KILLED, HarmField.INJURED, HarmField.KILLED_OR_INJURED, HarmField.ABDUCTED})


def bare_harm(line: Line) -> list[Happening]:
    """The sentence's verb of harm as a happening, or nothing."""
    sentence = line.sentence
    if len(sentence.matches(nonviolent())) > 0:
        return []
    if any(cue.scope is Scope.SENTENCE for match in sentence.matches(modality()) for cue in match.items):
        return []
    for match in sentence.matches(harm()):
        group = sentence.verb_at(match.start)
        rows = [row for row in match.items if row.field in _VIOLENT and row.pos is HarmPos.TRANSITIVE]
        if any(row.field is HarmField.ABDUCTED for row in rows) and by_state(sentence, match.start):
            continue
        if len(rows) == 0 or group is None or group.negated or group.modal is not None or group.form == "infinitive":
            continue
        plain = sentence.words[match.start] in listed("plain_harm")
        types = tuple(row.trigger_type for row in rows if row.trigger_type is not None)
        return [
            Happening(
                line=line.number,
                first=match.start,
                last=match.end,
                types=types,
                strength=Strength.WEAK if plain else Strength.LOOSE,
                noun=False,
                definite=False,
                generic=False,
                modality=Modality.ASSERTED,
                occurrence=Occurrence.OCCURRED,
                effect=None,
                reason=None,
            )
        ]
    return []
