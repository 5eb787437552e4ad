"""What the encoder is taught from others' text: measured text stays out, and what nobody labelled costs nothing."""

from __future__ import annotations

import csv
from itertools import islice

import numpy as np
import pytest
from tokenizers import Tokenizer

from evaluation import false_alarms, rams
from training.corpus import DATA
from training.encoder.calibrate import DATA as WEIGHTS
from training.encoder.data import IGNORED, LOCAL_NEWS, local_stories, rams_stories, standoff_stories
from training.encoder.labels import ROLES

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"no corpora at {DATA}")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The shipped one."""
    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


def test_no_window_of_rams_that_is_measured_is_taught(tokenizer: Tokenizer) -> None:
    measured = {window.id for window in rams.windows()}
    taught = {story.id.removeprefix("rams:") for story in rams_stories(tokenizer)}
    taught |= {story.id.rpartition(":")[0] for story in standoff_stories(tokenizer)}
    assert len(taught) > 0
    assert measured.isdisjoint(taught)


def test_roles_of_rams_teach_nothing_of_what_it_does_not_mark(tokenizer: Tokenizer) -> None:
    for story in rams_stories(tokenizer):
        for one in story.sentences:
            assert one.types is None
            assert (one.roles[:, ROLES.index("killed")] == IGNORED).all()


def test_local_news_that_is_measured_is_not_taught() -> None:
    with LOCAL_NEWS.open(encoding="utf-8") as lines:
        taught = {row["id"] for row in csv.DictReader(lines)}
    measured = {ident for part in false_alarms.PARTS for ident, _ in false_alarms.stories(part)}
    assert len(measured) == 200
    assert measured.isdisjoint(taught)


def test_a_sentence_of_local_news_that_may_tell_an_incident_is_left_out(tokenizer: Tokenizer) -> None:
    with LOCAL_NEWS.open(encoding="utf-8") as lines:
        left_out = {row["id"]: {int(at) for at in row["left_out"].split()} for row in csv.DictReader(lines)}
    seen = 0
    for story in islice(local_stories(tokenizer), 60):
        for one in story.sentences:
            if one.spans and not any(one.spans[0][0] <= at < one.spans[-1][1] for at in left_out[story.id]):
                assert one.tells == (0, 0)
                assert not np.any(one.roles > 0)
            elif one.spans:
                seen += 1
                assert one.types is None
                assert (one.roles == IGNORED).all()
    assert seen > 0
