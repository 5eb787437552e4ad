"""How fast it reads: `python -m evaluation.bench [--json OUT] [--limit N]`, one process, one core, no warm caches kept.

Stories a second on gun violence (half A) and MUC-4 dev, the time from starting Python to the first coded line, and the
peak memory of this process. The corpus and the machine are printed with the figures: without them they say nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import Reader
from evaluation.gun_violence import FOLDER, stories
from evaluation.reading import DATA, needed, reader

STORY = "Gunmen shot dead two farmers near Baro on 3 May 2021, police said.\n"
RUNS = 3


@dataclass(frozen=True, slots=True)
class Speed:
    """One corpus: how many stories and characters, and how long they took."""

    corpus: str
    stories: int
    characters: int
    seconds: float
    stories_per_second: float
    slowest_seconds: float


@dataclass(frozen=True, slots=True)
class Bench:
    """All figures of one run on one machine."""

    machine: str
    cores: int
    python: str
    speeds: tuple[Speed, ...]
    start_seconds: tuple[float, ...]
    peak_memory_mib: float


Text = tuple[str, date | None]


def gun_texts(limit: int | None) -> list[Text]:
    """Stories of half A."""
    return [(story.text, story.published) for story in stories(needed(FOLDER), "A", limit)]


def muc4_texts(limit: int | None) -> list[Text]:
    """Stories of MUC-4 dev."""
    lines = needed(DATA / "muc4" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    parsed = [json.loads(line) for line in lines if line][:limit]
    return [(p["text"], date.fromisoformat(p["published"]) if p["published"] is not None else None) for p in parsed]


def speed(corpus: str, texts: Sequence[Text], read: Reader) -> Speed:
    """Reads every text once and takes the time."""
    took = []
    for number, (text, published) in enumerate(texts):
        began = time.perf_counter()
        read(text, source=f"{corpus}/{number}", published=published)
        took.append(time.perf_counter() - began)
    seconds = sum(took)
    characters = sum(len(text) for text, _ in texts)
    return Speed(
        corpus, len(texts), characters, seconds, len(texts) / seconds if seconds else 0.0, max(took, default=0)
    )


def start_seconds() -> float:
    """From starting a fresh Python to the coded line of one short story, through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(STORY, encoding="utf-8")
        began = time.perf_counter()
        command = [
            sys.executable,
            "-c",
            "from casebook.cli import main; main()",
            "read",
            str(story),
            "--format",
            "jsonl",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        took = time.perf_counter() - began
    if not done.stdout.startswith("{"):
        raise SystemExit(f"casebook read gave no coded line (exit {done.returncode}): {done.stderr[-400:]}")
    return took


def machine() -> str:
    """The processor's name, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    name = next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
    return f"{name}, {platform.system()} {platform.machine()}"


def main() -> None:
    """Prints the figures, and writes them as JSON if asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", type=Path, dest="out")
    arguments.add_argument("--limit", type=int)
    chosen = arguments.parse_args()
    starts = tuple(start_seconds() for _ in range(RUNS))
    read = reader()
    read(STORY, source="warm")  # lists and models are loaded once a process, and have their own figure above
    speeds = (
        speed("gun_violence/docs.jsonl half A", gun_texts(chosen.limit), read),
        speed("muc4/dev.jsonl", muc4_texts(chosen.limit), read),
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    bench = Bench(machine(), os.cpu_count() or 1, platform.python_version(), speeds, starts, peak)
    out = [f"{bench.machine}, {bench.cores} cores (one used), Python {bench.python}"]
    out += [
        f"{s.corpus}: {s.stories} stories, {s.stories_per_second:.1f} a second, slowest {s.slowest_seconds:.2f} s"
        for s in speeds
    ]
    out.append(f"start to first coded line: {min(starts):.2f} s best of {RUNS}; peak memory {peak:.0f} MiB")
    sys.stdout.write("\n".join(out) + "\n")
    if chosen.out is not None:
        chosen.out.write_text(json.dumps(asdict(bench), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
