"""Training text: the markup with nesting and escapes, what is refused, and words found in a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook.model.claim import Modality, Occurrence, Role
from casebook.model.errors import InputError
from casebook.model.values import Qualifier
from training.check import gather
from training.corpus import Case, Figure, Labels, Passage, part_of, recase
from training.markup import figure, parse, read
from training.show import locate
from training.standoff_from_words import Notes, stored

LODJA = (
    "[Gunmen|description#1] [shot dead|trigger:armed.attack_on_persons#1] "
    "[three farmers|victim#1;killed=3:farmers#1@s1] near [Lodja|place#1] on [Friday|date=2024-05-10#1], "
    "[police said|speaker:police@s1]."
)


def marked(source: str) -> list[tuple[str, str]]:
    """Each span's field and words."""
    text, labels = parse(source)
    return [(span.field, text[span.start : span.end]) for span in labels.spans]


def test_markup_gives_plain_text_and_exact_offsets() -> None:
    text, labels = parse(LODJA)
    assert text == "Gunmen shot dead three farmers near Lodja on Friday, police said."
    assert marked(LODJA) == [
        ("perpetrator_description", "Gunmen"),
        ("victim", "three farmers"),
        ("killed", "three farmers"),
        ("place", "Lodja"),
        ("date", "Friday"),
        ("speaker", "police said"),
    ]
    killed = labels.spans[2]
    assert killed.value == Figure(low=3, high=3, qualifier=Qualifier.EXACT, population="farmers")
    assert killed.speaker == (labels.spans[5].start, labels.spans[5].end)
    assert (labels.incidents[0].role, text[slice(*labels.incidents[0].trigger)]) == (Role.MAIN, "shot dead")


def test_spans_nest_and_one_incident_needs_no_number() -> None:
    source = (
        "[a [suicide bomber|description]'s [blast|trigger:explosive.suicide_bomb]|non:figurative] at "
        "[a [mosque|site]|target:religious]"
    )
    assert marked(source) == [
        ("perpetrator_description", "suicide bomber"),
        ("target", "a mosque"),
        ("site", "mosque"),
    ]


def test_an_escaped_mark_is_a_character_of_the_text() -> None:
    text, labels = parse(r"\[sic\] a \{PLACE\} | b \\ [x\|y|killed=2:men\; boys#0]")
    assert text == r"[sic] a {PLACE} | b \ x|y"
    assert (text[labels.spans[0].start :], labels.spans[0].incident) == ("x|y", None)
    assert isinstance(labels.spans[0].value, Figure)
    assert labels.spans[0].value.population == "men; boys"


def test_a_span_may_belong_to_two_incidents_and_marks_set_role_modality_and_occurrence() -> None:
    _, labels = parse(
        "[shelling|trigger:remote.shelling_rocket#1!disputed] and [raid|trigger:armed.ambush_raid#2!reference] by "
        "[rebels|description#1,2!alleged]; [the raid|trigger#2]"
    )
    assert [(one.role, one.occurrence, len(one.mentions)) for one in labels.incidents] == [
        (Role.MAIN, Occurrence.DISPUTED, 0),
        (Role.REFERENCE, Occurrence.OCCURRED, 1),
    ]
    assert [(span.incident, span.modality) for span in labels.spans] == [
        ("i1", Modality.ALLEGED),
        ("i2", Modality.ALLEGED),
    ]


@pytest.mark.parametrize(
    ("written", "low", "high", "qualifier"),
    [
        ("3", 3, 3, "exact"),
        ("0", 0, 0, "zero"),
        ("9..", 9, None, "at_least"),
        (">9", 10, None, "more_than"),
        ("~9", 9, 9, "about"),
        ("..9", 0, 9, "up_to"),
        ("9..12", 9, 12, "between"),
        ("?24..", 24, None, "vague"),
        ("?", 1, None, "vague"),
    ],
)
def test_figures(written: str, low: int, high: int | None, qualifier: str) -> None:
    found = figure(written)
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a ] b", "at character 2.*closes nothing"),
        ("a [b c", r"at character 2 .*without \|label"),
        ("[b|place#0", "the label is not closed"),
        ("[ b|place#0]", "without space at its ends"),
        ("[b|spot#0]", "'spot' is no field; use one of: abducted"),
        ("[b|killed#0]", "killed needs a figure"),
        ("[b|killed=some#0]", "'some' is no figure; write 3, 9.."),
        ("[b|weapon:gun#0]", "'gun' is no weapon_type; use one of"),
        ("[b|place]", "0 incidents, so write #1"),
        ("[b|place#1]", None),
        ("[b|trigger#1]", "incident #1 has no type; write trigger:TYPE#1"),
        ("[b|trigger:armed.raid#1]", "'armed.raid' is no incident type"),
        ("[b|place#0@s1]", "no speaker label names @s1"),
        ("[b|place#0!maybe]", "!maybe is not one of"),
        ("[b|non:film]", "'film' is no non_incident reason"),
        ("{PLACE}", "slot PLACE has no list"),
    ],
)
def test_what_cannot_be_read_is_refused_with_place_and_way_out(source: str, message: str | None) -> None:
    if message is None:
        _, labels = parse(source)
        assert isinstance(labels, Labels)
        return
    with pytest.raises(InputError, match=message):
        parse(source)


