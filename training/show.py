"""Show a document to an annotator, a sentence at a time with its code-point offsets; find exact words in it.

python -m training.show --corpus rams --doc ID [--case lower]
python -m training.show --corpus gun_violence --list        ids that may be annotated, with their lengths
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator

from casebook.model.errors import InputError
from training.corpus import DATA, FILES, Case, Corpus, Offsets, document, recase

_BREAK = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*")


def locate(text: str, words: str, nth: int | None = None, *, within: Offsets | None = None) -> Offsets:
    """Where the nth occurrence of exact words stands (1 is the first); None: it must be the only one.

    Spaces match any white space, and words match whole words only; without a match in the same case, case is ignored.
    """
    start, end = within or (0, len(text))
    if words.strip() == "" or words != words.strip():
        raise InputError(f"{words!r}: give words without space at their ends")
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    pattern = (r"(?<!\w)" if words[0].isalnum() else "") + pattern + (r"(?!\w)" if words[-1].isalnum() else "")
    found = [m.span() for m in re.compile(pattern).finditer(text, start, end)]
    if len(found) == 0:
        found = [m.span() for m in re.compile(pattern, re.IGNORECASE).finditer(text, start, end)]
    if len(found) == 0:
        raise InputError(f"{words!r} does not occur in {start}:{end}; copy the words from the text")
    if nth is None and len(found) > 1:
        seen = "; ".join(f"nth {i}: …{_around(text, at)}…" for i, at in enumerate(found, 1))
        raise InputError(
            f'{words!r} occurs {len(found)} times; give "nth", or "in" with longer words around it. {seen}'
        )
    if nth is not None and not 1 <= nth <= len(found):
        raise InputError(f"{words!r} occurs {len(found)} times in {start}:{end}; there is no nth {nth}")
    return found[(nth or 1) - 1]


def _around(text: str, at: Offsets) -> str:
    return " ".join(text[max(0, at[0] - 25) : at[1] + 25].split())


def sentences(text: str) -> Iterator[Offsets]:
    """Roughly the sentences, in order; for reading only."""
    start = 0
    for gap in _BREAK.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def shown(text: str, case: Case) -> Iterator[str]:
    """The lines that an annotator sees."""
    put = recase(text, case)
    for start, end in sentences(text):
        yield f"{start:>6}:{end:<6} {put[start:end]}"


def header(corpus: Corpus, ident: str) -> str:
    """Day of publication and title, as far as the corpus tells them; neither is part of the text."""
    with (DATA / FILES[corpus]).open(encoding="utf-8") as lines:
        row = next(row for row in map(json.loads, lines) if row["id"] == ident)
    return f"published {row['published']}; title {row.get('title')!r}"


def ids(corpus: Corpus) -> Iterator[str]:
    """The documents that may be annotated, with their lengths and the day of publication."""
    with (DATA / FILES[corpus]).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            try:
                length = len(document(corpus, row["id"]))
            except InputError:
                continue
            yield f"{row['id']}\t{length}\t{row['published']}"


def main() -> None:
    cli = argparse.ArgumentParser(prog="python -m training.show", description=__doc__)
    cli.add_argument("--corpus", type=Corpus, choices=list(Corpus), required=True)
    cli.add_argument("--doc")
    cli.add_argument("--list", action="store_true")
    cli.add_argument("--case", type=Case, choices=list(Case), default=Case.AS_IS)
    given = cli.parse_args()
    try:
        if given.list:
            lines = list(ids(given.corpus))
        else:
            lines = list(shown(document(given.corpus, given.doc or ""), given.case))
            lines.insert(0, header(given.corpus, given.doc))
    except InputError as error:
        sys.exit(f"{error}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
