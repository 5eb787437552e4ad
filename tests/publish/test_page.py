"""The page: self-contained, every claim with its words and speaker, highlights that nest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.claim import Claim, Field, Modality, Speaker, SpeakerRole, Status
from casebook.model.coded import Coded
from casebook.model.issue import Issue
from casebook.model.values import Code, DateMethod, DatePrecision, Days, Place, PlacePrecision, Ref, Text
from casebook.publish.highlight import Paragraph, paragraphs
from casebook.publish.page import page
from casebook.publish.view import story
from tests.factory import Story, at_least, exact, vague

TEXT = (
    "A bomb killed four people in Kisumu on Friday, police said.\n"
    "“At least six died,” a <doctor> & nurse said.\r\n\r\n"
    "The Front said that it did it. Dozens were hurt. A spokesman denied it. "
    "Police took back an earlier figure of nine."
)
POLICE = Speaker("police", SpeakerRole.POLICE)
_VOID = {"meta", "input", "br", "link", "img"}


def coded() -> Coded:
    made = Story(TEXT, source="a & b.txt", published=date(2024, 3, 5))
    made_police = replace(POLICE, words=(made.span("police said"),))
    doctor = Speaker("a doctor", SpeakerRole.HEALTH_OR_RESCUE, words=(made.span("a <doctor> & nurse said"),))
    front = Speaker("the Front", SpeakerRole.ARMED_GROUP, words=(made.span("The Front said"),), party=True)
    friday = Days("2024-03-01", DatePrecision.DAY, DateMethod.WEEKDAY_BEFORE_PUBLICATION)
    kisumu = Place("Kisumu", PlacePrecision.SETTLEMENT, country="KE")
    claims = (
        made.claim(Field.INCIDENT_TYPE, Code("explosive.unspecified", "bomb"), "A bomb"),
        made.claim(Field.DATE, friday, "on Friday"),
        made.claim(Field.PLACE, kisumu, "in Kisumu"),
        made.claim(Field.KILLED, exact(4), "A bomb killed four people", by=made_police),
        made.claim(Field.KILLED, at_least(6), "At least six died", by=doctor),
        made.claim(Field.KILLED, exact(9), "an earlier figure of nine", by=made_police, status=Status.RETRACTED),
        made.claim(Field.INJURED, vague("dozens", 24), "Dozens were hurt"),
        made.claim(Field.VICTIM, Text("four people"), "four people in Kisumu", by=made_police),
        made.claim(Field.CLAIM_OF_RESPONSIBILITY, Ref("the Front"), "it did it", by=front, modality=Modality.CLAIMED),
        made.claim(Field.DENIAL_OF_RESPONSIBILITY, Ref("army"), "A spokesman denied it", modality=Modality.DENIED),
    )
    loose = Claim(None, Field.BACKGROUND, Text("police said.\n“At"), (made.span("police said.\n“At"),), POLICE)
    issue = Issue("resolve.dates", "x", "a <b>date</b> is open", (made.span("on Friday"),), made.report.id)
    return Coded(made.report, (made.account,), (*claims, loose), (issue,))


class _Reader(HTMLParser):
    """Checks that tags nest, and keeps addresses, identifiers and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "srcset", "action", "data", "poster"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)


def read(text: str) -> _Reader:
    found = _Reader(text)
    assert found.open == []
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    text = page([coded(), coded()])
    found = read(text)
    assert [address for address in found.addresses if not address.startswith("#")] == []
    assert found.tags.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form"})
    assert "@import" not in text
    assert "url(" not in text
    assert "fetch(" not in text
    assert "default-src 'none'" in text


def test_every_link_inside_the_page_leads_somewhere_and_no_id_comes_twice() -> None:
    found = read(page([coded(), coded()], explain=True))
    assert len(found.ids) == len(set(found.ids))
    assert {address[1:] for address in found.addresses} <= set(found.ids)


