"""Fails when a score falls below its floor: `python -m evaluation.gate [--update] [--allow-regression "why"]`.

Corpora: the shared gold stories, MUC-4 dev, gun violence half A, the CASE-2021 dev snippets, RAMS windows not trained
on, WikiEvents dev, LGL stories without violence, the dev part of our own passages, and linking on half A and the
training topics of ECB+; gun violence half B only when it is named by `--only`. A corpus that is not there is skipped
by name. `--update` raises floors; to lower one it wants a reason, which stays in floors.toml. `--coder` measures
another engine by the same floors.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import Reader
from casebook.evaluate.floors import Score, below, corpus_sha256, load_floors, save_floors, updated
from casebook.evaluate.gold import score_gold
from casebook.evaluate.measures import Measure
from casebook.evaluate.muc4 import score_muc4
from casebook.model.errors import CasebookError
from evaluation.case2021 import FILE as SNIPPETS
from evaluation.case2021 import score_types
from evaluation.false_alarms import FILE as LOCAL_NEWS
from evaluation.false_alarms import LIST as LISTED
from evaluation.false_alarms import PARTS, count_alarms
from evaluation.gun_violence import FOLDER as GUNS
from evaluation.gun_violence import score_half
from evaluation.link_corpora import corpus_path, tellings
from evaluation.linking import score_links
from evaluation.passages import PASSAGES
from evaluation.passages import measure as score_passages
from evaluation.rams import FIELDS as ROLES
from evaluation.rams import FILE as WINDOWS
from evaluation.rams import score_windows
from evaluation.reading import CODER, DATA, GOLD, reader
from evaluation.wikievents import FILE as EVENTS
from evaluation.wikievents import OURS, score_stories

FLOORS = Path(__file__).parent / "floors.toml"
MUC4 = DATA / "muc4"
MUC4_ROWS = (
    "ree.micro",
    "ree.PerpInd",
    "ree.PerpOrg",
    "ree.Target",
    "ree.Victim",
    "ree.Weapon",
    "gtt.micro",
    "rme_subset.micro",
    "relevance",
    "slots.ALL",
)
LINK_ROWS = ("b3_precision", "b3_recall", "b3_f1", "pair_precision", "pair_recall", "look_alikes_apart", "recall_at_10")

Values = Iterator[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: its name, the files that make it, and how it is measured; `asked`: only when named by `--only`."""

    name: str
    paths: tuple[Path, ...]
    measure: Callable[[Reader], Values]
    asked: bool = False


def gold_values(read: Reader) -> Values:
    """Every measure of both runs; a count of guesses is no share and has no floor (the date F1 holds it)."""
    scores = score_gold(GOLD, read)
    for dated, run in ((True, "dated"), (False, "undated")):
        sheet = scores.sheet(dated=dated)
        for measure in Measure:
            value = sheet.value(measure)
            if value is not None and measure is not Measure.DATES_GUESSED:
                yield f"{run}.{measure}", value


def muc4_values(read: Reader) -> Values:
    """The F1 of the rows that are held."""
    scores = score_muc4(MUC4, read)
    names = {row.name for row in scores.rows}
    for name in MUC4_ROWS:
        if name in names:
            yield name, scores.f1(name)


def gun_values(read: Reader) -> Values:
    """Shares on half A, which is for learning."""
    yield from score_half(read, "A").values


def final_gun_values(read: Reader) -> Values:
    """Shares on half B, which is for measuring: run only when a person asks for it by `--only gun_violence/B`."""
    yield from score_half(read, "B").values


def type_values(read: Reader) -> Values:
    """Shares over snippets; the share without a false alarm, so that more is better."""
    scores = score_types(read)
    yield from (("accuracy", scores.accuracy), ("f1", scores.f1), ("macro_f1", scores.macro_f1))
    yield "no_false_alarm", 100 - scores.false_alarms


def window_values(read: Reader) -> Values:
    """Recall of each role."""
    recall = score_windows(read)
    yield from ((role.replace(" ", "_"), recall.of(role)) for role in ROLES)


