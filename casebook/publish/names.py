"""Which words of a phrase may be the name of a person: every capital that nothing else explains.

The invariant: a name is never recognised, only what is no name is. Days, peoples, bodies, actors of the registry,
places where a place is told, roles and ordinary words are known from lists; what is left is taken as a name. So a name
that no list has ever heard of is found too, and a body or a village that no list knows is sometimes taken for one: to
mask too much is a blemish, to mask too little a harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from casebook.lists.actors import actors
from casebook.lists.gazetteer import ToponymKind, demonym, lookup
from casebook.lists.lexicon import attackers, harm, speakers, targets, triggers, weapons
from casebook.lists.placewords import DIRECTIONS, HEADS, INSIDE, NEARBY
from casebook.lists.rows import TargetKind
from casebook.lists.words import words as listed
from casebook.norms.tokens import Token, tokens
from casebook.split.tagger import has_case, is_name_only, is_ordinary, tag

_LONGEST_BODY = 9
_ACRONYM = 4
_OF = frozenset({"of", "for", "the", "and", "&", "de", "del", "la"})
_AT_PLACE = frozenset({*INSIDE, *NEARBY, "from"}) - {"at", "around"}
_NEVER_ENDINGS = ("tion", "tions", "ness", "ship", "ility", "ically", "ization")
_SAINTS = frozenset({"st", "saint", "san", "santa"})
_SPEAKING_BODIES = frozenset({"police", "army", "military", "guard", "government"})
_BODIES = (TargetKind.SITE, TargetKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Known:
    """What an incident itself tells of its words: `places` may stay wherever they stand, `private` may never.

    `caseless`: the reports write all in capitals or all in small letters, so that a capital tells nothing.
    """

    places: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    caseless: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The characters [start, end) of a phrase that may be a person's name, and its words in lower case."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(slots=True)
class _Phrase:
    """A phrase being read: its tokens, whether each could belong to a name, and how far it is explained."""

    tokens: Sequence[Token]
    known: Known
    lower: tuple[str, ...] = field(init=False)
    could: list[bool] = field(init=False)
    reach: int = 0

    def __post_init__(self) -> None:
        self.lower = tuple(token.lower for token in self.tokens)
        self.could = _candidates(self.tokens, self.known)
        for at in range(1, len(self.tokens)):
            back = at - 1
            while (
                back >= 0 and _has_age(self, at) and self.tokens[back].text.istitle() and not is_role(self.lower[back])
            ):
                self.could[back] = True
                back -= 1


def names(text: str, known: Known = Known()) -> tuple[Name, ...]:
    """The stretches of the text that may be names of people, from left to right."""
    phrase = _Phrase(tokens(text), known)
    return tuple(
        Name(phrase.tokens[first].start, phrase.tokens[last - 1].end, _own_words(phrase.lower[first:last]))
        for run in _runs(phrase)
        for first, last in _unexplained(phrase, *run)
    )


def _own_words(lower: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in lower if word[0].isalpha() and len(word) > 1 and word not in listed("name_particles"))


def _candidates(found: Sequence[Token], known: Known) -> list[bool]:
    """Capitals inside mixed text; where capitals tell nothing, what is tagged a name or is no ordinary word."""
    texts = [token.text for token in found]
    mixed = has_case(texts) and not known.caseless
    tags = tag(texts)
    could = []
    for at, token in enumerate(found):
        if not token.text[0].isalpha() or len(token.text) == 1:
            could.append(_is_initial(found, at))
        elif token.lower in known.private:
            could.append(token.text[0].isupper() or known.caseless or not is_ordinary(token.lower))
        elif mixed and at > 0 and not _opens(found, at):
            could.append(token.text[0].isupper() or ("-" in token.text and any(map(str.isupper, token.text))))
        elif not known.caseless and not any(map(str.isupper, token.text)):
            could.append(False)
        else:
            could.append(_is_unusual(token.lower, tags[at]) or _is_surname(found, at, tags[at], after_name=could[-1:]))
    return could


def _is_surname(found: Sequence[Token], at: int, kind: str, *, after_name: Sequence[bool]) -> bool:
    """ "Young" in "Michael Young", where capitals tell nothing: a noun after a given name, a name after a name."""
    word, before = found[at].lower, {token.lower for token in found[max(0, at - 2) : at]}
    if not any(after_name) or kind[:2] not in ("NN", "JJ"):
        return False
    if before.isdisjoint(listed("given_names")) and not (kind == "NNP" and found[at].text.istitle()):
        return False
    both = word in listed("surname_and_body") or word in listed("surname_and_role")
    return found[at].text[0].isupper() and (both or not (word in listed("public_bodies") or is_role(word)))


def _is_initial(found: Sequence[Token], at: int) -> bool:
    """The J of "J. Edgar": a single capital with a full stop after it."""
    return found[at].text.isupper() and found[at].text.isalpha() and at + 1 < len(found) and found[at + 1].text == "."


def _opens(found: Sequence[Token], at: int) -> bool:
    """True after a full stop or an opening quotation mark, where every word has a capital."""
    return found[at - 1].text in {".", "!", "?", "“", '"', "``", ":"} and not _is_title(found, at - 1)


def _is_title(found: Sequence[Token], stop: int) -> bool:
    return stop > 0 and (found[stop - 1].lower in listed("personal_titles") or len(found[stop - 1].text) == 1)


def _is_unusual(word: str, kind: str) -> bool:
    """For a word whose capital says nothing: a given name, or no word that a list or the tagger knows as ordinary."""
    if word in listed("given_names"):
        return kind.startswith("NNP") or not is_ordinary(word)
    if is_ordinary(word) or _is_listed(word) or word.endswith(_NEVER_ENDINGS):
        return False
    return kind.startswith("NNP") or is_name_only(word) or not _bends(word)


def _bends(word: str) -> bool:
    """A form of an ordinary word: "investigators", "bombed", "heavily"."""
    stems = [word[: -len(end)] for end in ("s", "es", "ed", "d", "ing", "ly", "er", "'s") if word.endswith(end)]
    return any(len(stem) > 2 and (is_ordinary(stem) or is_ordinary(stem + "e") or _is_listed(stem)) for stem in stems)


@cache
def _is_listed(word: str) -> bool:
    """A noun or verb of the lists, by itself."""
    lists = (speakers(), targets(), attackers(), weapons(), triggers(), harm())
    return word in HEADS or word in listed("public_bodies") or any(len(each.matches((word,))) > 0 for each in lists)


@cache
def is_role(word: str) -> bool:
    """True for a word for what somebody is: police, mayor, gunman."""
    person = any(item.kind is TargetKind.PERSON for match in targets().matches((word,)) for item in match.items)
    return person or len(speakers().matches((word,))) > 0 or len(attackers().matches((word,))) > 0


def _runs(phrase: _Phrase) -> Iterator[tuple[int, int]]:
    """Candidates side by side, with the small words of names between them: "Juan | de la | Cruz"."""
    could, lower, size = phrase.could, phrase.lower, len(phrase.could)
    at = 0
    while at < size:
        if not could[at]:
            at += 1
            continue
        first = at
        at += 1
        while at < size:
            ahead = at
            while ahead < size and (lower[ahead] in listed("name_particles") or _is_stop(phrase, ahead)):
                ahead += 1
            if ahead >= size or not could[ahead]:
                break
            at = ahead + 1
        if at < size and lower[at] == "." and len(phrase.tokens[at - 1].text) == 1:
            at += 1
        yield first, at


def _is_stop(phrase: _Phrase, at: int) -> bool:
    """The full stop of an initial or a title inside a name."""
    return phrase.lower[at] == "." and at > 0 and _is_title(phrase.tokens, at)


def _unexplained(phrase: _Phrase, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What is left of a run when all that is no name is taken out."""
    at = max(first, phrase.reach)
    open_at: int | None = None
    while at < last:
        end = _explained(phrase, at, first, last, named=open_at is not None)
        if end == at:
            open_at = at if open_at is None else open_at
            at += 1
            continue
        if open_at is not None:
            yield open_at, _trimmed(phrase, at)
            open_at = None
        at = phrase.reach = end
    if open_at is not None:
        yield open_at, _trimmed(phrase, last)