@pytest.mark.parametrize("explain", [False, True])
def test_every_claim_stands_on_the_page_with_its_words_and_speaker(explain: bool) -> None:
    made = coded()
    shown = flat("".join(read(page([made], explain=explain)).texts))
    lines = story(made).lines
    assert {line.claim.id for line in lines} == {claim.id for claim in made.claims}
    for line in lines:
        assert line.value in shown or line.echo
        assert line.speaker in shown
        for quote in line.quotes:
            assert quote in shown


def test_why_is_told_only_when_asked() -> None:
    made = coded()
    assert made.claims[0].id not in page([made])
    explained = page([made], explain=True)
    assert all(claim.id in explained for claim in made.claims)
    assert "the last day of that name" in explained


def test_a_retracted_figure_is_kept_and_struck_out() -> None:
    assert re.search(r'class="claim gone"[^>]*>.*?9 <em class="stance">retracted</em>', page([coded()]), re.DOTALL)


def test_the_rules_used_are_told_on_the_page() -> None:
    text = page([coded()])
    assert 'id="rule-R10"' in text
    assert 'href="#rule-R10"' in text


def test_words_of_the_story_cannot_become_tags() -> None:
    made = coded()
    evil = replace(made.report, title="</title><script>alert(1)</script>", url="javascript:alert(1)")
    text = page([replace(made, report=evil)])
    assert "<doctor>" not in text
    assert "<b>date" not in text
    assert "<script>alert" not in text
    assert "javascript:" not in text


def test_several_stories_have_a_way_between_them_and_one_has_none() -> None:
    assert 'id="stories"' in page([coded(), coded()])
    assert 'id="stories"' not in page([coded()])


def test_a_story_without_incidents_and_a_failed_input_are_said() -> None:
    made = coded()
    text = page([Coded(made.report)], failures=[Issue("ingest", "empty", "b.txt: the file is empty")])
    assert "No incident was found" in text
    assert "b.txt: the file is empty" in text
    assert "No story could be read" in page([])


def test_the_words_of_the_story_are_all_on_the_page() -> None:
    shown = "".join(read(page([coded()])).texts)
    for line in TEXT.split("\n"):
        assert line.strip("\r") in shown


def _joined(found: tuple[Paragraph, ...]) -> list[str]:
    return ["".join(piece.text or "" for piece in paragraph.pieces) for paragraph in found]


def _covered(found: tuple[Paragraph, ...]) -> dict[int, set[tuple[int, ...]]]:
    """The claims that each offset is shown to carry; checks on the way that marks nest."""
    covered: dict[int, set[tuple[int, ...]]] = {}
    for paragraph in found:
        at, stack = paragraph.start, []
        for piece in paragraph.pieces:
            if piece.opens is not None:
                stack.append(piece.opens.numbers)
            elif piece.text is None:
                stack.pop()
            for _ in piece.text or "":
                covered[at] = set(stack)
                at += 1
        assert stack == []
        assert at == paragraph.end
    return covered


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)), max_size=12))
def test_marks_nest_and_cover_exactly_their_words(places: list[tuple[int, int]]) -> None:
    made = Story(TEXT)
    spans = [made.report.span(start, min(len(TEXT), start + length)) for start, length in places]
    fields = list(Field)
    claims = tuple(
        Claim(made.account.id, fields[n % len(fields)], Text(str(n)), (span,), POLICE) for n, span in enumerate(spans)
    )
    view = story(Coded(made.report, (made.account,), claims))
    found = paragraphs(view)
    assert _joined(found) == [line for line in re.split(r"[\r\n]+", TEXT) if line]
    covered = _covered(found)
    for line in view.lines:
        (span,) = line.claim.evidence
        shown = {at for at, stack in covered.items() if any(line.number in numbers for numbers in stack)}
        assert shown == {at for at in range(span.start, span.end) if TEXT[at] not in "\r\n"}
