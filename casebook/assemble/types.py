"""The type of an incident from the words that tell of it (rules T1 and T2 of the ontology).

The sentence that first tells of it counts most; later sentences only make an unspecified type exact. A word that only
says "attack" takes its type from the weapon, then from who was hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.assemble.drafts import Cluster, Draft
from casebook.assemble.scene import Scene
from casebook.extract.found import Found, Happening
from casebook.extract.happenings import cue_types
from casebook.lists.lexicon import targets
from casebook.lists.rows import Strength
from casebook.model.claim import Field
from casebook.model.mention import RULES
from casebook.norms.tokens import tokens
from casebook.split.clauses import clause_bounds

_FROM_AFAR = frozenset({"explosive", "remote"})  # "warplanes bombed": the bomb fell from the air
_GENERIC = ("armed.attack_on_persons", "other.unclassified")
_FORCES = frozenset({"police_security", "military"})
_CHOSEN = frozenset({"political_actor", "judiciary", "media", "religious", "rights_defender", "government_civil"})
_WEAPON_TYPES = {
    "firearm": "armed.attack_on_persons",
    "blade": "armed.bladed_ramming",
    "vehicle_ram": "armed.bladed_ramming",
    "explosive_unknown": "explosive.unspecified",
    "planted_explosive": "explosive.placed_device",
    "suicide_vest_belt": "explosive.suicide_bomb",
    "suicide_vehicle": "explosive.suicide_bomb",
    "vehicle_bomb": "explosive.vehicle_bomb",
    "grenade": "explosive.grenade_thrown",
    "artillery_mortar": "remote.shelling_rocket",
    "rocket_missile": "remote.shelling_rocket",
    "aerial_bomb": "remote.air_strike",
    "drone_munition": "remote.drone_strike",
    "fire_incendiary": "property.arson_sabotage",
    "chemical": "unconventional.cbrn",
}


@dataclass(frozen=True, slots=True)
class TypeWords:
    """A leaf and the words it was read from: tokens [first, last) of a line."""

    code: str
    line: int
    first: int
    last: int
    origin: str = RULES


def incident_types(scene: Scene, draft: Draft) -> list[TypeWords]:
    """The leaves that the draft's words support, the one its first sentence tells first; never empty."""
    first = _words_of(scene, draft.clusters[0])
    later = [words for cluster in draft.clusters[1:] for words in _words_of(scene, cluster)]
    chosen = _choose(first) or _choose(later)
    if chosen is None:
        chosen = _from_company(draft)
    chosen = _made_exact(chosen, [*first, *later])
    return [_by_target(draft, chosen)]


def _words_of(scene: Scene, cluster: Cluster) -> list[TypeWords]:
    """What a sentence says of how it was done; "killing" beside "exploded" says nothing more, police near it or not."""
    saying = [happening for happening in cluster.happenings if len(happening.types) > 0] or cluster.happenings
    return [words for happening in saying for words in _typed(scene, happening)]


def _typed(scene: Scene, happening: Happening) -> list[TypeWords]:
    """The happening's own leaves, refined by weapons and cues of its clause when they stay within its group."""
    sentence = scene.lines[happening.line].sentence
    first, last = clause_bounds(sentence, happening.first)
    cues = [(at, leaf) for at, leaf in cue_types(sentence) if first <= at < last]
    own = [
        TypeWords(leaf, happening.line, happening.first, happening.last, happening.origin) for leaf in happening.types
    ]
    if len(own) == 0 or all(_is_open(words.code) for words in own):
        groups = {words.code.split(".")[0] for words in own if not words.code.startswith("armed")}
        for at, leaf in cues:
            group = leaf.split(".")[0]
            if (
                len(groups) == 0
                or group in groups
                or {group, *groups} <= _FROM_AFAR
                or (happening.strength is Strength.WEAK and group != "armed")  # police near a bomb make no raid of it
            ):
                own.insert(0, TypeWords(leaf, happening.line, at, at + 1))
                break
    return own


def _is_open(code: str) -> bool:
    return code.endswith(".unspecified") or code in _GENERIC


def _choose(found: Sequence[TypeWords]) -> TypeWords | None:
    """The first that is exact, else the first at all."""
    exact = [words for words in found if not _is_open(words.code)]
    named = [words for words in exact if not words.code.startswith(("threat.", "property.", "crowd.protest"))]
    for candidates in (named, exact, found):
        if len(candidates) > 0:
            return candidates[0]
    return None


def _made_exact(chosen: TypeWords, found: Sequence[TypeWords]) -> TypeWords:
    if not chosen.code.endswith(".unspecified"):
        return chosen
    group = chosen.code.split(".")[0]
    for words in found:
        if words.code.startswith(f"{group}.") and not _is_open(words.code):
            return words
    return chosen


def _from_company(draft: Draft) -> TypeWords:
    """The type by weapon, else an armed attack."""
    anchor = draft.first
    weapons = [item.mention.code for item in draft.found if item.mention.field is Field.WEAPON]
    for weapon in weapons:
        if weapon in _WEAPON_TYPES:
            return TypeWords(_WEAPON_TYPES[weapon], anchor.line, anchor.first, anchor.last)
    return TypeWords("armed.attack_on_persons", anchor.line, anchor.first, anchor.last)


def _by_target(draft: Draft, chosen: TypeWords) -> TypeWords:
    """Who was hit makes an armed attack a raid on forces or an attack on one chosen person."""
    if chosen.code != "armed.attack_on_persons":
        return chosen
    lines = {cluster.line for cluster in draft.clusters}
    codes = [code for item in draft.found if item.line in lines for code in _hit(item)]
    if len(codes) > 0 and all(code in _FORCES for code in codes):
        return TypeWords("armed.ambush_raid", chosen.line, chosen.first, chosen.last)
    victims = [i for i in draft.found if i.mention.field in (Field.VICTIM, Field.KILLED) and i.line in lines]
    if len(victims) == 1 and any(code in _CHOSEN for code in _hit(victims[0])) and _is_one(victims[0]):
        return TypeWords("armed.assassination", chosen.line, chosen.first, chosen.last)
    return chosen


def _hit(item: Found) -> list[str]:
    """The kinds of target that a mention's words name."""
    if item.mention.field in (Field.TARGET, Field.VICTIM) and item.mention.code is not None:
        return [item.mention.code]
    if item.mention.field not in (Field.VICTIM, Field.KILLED, Field.INJURED) or item.attackers:
        return []
    words = [token.lower for token in tokens(item.mention.words.quote)]
    return [row.target_type for match in targets().matches(words) for row in match.items[:1]]


def _is_one(item: Found) -> bool:
    """True when the words are for one person."""
    words = [token.lower for token in tokens(item.mention.words.quote)]
    return not any(word.isdigit() for word in words) and words[0] not in (
        "several",
        "many",
        "two",
        "three",
        "four",
        "five",
    )