def _trimmed(phrase: _Phrase, last: int) -> int:
    """Without the small words at the end of a name."""
    while phrase.lower[last - 1] in listed("name_particles") and not phrase.could[last - 1]:
        last -= 1
    return last


def _explained(phrase: _Phrase, at: int, first: int, last: int, *, named: bool) -> int:
    """Where what begins here ends if it is no name, else `at`. `named`: a name has begun and goes on."""
    lower = phrase.lower
    titled = at > 0 and _title_before(lower, at)
    if lower[at] in listed("personal_titles"):
        return at + 1 + (lower[at + 1 : at + 2] == (".",))
    if titled:
        return at
    if lower[at] in phrase.known.private:
        return _place(phrase, at, first, last) if _is_told_as_place(lower, at, first) else at
    if _has_age(phrase, last) and lower[at] not in listed("days_and_months"):
        return at + 1 if not named and at + 1 < last and is_role(lower[at]) else at
    for end in (_actor(lower, at), _body(phrase, at, last)):
        if end > at and (not named or end - at > 1):
            return end
    if named and lower[at] not in listed("days_and_months"):
        return at
    place = _place(phrase, at, first, last)
    if place > at:
        return place
    return at + 1 if _is_plain(phrase, at, first) else at


def _has_age(phrase: _Phrase, last: int) -> bool:
    """ "Brandy Council, 41,": whatever else the words mean, what has an age is a person."""
    after = phrase.lower[last : last + 3]
    if len(after) < 2 or after[0] != "," or not after[1].isdigit() or not 0 < int(after[1]) < 111:
        return False
    return len(after) == 2 or after[2] in {",", ".", ")", ";", "and", "was", "were", "died", "who", "of"}


