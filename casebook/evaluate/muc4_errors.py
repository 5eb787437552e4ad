"""What was missed and invented in one MUC-4 story: its relevance, and the fillers of the five roles.

A filler is found when one of its gold strings is given for its role, letter for letter as the strict scorer has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.evaluate.errors import Error, form, sentence_at, topic
from casebook.evaluate.muc4_template import Template

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_CORPUS = "muc4"

Form = Mapping[str, Any]


def story_errors(
    story: str, text: str, made: Sequence[Form], due: Sequence[Form], templates: Sequence[Template]
) -> Iterator[Error]:
    """The errors of one story from its forms and its gold ones, both normalised by the scorer."""
    if len(made) > 0 and len(due) == 0:
        for template in templates:
            sentence = sentence_at(text, template.at)
            yield Error(_CORPUS, story, "story taken for relevant", topic(sentence, template.kind), sentence)
        return
    if len(due) > 0 and len(made) == 0:
        kinds = ", ".join(sorted({str(form["incident_type"]) for form in due}))
        first = next((string for form in due for role in ROLES for entity in form[role] for string in entity), "")
        yield Error(_CORPUS, story, "relevant story missed", kinds, _sentence(text, first), first)
        return
    for role in ROLES:
        yield from _role_errors(story, text, role, _entities(made, role), _entities(due, role))


def _role_errors(
    story: str, text: str, role: str, made: Sequence[Sequence[str]], due: Sequence[Sequence[str]]
) -> Iterator[Error]:
    given = {string for entity in made for string in entity}
    known = {string for entity in due for string in entity}
    for entity in due:
        if not given & set(entity):
            sentence = _sentence(text, entity[0])
            near = next((string for string in given if set(string.split()) & set(entity[0].split())), None)
            kind = "other words given" if near is not None else form(entity[0].lower())
            yield Error(_CORPUS, story, f"{role} missed", kind, sentence, entity[0], near)
    for entity in made:
        if not known & set(entity):
            sentence = _sentence(text, entity[0])
            yield Error(_CORPUS, story, f"{role} invented", topic(sentence, "other"), sentence, None, entity[0])


def _entities(forms: Sequence[Form], role: str) -> list[list[str]]:
    found: list[list[str]] = []
    for each in forms:
        for entity in each[role]:
            if all(set(entity) != set(other) for other in found):
                found.append(list(entity))
    return found


def _sentence(text: str, words: str) -> str:
    flat = " ".join(text.split())
    return sentence_at(flat, max(0, flat.upper().find(words.upper())))
