"""What becomes of the accounts of one reading in another: how many keep their id, find a successor, or are gone.

casebook read reports.jsonl --format jsonl -o old.jsonl    # with the older Casebook
casebook read reports.jsonl --format jsonl -o new.jsonl    # with the newer one
python -m evaluation.retold old.jsonl new.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from casebook.link.retold import alike, clear, restated
from casebook.link.told import Told
from casebook.model.report import Report
from casebook.publish.coded_reader import CodedLine, read_coded

_NO_TEXT = Report("-", "-")  # coded lines come without the text, and comparing needs only where words stand


def lines(path: Path) -> dict[str, CodedLine]:
    """The reading of each report, by the report's id."""
    with path.open(encoding="utf-8") as file:
        return {line.source.id: line for line in read_coded(file, name=str(path))}


def told(line: CodedLine) -> list[Told]:
    """Its accounts, each with its claims."""
    return [Told(a, tuple(c for c in line.claims if c.account_id == a.id), _NO_TEXT) for a in line.accounts]


def compare(old: CodedLine, new: CodedLine) -> Counter[str]:
    """How many accounts and claims of the old reading go which way."""
    found: Counter[str] = Counter()
    now = told(new)
    for account in told(old):
        same = [each for each in now if each.account.id == account.account.id]
        likely = alike(account, now)
        best = clear(likely)
        heirs = same or [each for each in now if best is not None and each.account.id == best.new]
        way = "kept" if len(same) > 0 else "succeeded" if len(heirs) > 0 else "unclear" if len(likely) > 0 else "gone"
        found[f"accounts {way}"] += 1
        theirs = [claim for each in heirs for claim in each.claims]
        ids = {claim.id for claim in theirs}
        for claim in account.claims:
            is_said = claim.id in ids
            way = "kept" if is_said else "restated" if restated(claim, theirs) is not None else "not said"
            found[f"claims {way}"] += 1
    return found


def main() -> None:
    """Print the counts as JSON."""
    old, new = (lines(Path(name)) for name in sys.argv[1:3])
    total: Counter[str] = Counter()
    for name in sorted(old.keys() & new.keys()):
        total += compare(old[name], new[name])
    sys.stdout.write(json.dumps({"reports": len(old.keys() & new.keys()), **dict(sorted(total.items()))}) + "\n")


if __name__ == "__main__":
    main()
