"""Near copies of one text."""

from casebook.link.copies import COPY, bands, copy_groups, likeness, signature, sources

WIRE = (
    "Gunmen shot dead two farmers near the village of Baro early on Monday, police and residents said. "
    "The men were on their way to the market when three riders on motorcycles stopped the lorry that took them there. "
    "A third man was hurt and was taken to the general hospital, where a nurse said that he would live. "
    "No group has said that it was behind the killing, the fourth of its kind on that road since the rains began."
)
OTHER = (
    "Three riders killed a pair of men on the Baro road at dawn, the district officer told us by telephone. "
    "He blamed bandits from over the border and said that patrols had been sent after them. "
    "Traders in the town closed their shops in protest and asked the governor for soldiers to guard the market days."
)


def test_an_outlet_that_cuts_a_line_prints_the_same_text() -> None:
    cut = WIRE[: WIRE.rindex("No group")] + "Our correspondent adds that shops were shut."
    assert likeness(signature(WIRE), signature(cut)) >= COPY
    assert likeness(signature(WIRE), signature(OTHER)) < 0.1
    assert likeness(signature(WIRE), signature(WIRE)) == 1.0


def test_a_short_text_tells_no_copy() -> None:
    assert signature("Two farmers were shot dead near Baro.") == ()
    assert likeness((), signature(WIRE)) == 0.0


def test_copies_are_grouped_and_the_first_id_stands_for_them() -> None:
    cut = WIRE[: WIRE.rindex("No group")]
    signed = {"r-3": signature(WIRE), "r-1": signature(cut), "r-2": signature(OTHER), "r-4": signature("Too short.")}
    assert copy_groups(signed) == (("r-1", "r-3"), ("r-2",), ("r-4",))
    assert sources(signed) == {"r-1": "r-1", "r-3": "r-1"}


def test_bands_are_the_same_in_every_run() -> None:
    assert next(iter(bands((1, 2, 3, 4)))) == "0000000001000000020000000300000004"