def event_values(read: Reader) -> Values:
    """F1 of all roles and of each."""
    arguments = score_stories(read)
    yield "f1", arguments.scores()[2]
    yield from ((role.replace(" ", "_"), arguments.scores(role)[2]) for role in OURS)


def alarm_values(read: Reader) -> Values:
    """Shares of stories without a false alarm, so that more is better."""
    yield from ((f"quiet.{part}", 100 - count_alarms(read, part).share) for part in PARTS)


def passage_values(read: Reader) -> Values:
    """Shares over the dev part; of the incidents read those not invented, so that more is better."""
    tally = score_passages(read, "dev")
    yield from (("found", tally.share_found), ("not_invented", 100 - tally.share_invented))
    yield from (("type", tally.share_typed), ("slots", tally.share_slots))


def link_values(corpus: str) -> Callable[[Reader], Values]:
    """Clusters, pairs and suggestions of a corpus that was learned from; it reads with the engine itself."""

    def values(_: Reader) -> Values:
        found = dict(score_links(corpus, list(tellings(corpus))).values)
        yield from ((name, found[name]) for name in LINK_ROWS if name in found)

    return values


def corpora() -> tuple[Corpus, ...]:
    """All corpora, there or not."""
    stories = GOLD.parent / "stories"
    return (
        Corpus("gold", (*sorted(GOLD.glob("*.json")), *sorted(stories.glob("*.txt"))), gold_values),
        Corpus("muc4/dev", (MUC4 / "dev.jsonl",), muc4_values),
        Corpus("gun_violence/A", (GUNS / "docs.jsonl", GUNS / "incidents.jsonl"), gun_values),
        Corpus("case2021/dev", (SNIPPETS,), type_values),
        Corpus("rams/windows", (WINDOWS,), window_values),
        Corpus("wikievents/dev", (EVENTS,), event_values),
        Corpus("lgl/without_violence", (LOCAL_NEWS, LISTED), alarm_values),
        Corpus("passages/dev", tuple(sorted(PASSAGES.glob("*.jsonl"))), passage_values),
        Corpus("gun_violence/B", (GUNS / "docs.jsonl", GUNS / "incidents.jsonl"), final_gun_values, asked=True),
        Corpus("gun_violence/A.links", (GUNS / "docs.jsonl",), link_values("gun_violence/A")),
        Corpus("ecbplus/train.links", (corpus_path("ecbplus/train"),), link_values("ecbplus/train")),
    )


def measured(read: Reader, only: tuple[str, ...] = ()) -> tuple[Score, ...]:
    """Every score of every corpus that is there; says which is not."""
    scores = []
    for corpus in corpora():
        if corpus.name not in only and (only or corpus.asked):
            continue
        if not corpus.paths or not all(path.exists() for path in corpus.paths):
            sys.stderr.write(f"{corpus.name}: skipped, its shared data is not here\n")
            continue
        sha256 = corpus_sha256(corpus.paths)
        scores += [Score(corpus.name, sha256, name, value) for name, value in corpus.measure(read)]
    return tuple(scores)


def main() -> int:
    """0 when every floor holds, 1 when one does not."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--update", action="store_true", help="raise floors to the scores measured now")
    arguments.add_argument("--allow-regression", metavar="WHY", help="with --update: lower floors, and keep why")
    arguments.add_argument("--only", action="append", default=[], metavar="CORPUS", help="measure this corpus only")
    arguments.add_argument("--coder", default=CODER, metavar="MODULE:FUNCTION", help="makes the coder for a language")
    chosen = arguments.parse_args()
    floors = load_floors(FLOORS)
    scores = measured(reader(chosen.coder), tuple(chosen.only))
    for score in scores:
        floor = floors.of(score.corpus, score.measure)
        sys.stdout.write(
            f"{score.corpus:20} {score.measure:28} {score.value:6.1f}"
            f"   floor {floor.value if floor is not None else '-'}\n"
        )
    if chosen.update:
        try:
            save_floors(FLOORS, updated(floors, scores, allow_regression=chosen.allow_regression))
        except CasebookError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        return 0
    broken = below(floors, scores)
    sys.stderr.writelines(f"{message}\n" for message in broken)
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
