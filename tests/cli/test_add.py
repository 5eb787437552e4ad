"""Ctrl-C while a report is being kept."""

from __future__ import annotations

import os
import signal

import pytest

from casebook.cli.add import _unbroken


def test_ctrl_c_waits_until_a_report_is_kept_and_counted() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), _unbroken():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("counted")
    assert done == ["counted"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), _unbroken():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        done.append("counted")
    assert done == []
