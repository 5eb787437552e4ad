"""The README's example is what the command prints: each of its lines, white space aside, stands in the real output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.cli import Format
from casebook.cli.read import Options, run

ROOT = Path(__file__).parents[2]
STORY = ROOT / "casebook" / "data" / "demo" / "garissa.txt"


def test_the_example_in_the_readme_is_what_the_demo_prints(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    assert run([str(STORY)], Options(published="2024-05-14", form=Format.TABLE)) == 0
    printed = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    missing = [line for line in example[1].splitlines() if " ".join(line.split()) not in printed]
    assert missing == [], "run `make demo` and mend the README"


def test_the_readme_opens_with_the_two_commands() -> None:
    lines = [line.strip() for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line][1:3] == ["make demo", "make test"]


def test_the_documents_that_the_readme_names_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