def _title_before(lower: Sequence[str], at: int) -> bool:
    before = at - 2 if lower[at - 1] == "." else at - 1
    return before >= 0 and lower[before] in listed("personal_titles") and lower[at] not in listed("personal_titles")


def _actor(lower: Sequence[str], at: int) -> int:
    """The end of a name of the registry of actors that begins here."""
    for match in actors().matches(lower[at : at + 8]):
        if match.start == 0:
            return at + match.end
    return at


def _body(phrase: _Phrase, at: int, last: int) -> int:
    """The end of the name of a body, building or street that begins here: "Boston Police", "Ministry of Defence"."""
    lower = phrase.lower
    opens_with_given = lower[at] in listed("given_names")
    if _is_body(lower[at]) and not opens_with_given:
        return _body_of(phrase, at)
    if at > 1 and lower[at - 1] == "of" and phrase.tokens[at - 2].text[0].isupper() and _is_body(lower[at - 2]):
        return max(at, _body_of(phrase, at - 2))
    for end in range(_capitals_end(phrase, at, last), at + 1, -1):
        word = lower[end - 1]
        if not _is_body(word) or any(inner in listed("personal_titles") for inner in lower[at:end]):
            continue
        surname = word in listed("surname_and_body") and (opens_with_given or end - at == 2)
        if not surname and not (opens_with_given and word not in listed("public_bodies")):
            return end
    return at


def _capitals_end(phrase: _Phrase, at: int, last: int) -> int:
    """How far the name of a body may reach: to the end of the run, in a headline over the capital words after it."""
    end = last
    saint = phrase.lower[at] in _SAINTS
    while end < min(len(phrase.tokens), at + _LONGEST_BODY):
        text, word = phrase.tokens[end].text, phrase.lower[end]
        joint = saint and word in {".", "'s"}
        if not joint and (not text[0].isupper() or text.isupper() or word in _SPEAKING_BODIES):
            break
        end += 1
    return min(end, at + _LONGEST_BODY)


