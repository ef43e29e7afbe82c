"""What became of a chart, from what the browser saw of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    DRAWN = "drawn"
    EMPTY = "empty"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


@dataclass(frozen=True)
class Answer:
    """A response of Superset to a chart's request for data."""

    status: int
    body: dict[str, Any]
    seconds: float
    request: dict[str, Any] = field(default_factory=dict)

    @property
    def results(self) -> list[dict[str, Any]]:
        return self.body.get("result") or [] if self.status == 200 else []

    @property
    def queries(self) -> list[str]:
        return [result["query"] for result in self.results if result.get("query")]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [row for result in self.results for row in result.get("data") or []]

    @property
    def errors(self) -> list[str]:
        found = [str(result["error"]) for result in self.results if result.get("error")]
        if self.status != 200:
            errors = [str(error.get("message") or error) for error in self.body.get("errors") or []]
            errors += [str(error.get("error_type")) for error in self.body.get("errors") or [] if error.get("error_type")]
            found += errors or [str(self.body.get("message") or f"Superset answers {self.status}")]
        return found


@dataclass(frozen=True)
class Sight:
    """A chart's place on the page when nothing moved there any more."""

    title: str
    present: bool = True
    container: bool = True
    loading: bool = False
    alerts: tuple[str, ...] = ()
    empty: bool = False
    title_cut: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """The last one: a filter makes a chart ask again."""
        return self.answers[-1] if self.answers else None

    @property
    def settled(self) -> bool:
        return self.present and not self.loading and (bool(self.alerts) or self.empty or (self.container and bool(self.answers)))


@dataclass(frozen=True)
class Outcome:
    kind: Kind
    message: str = ""


REFUSED = re.compile(
    r"access denied|permission denied|not (allowed|authorized)|authentication failed|you don't have access|do not have access|does not have access"
    r"|requires? .{0,40}permission|\w+_SECURITY_ACCESS_ERROR",
    re.IGNORECASE)
UNREACHABLE = re.compile(
    r"connection refused|connectionerror|failed to establish|max retries|connection (aborted|reset|timed out)|name or service not known"
    r"|temporary failure in name resolution|no route to host|server is still initializing|CONNECTION_\w+_ERROR|network error",
    re.IGNORECASE)


def judge(sight: Sight) -> Outcome:
    """Drawn only if the panel is there without alert, spinner and emptiness, and Superset's answer holds rows and no error."""
    if not sight.present:
        return Outcome(Kind.FAILED, "the chart is not on the page")
    errors = list(sight.answer.errors if sight.answer else []) + list(sight.alerts)
    if errors:
        message = " ".join(errors[0].split())[:500]
        text = "\n".join(errors)
        if REFUSED.search(text) or (sight.answer and sight.answer.status in (401, 403)):
            return Outcome(Kind.REFUSED, message)
        return Outcome(Kind.UNREACHABLE if UNREACHABLE.search(text) else Kind.FAILED, message)
    if sight.loading:
        return Outcome(Kind.FAILED, "the chart was still loading when the time was up")
    if sight.answer is None:
        return Outcome(Kind.FAILED, "the chart never asked for data")
    if not sight.answer.results:
        return Outcome(Kind.FAILED, f"Superset answered {sight.answer.status} without a result")
    if sight.empty or not sight.answer.rows:
        return Outcome(Kind.EMPTY, "the query gave no rows")
    if not sight.container:
        return Outcome(Kind.FAILED, "the panel holds no chart")
    if sight.title_cut:
        return Outcome(Kind.FAILED, f"the title does not fit into the panel: '{sight.title}'")
    return Outcome(Kind.DRAWN)
