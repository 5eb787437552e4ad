"""Names of months, weekdays, units of time and parts of day, as lower-case tokens."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)}
# Short forms are words of their own ("sat", "sun", "wed"): they count only next to a day of a month.
SHORT_WEEKDAYS = {
    name: number
    for number, names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"))
    for name in names.split()
}

DAY_UNITS = frozenset({"day", "days"})
UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "hour": "hour",
    "hours": "hour",
    "hr": "hour",
    "hrs": "hour",
    "minute": "minute",
    "minutes": "minute",
    "min": "minute",
    "mins": "minute",
    "decade": "decade",
    "decades": "decade",
    "century": "century",
    "centuries": "century",
}
# Units that number phrases need and dates do not ("second" is an ordinal more often than a unit).
SHORT_UNITS = frozenset({"seconds", "sec", "secs", "nights", "mornings", "evenings", "weekends", "seasons", "times"})

PARTS_OF_DAY = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "dawn": "dawn",
    "daybreak": "dawn",
    "sunrise": "dawn",
    "predawn": "dawn",
    "pre-dawn": "dawn",
    "dusk": "dusk",
    "sunset": "dusk",
    "nightfall": "dusk",
}
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
