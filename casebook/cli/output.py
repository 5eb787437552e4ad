"""Where a verb writes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO


class target:
    """Standard output, or the file asked for: written beside it and moved into place, so no half file is left."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part") if path is not None else None
        self._out: TextIO = sys.stdout

    def __enter__(self) -> TextIO:
        if self._part is not None:
            self._out = self._part.open("w", encoding="utf-8", newline="\n")
        elif hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        return self._out

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self._part is None or self._path is None:
            return
        self._out.close()
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink()
