"""Ctrl-C while a report is being kept."""

from __future__ import annotations

import os
import signal

import pytest

from casebook.cli.add import _unbroken


def _keep(done: list[str], *, presses: int) -> None:
    """A report that is kept while Ctrl-C is pressed."""
    with _unbroken():
        for _ in range(presses):
            os.kill(os.getpid(), signal.SIGINT)
        done.append("counted")


def test_ctrl_c_waits_until_a_report_is_kept_and_counted() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _keep(done, presses=1)
    assert done == ["counted"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _keep(done, presses=2)
    assert done == []


def test_without_ctrl_c_nothing_changes() -> None:
    done: list[str] = []
    _keep(done, presses=0)
    assert done == ["counted"]
