"""What could not be read, grounded or resolved: kept with its words, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field

from casebook.model.ids import content_id
from casebook.model.report import Span


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know: the stage that met it, its kind, what it says, and where it stands.

    `report_id` is None when no report could be made, as with a file that cannot be read.
    """

    stage: str
    kind: str
    message: str
    evidence: tuple[Span, ...] = ()
    report_id: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        spans = [(span.report_id, span.start, span.end) for span in self.evidence]
        object.__setattr__(self, "id", content_id("i", self.report_id, self.stage, self.kind, self.message, spans))
