"""The table of how rare words are."""

import pytest

from casebook.lists import rarity as table
from casebook.lists.rarity import UNSEEN, rarity
from casebook.model.errors import ListError


def test_the_fewer_stories_hold_a_word_the_rarer_it_is() -> None:
    assert 0 <= rarity("the") < rarity("killed") < rarity("grenade") < UNSEEN == rarity("zabludovsky")


def test_a_row_that_is_no_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "list_text", lambda _: "# head\nrare zorbin\n")
    table._table.cache_clear()
    with pytest.raises(ListError, match=r"word_rarity\.tsv line 2: 'rare zorbin' is no rarity"):
        rarity("zorbin")
    table._table.cache_clear()
