"""What a speaker is in this story: its registry id, whether it is a party, whose government it speaks for.

A party (R4) is an armed group, and a state's forces where they did it, are accused of it, or count their enemies' dead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebook.lists.gazetteer import demonym
from casebook.model.claim import Channel, Claim, Speaker, SpeakerRole
from casebook.norms.tokens import tokens
from casebook.resolve.actors import known_actor

_GROUPS = frozenset({SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA})
_FORCES = frozenset({SpeakerRole.MILITARY})
_GOVERNMENT = frozenset({SpeakerRole.MINISTRY, SpeakerRole.HEAD_OF_STATE_OR_SPOKESPERSON, SpeakerRole.UNNAMED_OFFICIAL})


@dataclass(frozen=True)
class Standing:
    """Speakers against the background of the story: its country, and whether a state's force is one side."""

    country: str | None
    forces_are_party: bool
    published: date | None

    def of(self, speaker: Speaker) -> Speaker:
        """The speaker with its registry id, role and standing."""
        ref = speaker.ref or (known_actor(speaker.name) if speaker.role in _GROUPS or speaker.role is None else None)
        role = speaker.role
        if role in _GOVERNMENT and self._foreign(speaker.name):
            role = SpeakerRole.FOREIGN_GOVERNMENT
        party = speaker.party or role in _GROUPS or (role in _FORCES and self.forces_are_party)
        return replace(speaker, ref=ref, role=role, party=party)

    def _foreign(self, name: str) -> bool:
        """True when the name carries other nations' adjectives only."""
        if self.country is None:
            return False
        nations: Sequence[str] = [code for token in tokens(name) for code in demonym(token.text)]
        return len(nations) > 0 and self.country not in nations


def one_channel(claims: Sequence[Claim]) -> list[Claim]:
    """A speaker who is quoted through one channel in the story spoke through it throughout; its words go along."""
    told: dict[str, dict[Channel, Speaker]] = {}
    for claim in claims:
        if claim.said_by.channel is not Channel.UNSPECIFIED:
            told.setdefault(claim.said_by.key, {}).setdefault(claim.said_by.channel, claim.said_by)
    return [_through(claim, told.get(claim.said_by.key, {})) for claim in claims]


def _through(claim: Claim, told: Mapping[Channel, Speaker]) -> Claim:
    if claim.said_by.channel is not Channel.UNSPECIFIED or len(told) != 1:
        return claim
    channel, known = next(iter(told.items()))
    words = (*claim.said_by.words, *(span for span in known.words if span not in claim.said_by.words))
    return replace(claim, said_by=replace(claim.said_by, channel=channel, words=words))
