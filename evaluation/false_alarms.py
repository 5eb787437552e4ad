"""Stories without violence in which an incident is invented: `python evaluation/false_alarms.py [--part held_out]`.

`lgl_without_violence.csv` lists stories of geoparsing/lgl.jsonl by id and SHA-256 of the text: the first 200 of a
shuffle of all ids in order (`random.Random(20240514).shuffle(sorted(ids))`) that report no incident of the ontology,
judged by reading them whole. Left out were stories with any violence of any motive (robbery and domestic violence
too), with threats, protests or vandalism, and doubtful ones: a rumour of murders, an op-ed on rockets, an arms ship.
Kept were accidents, fires by mischance, drownings, burglaries, drug raids, illness, disasters, sport, trials for fraud,
wars as mere background. The first 150 are the part `open`, whose errors may be looked at; the last 50 are `held_out`:
no error of theirs is looked at when rules are mended, and `--errors` does not list them.

An alarm is a story with an incident read as main or secondary; stories with references alone are counted apart.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import CodedIncident, Reader, parse_coded
from casebook.evaluate.errors import Error, sentence_at, topic
from casebook.model.claim import Role
from evaluation.reading import DATA, needed, options, reader, show

FILE = DATA / "geoparsing" / "lgl.jsonl"
LIST = Path(__file__).parent / "lgl_without_violence.csv"
PARTS = ("open", "held_out")


@dataclass(frozen=True, slots=True)
class Alarms:
    """How many stories there are, in how many an incident was invented, and in how many more a mere reference."""

    part: str
    stories: int
    invented: int
    references: int
    errors: tuple[Error, ...]

    @property
    def share(self) -> float:
        """Stories with an invented incident, in percent."""
        return 100 * self.invented / self.stories if self.stories else 0.0


def stories(part: str, *, file: Path = FILE, listed: Path = LIST) -> Iterator[tuple[str, str]]:
    """(id, text) of the listed stories; stops where a text is not the one that was judged."""
    lines = file.read_text(encoding="utf-8").split("\n")
    texts = {row["id"]: row["text"] for row in (json.loads(line) for line in lines if line)}
    for row in csv.DictReader(listed.read_text(encoding="utf-8").splitlines()):
        if row["part"] != part:
            continue
        text = texts.get(row["id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise SystemExit(f"story {row['id']} is not in {file}, or not as it was judged: the list does not hold")
        yield row["id"], text


def count_alarms(read: Reader, part: str = "open", *, file: Path = FILE, listed: Path = LIST) -> Alarms:
    """Reads the stories of a part and counts those in which something was invented."""
    total, invented, references, errors = 0, 0, 0, []
    for ident, text in stories(part, file=file, listed=listed):
        incidents = parse_coded(read(text, source=ident), ident).incidents
        told = [incident for incident in incidents if incident.role is not Role.REFERENCE]
        total += 1
        invented += len(told) > 0
        references += len(told) == 0 and len(incidents) > 0
        if part == "open":
            errors += [_error(ident, text, incident) for incident in incidents]
    return Alarms(part, total, invented, references, tuple(errors))


def _error(ident: str, text: str, incident: CodedIncident) -> Error:
    spans = [span for claim in incident.claims for span in claim.evidence]
    first = min(spans, key=lambda span: span.start, default=None)
    sentence = sentence_at(text, first.start if first is not None else 0)
    words = " … ".join(dict.fromkeys(span.quote for span in spans[:4]))
    measure = "reference invented" if incident.role is Role.REFERENCE else "incident invented"
    return Error("lgl", ident, measure, topic(sentence, incident.type or "no type"), sentence, None, words)


def main() -> None:
    """Prints the shares of both parts, or of the one asked for."""
    parser = options(__doc__)
    parser.add_argument("--part", choices=PARTS, help="without it: both")
    chosen = parser.parse_args()
    needed(FILE)
    read = reader(chosen.coder)
    table, errors = ["geoparsing/lgl.jsonl, stories without violence"], []
    for part in PARTS if chosen.part is None else (chosen.part,):
        alarms = count_alarms(read, part)
        errors += alarms.errors
        table.append(
            f"  {part:9} {alarms.stories:4} stories, an incident invented in {alarms.invented:3}"
            f" ({alarms.share:.1f} %), a reference alone in {alarms.references}"
        )
    show(chosen, table, errors)


if __name__ == "__main__":
    main()
