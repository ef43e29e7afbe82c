"""How long a chart's query takes on Trino, told apart from what Superset and the browser add."""

from __future__ import annotations

from .judge import Answer
from .problem import Problem
from .template import rewrite
from .trino_server import TrinoServer, statements

SOURCE = "Apache Superset"


class QueryTimes:
    """The seconds of Superset's statements, from Trino's own history, which forgets old ones."""

    def __init__(self, server: TrinoServer) -> None:
        _, rows = server.query(
            "SELECT query, date_diff('millisecond', created, \"end\") / 1e3 FROM system.runtime.queries "
            f"WHERE source = '{SOURCE}' AND state = 'FINISHED' ORDER BY created")
        self._seconds = {_normal(query): seconds for query, seconds in rows}

    def of(self, answer: Answer) -> float | None:
        """The time of the slowest statement of a chart, as it was when it ran last."""
        found = [
            self._seconds[key]
            for query in answer.queries for _, statement in statements(query)
            if (key := _rewritten(statement)) in self._seconds]
        return max(found) if found else None


def _rewritten(statement: str) -> str:
    try:
        return _normal(rewrite(statement, "query"))
    except Problem:
        return _normal(statement)


def _normal(sql: str) -> str:
    return " ".join(sql.split()).rstrip("; ").casefold()
