import pytest

from casebook.model.errors import SpanError
from casebook.model.report import Report


def test_offsets_count_code_points() -> None:
    report = Report("💥 قتل تسعة", "test")
    assert report.span(0, 1).quote == "💥"
    assert report.span(2, 5).quote == "قتل"


def test_a_span_outside_its_report_is_refused_with_the_bounds() -> None:
    report = Report("Nine died.", "test")
    with pytest.raises(SpanError, match=r"span 4:99 is outside report r-\w+ \(0:10\)"):
        report.span(4, 99)
    for start, end in ((3, 3), (-1, 2), (5, 4)):
        with pytest.raises(SpanError):
            report.span(start, end)


def test_find_gives_the_first_place_or_none() -> None:
    report = Report("nine men and nine women", "test")
    assert [s.start for q in ("nine",) if (s := report.find(q)) is not None] == [0]
    assert [s.start for q in ("nine",) if (s := report.find(q, 1)) is not None] == [13]
    assert report.find("ten") is None
    assert report.find("") is None


def test_the_same_report_has_the_same_id_and_another_source_another() -> None:
    assert Report("x", "a").id == Report("x", "a", language="en").id
    assert Report("x", "a").id != Report("x", "b").id