def passage(**given: object) -> Passage:
    return Passage.model_validate({"id": "p-1", "style": "wire", "region": "nowhere", "text": LODJA, **given})


def test_a_slot_fills_words_and_value_alike() -> None:
    given = passage(
        text="[{N} men|killed={N}:men] [died|trigger:explosive.unspecified] in [{PLACE}|place]",
        slots={"N": ["three=3", "seven=7"], "PLACE": ["Goma", "Bunia [town]"]},
    )
    texts = {one.text for one in read(given, 12)}
    assert "three men died in Goma" in texts
    for one in read(given, 12):
        value = one.labels.spans[0].value
        assert isinstance(value, Figure)
        assert value.low == (3 if one.text.startswith("three") else 7)


def test_the_part_is_decided_by_the_hash_of_the_id() -> None:
    parts = [part_of(f"p-{i}") for i in range(2000)]
    assert 0.2 < parts.count("dev") / 2000 < 0.3
    assert part_of("p-1") == passage().set_aside


def test_check_complains_about_types_ids_and_labels_without_incident(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    rows: list[dict[str, object]] = [
        {"id": "a", "types": ["armed.clash"], "text": LODJA},
        {"id": "a", "text": "[b|place#2]"},
        {"id": "c", "style": "all_caps", "text": "Quiet."},
    ]
    common = {"style": "wire", "region": "nowhere"}
    path.write_text("".join(json.dumps({**common, **row}) + "\n" for row in rows))
    faults = "\n".join(gather([path]).faults)
    assert "types says ['armed.clash'], the triggers say ['armed.attack_on_persons']" in faults
    assert "passage id 'a' is there 2 times" in faults
    assert "belongs to i2, which has no trigger" in faults
    assert "all_caps has small letters" in faults


def test_locate_finds_whole_words_over_line_breaks_and_in_another_case() -> None:
    text = "THE WOMAN SAW A\nMAN. A MAN FLED."
    assert locate(text, "a man", 1) == (14, 19)
    assert locate(text, "MAN", 2) == (23, 26)
    assert locate(text, "MAN", within=(20, len(text))) == (23, 26)


@pytest.mark.parametrize(
    ("words", "nth", "message"),
    [
        ("dog", None, "'dog' does not occur in 0:13; copy the words"),
        ("man", None, 'occurs 2 times; give "nth", or "in".*nth 1.*nth 2'),
        ("man", 3, "occurs 2 times in 0:13; there is no nth 3"),
        (" man", None, "without space at their ends"),
    ],
)
def test_locate_refuses_words_that_are_not_there_or_not_one(words: str, nth: int | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        locate("man and a man", words, nth)


def test_another_case_keeps_every_offset() -> None:
    text = "BOMB İN LIMA. IT KILLED TWO."
    assert len(recase(text, Case.LOWER)) == len(text)
    assert recase(text, Case.MIXED, names={"lima"}) == "Bomb İn Lima. It killed two."


def notes(**given: object) -> Notes:
    return Notes.model_validate(
        {
            "corpus": "rams",
            "doc": "d1",
            "annotator": "x",
            "incidents": [
                {"id": "i1", "role": "main", "type": "explosive.unspecified", "trigger": {"words": "blast", "nth": 1}}
            ],
            "speakers": [{"id": "s1", "words": "police said", "role": "police"}],
            "spans": [
                {"field": "victim", "words": "two employees", "incident": "i1"},
                {
                    "field": "killed",
                    "words": "two employees",
                    "incident": "i1",
                    "value": "=2:employees",
                    "speaker": "s1",
                },
                {"field": "site", "words": "market", "in": "the market", "incident": "i1"},
            ],
            **given,
        }
    )


def stories(folder: Path) -> Path:
    (folder / "rams").mkdir()
    text = "A blast in the market killed two employees, police said. The blast hit a market stall."
    (folder / "rams/dev.jsonl").write_text(json.dumps({"id": "d1", "text": text}))
    return folder


def test_an_annotators_words_become_offsets(tmp_path: Path) -> None:
    made = stored(notes(window={"from": "A blast", "to": "police said."}), data=stories(tmp_path))
    assert made.window == (0, 56)
    assert [(span.field, span.start, span.end) for span in made.spans] == [
        ("site", 15, 21),
        ("victim", 29, 42),
        ("killed", 29, 42),
        ("speaker", 44, 55),
    ]
    assert made.spans[2].speaker == (44, 55)
    assert type(made).model_validate_json(made.model_dump_json()) == made


def test_words_outside_the_window_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'two employees' does not occur in 57:86"):
        stored(notes(window=[57, 86], speakers=[]), data=stories(tmp_path))
