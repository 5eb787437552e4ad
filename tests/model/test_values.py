from datetime import date

import pytest

from casebook.model.values import Count, DateMethod, DatePrecision, Days, Qualifier, conflict
from tests.factory import at_least, between, exact, vague


def test_a_count_keeps_its_bounds_in_order() -> None:
    with pytest.raises(ValueError, match=r"0 <= low <= high, not 5\.\.3"):
        Count(5, 3, Qualifier.BETWEEN)
    with pytest.raises(ValueError, match=r"not -1\.\.2"):
        Count(-1, 2, Qualifier.BETWEEN)


def test_a_point_is_one_number() -> None:
    assert exact(3).is_point
    assert not at_least(3).is_point
    assert not between(3, 4).is_point


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        (exact(9), exact(9), False),
        (exact(9), exact(10), True),
        (at_least(9), exact(12), False),
        (at_least(9), exact(8), True),
        (vague("several", 3), exact(10), False),
        (vague("dozens", 24), exact(10), True),
        (between(8, 15), exact(11), False),
        (at_least(9), at_least(90), False),
    ],
)
def test_counts_conflict_when_no_number_fits_both(left: Count, right: Count, clash: bool) -> None:
    assert conflict(left, right) is clash
    assert conflict(right, left) is clash


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2022-09-05", date(2022, 9, 5), date(2022, 9, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-08-01/2022-08-07", date(2022, 8, 1), date(2022, 8, 7)),
        ("XXXX-08-17", None, None),
    ],
)
def test_days_know_their_edges_or_none(edtf: str, first: date | None, last: date | None) -> None:
    days = Days(edtf, DatePrecision.DAY, DateMethod.EXPLICIT)
    assert (days.first, days.last) == (first, last)
