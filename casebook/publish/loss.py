"""What an export could not hold or would not tell, one line a value: the loss report that stands beside every file.

The invariant: a loss never holds what was withheld. A value that is kept back is counted, not quoted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """One value of one incident that the file does not hold, and why; `value` None where it may not be told."""

    incident: str
    field: str
    value: str | None
    why: str


def loss_line(loss: Loss) -> str:
    """The loss as one line of JSON."""
    form = {"incident": loss.incident, "field": loss.field, "value": loss.value, "why": loss.why}
    return json.dumps(form, ensure_ascii=False)