def _body_of(phrase: _Phrase, at: int) -> int:
    """ "Ministry of Interior", "Bank of Kenya": what follows "of" belongs to the body, but for a given name."""
    lower, size = phrase.lower, len(phrase.lower)
    end = at + 1
    if end < size and lower[end] == "of" and lower[at] not in _SPEAKING_BODIES:
        while end < size and (lower[end] in _OF or phrase.could[end]):
            if lower[end] in listed("given_names"):
                return at + 1
            if lower[end] not in _OF and _is_unusual(lower[end], "NNP") and not _is_toponym(lower[end]):
                break  # "office of Aleksandr Trushin": a person's, not its own name
            end += 1
        while lower[end - 1] in _OF:
            end -= 1
    return end


@cache
def _is_body(word: str) -> bool:
    if word in listed("public_bodies"):
        return True
    return any(item.kind in _BODIES for match in targets().matches((word,)) for item in match.items)


def _opens_body(lower: tuple[str, ...]) -> bool:
    """ "police", "bus station": small words that make the name before them that of a place."""
    found = (match for match in targets().matches(lower) if match.start == 0)
    return lower[0] in listed("public_bodies") or any(i.kind in _BODIES for match in found for i in match.items)


def _place(phrase: _Phrase, at: int, first: int, last: int) -> int:
    """The end of a place name that begins here and is told as a place."""
    lower = phrase.lower
    told = _is_told_as_place(lower, at, first)
    given = lower[at] in listed("given_names")
    for end in range(min(last, at + 4), at, -1):
        text = " ".join(lower[at:end])
        if not (end == last or _is_plain(phrase, end, first) or _is_body(lower[end])):
            continue
        before = end < len(lower) and (lower[end] in HEADS or is_role(lower[end]) or _is_body(lower[end]))
        before = before and not (given and lower[end] in listed("surname_and_body"))
        if text in phrase.known.places and (told or (not given and (before or end - at > 1 or end == len(lower)))):
            return end
        speaks = end < len(lower) and phrase.tokens[end].text.islower() and _opens_body(lower[end : end + 3])
        beside = not given and not phrase.known.caseless and (speaks or (before and lower[end] in HEADS))
        if (told or beside) and _is_toponym(text):
            return end
        if not given and (_is_country(text) or (end - at > 1 and _is_large(text))):
            return end
    return at


def _is_told_as_place(lower: Sequence[str], at: int, first: int) -> bool:
    """ "in Jackson", "north of Jackson", "the town of Jackson": said where a place is told."""
    if at != first or at == 0:
        return False
    if lower[at - 1] in _AT_PLACE or lower[at - 1] in DIRECTIONS:
        return True
    return at > 1 and lower[at - 1] == "of" and (lower[at - 2] in HEADS or lower[at - 2] in DIRECTIONS)


@cache
def _is_toponym(text: str) -> bool:
    return len(lookup(text)) > 0


@cache
def _is_country(text: str) -> bool:
    return any(found.kind is ToponymKind.COUNTRY for found in lookup(text)[:1])


@cache
def _is_large(text: str) -> bool:
    """A province, or a city that everybody knows by this name."""
    found = lookup(text)[:1]
    return any(each.kind is ToponymKind.ADMIN1 or (each.population or 0) > 100_000 for each in found)


def _is_plain(phrase: _Phrase, at: int, first: int) -> bool:
    """One word that is no name by itself: a day, a people, a role, a word that only a body has, an acronym."""
    word, text = phrase.lower[at], phrase.tokens[at].text
    if word in listed("days_and_months") or (len(demonym(word)) > 0 and word not in listed("given_names")):
        return True
    if word in listed("given_names"):
        return False
    if word in listed("surname_and_role") and at > 0 and (at > first or is_role(phrase.lower[at - 1])):
        return phrase.tokens[at - 1].text[0].islower()
    if is_role(word) or word in HEADS or word in DIRECTIONS or word in listed("never_names") or _is_body(word):
        return True
    acronym = text.isupper() and 2 <= len(text) <= _ACRONYM
    return acronym and not phrase.known.caseless and _lower_letters(phrase.tokens)


def _lower_letters(found: Sequence[Token]) -> bool:
    """Something here is written small, or the phrase is this one word: then its capitals are an acronym's."""
    return len(found) == 1 or any(token.text.islower() for token in found)
