"""GTD's columns on who did it and on captives: the groups, their claims of responsibility, and those who were taken.

The invariant: a group is only suspected (`guncertain` 1) unless it claimed the act or a state stated it; unknown is -9,
an unknown number -99.
"""

from __future__ import annotations

from casebook.model.claim import Channel, Field
from casebook.model.perpetrators import PerpetratorStatus
from casebook.model.values import Duration, Flag, Money, Text
from casebook.publish.flat import Policy, figure, named
from casebook.publish.layout import Cell
from casebook.publish.release import Public

UNKNOWN, UNKNOWN_NUMBER = -9, -99
_CLAIM_MODES = {
    Channel.WRITTEN_STATEMENT: (1, "Letter"),
    Channel.LEAFLET: (5, "Note left at scene"),
    Channel.PHONE_CALL: (2, "Call (post-incident)"),
    Channel.VIDEO_RELEASE: (6, "Video"),
    Channel.WEBSITE: (7, "Posted to website, blog, etc."),
    Channel.TELEGRAM: (7, "Posted to website, blog, etc."),
    Channel.TWITTER_X: (7, "Posted to website, blog, etc."),
    Channel.FACEBOOK: (7, "Posted to website, blog, etc."),
    Channel.SOCIAL_MEDIA_OTHER: (7, "Posted to website, blog, etc."),
    Channel.INTERVIEW: (8, "Personal claim"),
    Channel.PRESS_CONFERENCE: (8, "Personal claim"),
    Channel.AUDIO_RELEASE: (9, "Other"),
    Channel.RADIO: (9, "Other"),
    Channel.TV: (9, "Other"),
    Channel.UNSPECIFIED: (10, "Unknown"),
}
_OTHER_MODE = (9, "Other")
_UNSURE = (
    *(PerpetratorStatus.ALLEGED, PerpetratorStatus.ALLEGED_BY_PROSECUTOR),
    *(PerpetratorStatus.ACCUSED_DENIES, PerpetratorStatus.BLAMED_UNATTRIBUTED, PerpetratorStatus.CONVICTED_DENIES),
)


def groups(incident: Public) -> dict[str, Cell]:
    """At most three groups, each with whether it is only suspected, and whether and how it claimed."""
    doers = named(incident)
    cells: dict[str, Cell] = {"gname": "Unknown", "claimed": _unclaimed(incident), "compclaim": UNKNOWN}
    claims = {claim.id: claim for claim in incident.standing(Field.CLAIM_OF_RESPONSIBILITY)}
    for at, doer in enumerate(doers[:3], start=1):
        own = next((claims[claim] for claim in doer.basis if claim in claims), None)
        cells["gname" if at == 1 else f"gname{at}"] = doer.actor.name
        cells[f"guncertain{at}"] = int(doer.status in _UNSURE)
        if own is not None:
            mode = _CLAIM_MODES.get(own.said_by.channel, _OTHER_MODE)
            claimed, column = ("claimed", "claimmode") if at == 1 else (f"claim{at}", f"claimmode{at}")
            cells |= {claimed: 1, column: mode[0], f"{column}_txt": mode[1]}
    claimants = [doer for doer in doers if any(claim in claims for claim in doer.basis)]
    if len(claimants) > 0:
        cells["compclaim"] = int(len(claimants) > 1)
    motives = [c.value.text for c in incident.standing(Field.MOTIVE) if isinstance(c.value, Text)]
    people, caught = incident.tally(Field.PERPETRATOR_COUNT), incident.tally(Field.ARRESTED)
    return cells | {
        "motive": "; ".join(dict.fromkeys(motives)) or None,
        "nperps": _or_unknown(None if people is None else people.best),
        "nperpcap": _or_unknown(None if caught is None else caught.best),
    }


def _unclaimed(incident: Public) -> int:
    """0 where somebody says that nobody has claimed it, else unknown."""
    said = [c.value.value for c in incident.standing(Field.NO_CLAIM) if isinstance(c.value, Flag)]
    return 0 if any(said) else UNKNOWN


def _or_unknown(number: int | None) -> int:
    return UNKNOWN_NUMBER if number is None else number


def captives(incident: Public, policy: Policy) -> dict[str, Cell]:
    """Only for incidents with captives; 0 says, as in GTD, that nothing tells of any."""
    held = len(incident.standing(Field.ABDUCTED)) > 0
    if not held and not any((code or "").startswith("captive.") for code in (incident.type, *incident.also_types)):
        return {"ishostkid": 0}
    spans = [c.value.iso for c in incident.standing(Field.CAPTIVITY_DURATION) if isinstance(c.value, Duration)]
    days_held = next((int(iso[1:-1]) for iso in spans if iso[1:-1].isdigit() and iso.endswith("D")), None)
    asked, paid = _dollars(incident, Field.DEMAND), _dollars(incident, Field.RANSOM_PAID)
    ransom = len(incident.standing(Field.DEMAND, Field.RANSOM_PAID)) > 0
    return {
        "ishostkid": 1,
        "nhostkid": _or_unknown(figure(incident.tally(Field.ABDUCTED), policy)),
        "nhours": UNKNOWN_NUMBER,
        "ndays": _or_unknown(days_held),
        "ransom": 1 if ransom else UNKNOWN,
        "ransomamt": UNKNOWN_NUMBER if asked is None else asked,
        "ransompaid": UNKNOWN_NUMBER if paid is None else paid,
        "hostkidoutcome": 7,
        "hostkidoutcome_txt": "Unknown",
        "nreleased": _or_unknown(figure(incident.tally(Field.RELEASED), policy)),
    }


def _dollars(incident: Public, name: Field) -> float | None:
    """The amount where it is told in US dollars; GTD has no column for other money."""
    sums = [c.value for c in incident.standing(name) if isinstance(c.value, Money)]
    return next((money.amount for money in sums if money.currency == "USD"), None)
