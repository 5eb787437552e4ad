"""Check all training text and print what there is of it. Exit code 1 if anything is wrong.

python -m training.check [FILE.jsonl ...]     without files: all of training/standoff and training/passages
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casebook.lists.reading import TYPES, codes
from casebook.model.errors import InputError
from training.corpus import (
    DATA,
    PASSAGES,
    STANDOFF,
    Labels,
    Passage,
    Region,
    Standoff,
    Style,
    document,
    label_faults,
    read_lines,
    text_hash,
)
from training.markup import Marked, read

TRIED = 12  # fillings of a passage with slots that are read


@dataclass(slots=True)
class Found:
    """What was read: lines by kind, and what is wrong with them."""

    standoffs: list[Standoff] = field(default_factory=list)
    passages: list[tuple[Passage, Marked]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def standoff_faults(line: Standoff, *, data: Path = DATA) -> Iterator[str]:
    """What is wrong with one annotation; the hash is compared only where the data is."""
    yield from label_faults(line, line.window)
    if not data.exists():
        return
    try:
        text = document(line.corpus, line.doc, data=data)
    except InputError as error:
        yield str(error)
        return
    start, end = line.window
    if not 0 <= start < end <= len(text):
        yield f"the window {start}:{end} is outside the document (0:{len(text)})"
    elif text_hash(text[start:end]) != line.text_sha256:
        yield "the text of the window has another hash: the document changed, or the window is wrong"
    else:
        spans = [(span.start, span.end) for span in line.spans] + [one.trigger for one in line.incidents]
        yield from (
            f"span {a}:{b} {text[a:b]!r} has space at an end" for a, b in spans if text[a:b] != text[a:b].strip()
        )


def passage_faults(passage: Passage, marked: Marked) -> Iterator[str]:
    """What is wrong with one filled passage."""
    yield from label_faults(marked.labels, (0, len(marked.text)))
    types = {one for incident in marked.labels.incidents for one in (incident.type, *incident.also_types)}
    if passage.types is not None and set(passage.types) != types:
        yield f"types says {sorted(passage.types)}, the triggers say {sorted(types)}"
    if passage.part is not None and passage.part != passage.set_aside:
        yield f"part is {passage.set_aside} by the hash of the id, not {passage.part}; leave it out"
    if passage.style is Style.ALL_CAPS and marked.text != marked.text.upper():
        yield "style all_caps has small letters"


def _read_standoff(path: Path, found: Found) -> None:
    for where, line in read_lines(path, Standoff):
        found.standoffs.append(line)
        found.faults += [f"{where} ({line.doc}): {fault}" for fault in standoff_faults(line)]


def _read_passages(path: Path, found: Found) -> None:
    for where, passage in read_lines(path, Passage):
        try:
            fillings = read(passage, TRIED)
        except InputError as error:
            found.faults.append(f"{where}: {error}")
            continue
        found.passages.append((passage, fillings[0]))
        faults = dict.fromkeys(fault for marked in fillings for fault in passage_faults(passage, marked))
        found.faults += [f"{where} (passage {passage.id}): {fault}" for fault in faults]


def _repeated(keys: Iterable[object], what: str) -> Iterator[str]:
    return (f"{what} {key!r} is there {times} times" for key, times in Counter(keys).items() if times > 1)


def gather(paths: Sequence[Path]) -> Found:
    """All lines of the files; a file under a folder `standoff` is standoff, any other one passages."""
    found = Found()
    for path in paths:
        try:
            (_read_standoff if path.resolve().parent.name == STANDOFF.name else _read_passages)(path, found)
        except (InputError, OSError) as error:
            found.faults.append(str(error))
    found.faults += _repeated((line.key for line in found.standoffs), "annotation")
    found.faults += _repeated((passage.id for passage, _ in found.passages), "passage id")
    texts = (" ".join(marked.text.casefold().split()) for _, marked in found.passages)
    found.faults += (fault[:120] for fault in _repeated(texts, "text"))
    return found


def _table(title: str, known: Iterable[str], columns: dict[str, Counter[str]]) -> Iterator[str]:
    whole = {name: max(1, counts.total()) for name, counts in columns.items()}
    yield f"{title:<32}" + "".join(f"{name:>18}" for name in columns)
    for key in known:
        cells = (f"{counts[key]:>10} {100 * counts[key] / whole[name]:>5.1f} %" for name, counts in columns.items())
        yield f"{key:<32}" + "".join(cells)
    yield ""


def _types(labels: Iterable[Labels]) -> Counter[str]:
    return Counter(incident.type for one in labels for incident in one.incidents)


def _fields(labels: Iterable[Labels]) -> Counter[str]:
    return Counter(span.field for one in labels for span in one.spans)


def tables(found: Found) -> Iterator[str]:
    """Counts and shares, a line at a time; a multiplied passage counts once."""
    own = {part: [(p, m) for p, m in found.passages if p.set_aside == part] for part in ("train", "dev")}
    sides = {f"own {part}": [marked.labels for _, marked in pairs] for part, pairs in own.items()}
    everything: dict[str, Sequence[Labels]] = {"real stories": found.standoffs, **sides}
    without = sum(len(marked.labels.incidents) == 0 for _, marked in found.passages)
    twice = Counter((line.corpus, line.doc, line.window) for line in found.standoffs)
    yield f"passages {len(found.passages)}, dev {len(own['dev'])}, without an incident {without}"
    yield f"windows of real stories {len(twice)}, annotated twice {sum(n > 1 for n in twice.values())}"
    yield ""
    yield from _table("incident type", codes(TYPES), {name: _types(some) for name, some in everything.items()})
    fields = {name: _fields(some) for name, some in everything.items()}
    yield from _table("field", sorted({key for counts in fields.values() for key in counts}), fields)
    regions = {f"own {part}": Counter(p.region.value for p, _ in pairs) for part, pairs in own.items()}
    yield from _table("region", [region.value for region in Region], regions)
    styles = {f"own {part}": Counter(p.style.value for p, _ in pairs) for part, pairs in own.items()}
    yield from _table("style", [style.value for style in Style], styles)
    corpora = Counter(f"{line.corpus} {line.case}" for line in found.standoffs)
    yield from _table("corpus and case", sorted(corpora), {"windows": corpora})
    reasons = {
        n: Counter(one.reason for labels in some for one in labels.non_incidents) for n, some in everything.items()
    }
    yield from _table("non_incident", codes("non_incident_reason"), reasons)


def main() -> None:
    cli = argparse.ArgumentParser(prog="python -m training.check", description=__doc__)
    cli.add_argument("files", type=Path, nargs="*")
    given = cli.parse_args()
    paths = given.files or [*sorted(STANDOFF.glob("*.jsonl")), *sorted(PASSAGES.glob("*.jsonl"))]
    found = gather(paths)
    sys.stdout.write("\n".join(tables(found)) + "\n")
    if not DATA.exists():
        sys.stdout.write(f"{DATA} is not here: hashes of real stories not compared\n")
    if len(found.faults) > 0:
        sys.exit("\n".join(found.faults) + f"\n{len(found.faults)} faults")
    sys.stdout.write(f"no faults in {len(paths)} files\n")


if __name__ == "__main__":
    main()
