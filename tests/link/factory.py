"""Profiles by hand, and reports told by hand."""

from __future__ import annotations

from datetime import date

from casebook.link.profile import Profile
from casebook.link.told import Told
from casebook.model.claim import Claim, Role
from tests.factory import Story

BASE = Profile(
    account_id="a-1",
    report_id="r-1",
    role=Role.MAIN,
    published=date(2024, 5, 14),
    first=date(2024, 5, 13),
    last=date(2024, 5, 13),
    stated=True,
    days=(date(2024, 5, 13),),
    place="garissa",
    country="KE",
    admin1="Garissa",
    lat=-0.45,
    lon=39.65,
    precision=2,
    types=("explosive.vehicle_bomb",),
    killed=(9, 9),
    injured=(34, 34),
    actors=("actor:brigades",),
    targets=("transport",),
    names=("amina yusuf", "hassan abdi"),
    words=("garissa", "brigades", "ticket", "clerk", "4711"),
    title=("garissa", "brigades"),
)


def told(story: Story, *claims: Claim) -> Told:
    """The story's account with these claims."""
    return Told(story.account, claims, story.report)
