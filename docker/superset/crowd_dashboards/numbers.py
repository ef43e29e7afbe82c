"""The numbers that the browser received against what Trino says when it is asked directly."""

from __future__ import annotations

import datetime
import json
import math
from collections import Counter
from decimal import Decimal
from typing import Any

import trino.exceptions

from .judge import Answer
from .names import Names
from .problem import near
from .sources import Chart
from .trino_server import TrinoServer, statements

# Steps of Superset after the query that move values about and leave each as it was.
MOVES = {"pivot", "rename", "flatten", "sort", "select"}
SHOWN = 3


class NotComparable(Exception):
    """Superset has computed with the values after the query."""


def compare(answer: Answer, server: TrinoServer) -> int:
    """Runs the SQL that Superset says it ran, and compares all values; returns their number.

    Raises AssertionError if they differ.
    """
    requests = answer.request.get("queries") or []
    compared = 0
    for number, result in enumerate(answer.results):
        request = requests[number] if number < len(requests) else {}
        steps = [step for step in request.get("post_processing") or [] if step]
        computations = {step["operation"] for step in steps if step["operation"] not in MOVES and not _adds(step)}
        if computations:
            raise NotComparable("Superset computes " + ", ".join(sorted(computations)))
        answers = [server.query(statement) for _, statement in statements(result["query"])]
        if not answers:
            raise AssertionError("Superset names no query for this result")
        added = any(_adds(step) for step in steps)
        received = [list(row.values())[:len(answers[0][0]) if added else None] for row in result["data"]]
        if request.get("time_offsets"):
            compared += _compare_offsets(received, [rows for _, rows in answers])
        elif any(step["operation"] in MOVES for step in steps):
            compared += _compare_pivoted(received, answers[0][1], len(request.get("metrics") or []))
        else:
            compared += _compare_rows(received, answers[0][1], "Trino")
    if compared == 0:
        raise AssertionError("there was nothing to compare")
    return compared


def prove(chart: Chart, answer: Answer, server: TrinoServer, names: Names) -> int:
    """Runs the chart's independent query, and compares its columns with those of the same name; returns the number of rows."""
    try:
        columns, rows = server.query(names.apply(chart.proof))
    except trino.exceptions.TrinoUserError as failure:
        raise AssertionError(f"the proof cannot be run: {failure.message}") from failure
    received = []
    for row in answer.rows:
        folded = {key.casefold(): value for key, value in row.items()}
        for column in columns:
            if column.casefold() not in folded:
                raise AssertionError(f"the proof has a column '{column}' that the chart's data has not: {near(column, row)}")
        received.append([folded[column.casefold()] for column in columns])
    _compare_rows(received, rows, "the proof")
    return len(rows)


def _adds(step: dict[str, Any]) -> bool:
    """Whether a step puts new columns behind those of the query and leaves these as they were."""
    if step["operation"] == "contribution":
        options = step.get("options") or {}
        return bool(options.get("rename_columns")) and not set(options["rename_columns"]) & set(options.get("columns") or [])
    return step["operation"] == "rank"


def _compare_rows(received: list[list[Any]], expected: list[list[Any]], source: str) -> int:
    found = Counter(tuple(canonical(value) for value in row) for row in received)
    wanted = Counter(tuple(canonical(value) for value in row) for row in expected)
    if found != wanted:
        raise AssertionError(
            f"{len(received)} rows in the browser, {len(expected)} from {source}; "
            f"only in the browser: {_some(found - wanted)}; only from {source}: {_some(wanted - found)}")
    return sum(len(row) for row in received)


def _compare_pivoted(received: list[list[Any]], expected: list[list[Any]], metrics: int) -> int:
    """Series have become columns: for each value of the first column the same numbers must be there."""
    if metrics == 0:
        raise NotComparable("the query has no metrics")
    found: dict[Any, Counter] = {}
    wanted: dict[Any, Counter] = {}
    for row in received:
        found.setdefault(canonical(row[0]), Counter()).update(_numbers(row[1:]))
    for row in expected:
        wanted.setdefault(canonical(row[0]), Counter()).update(_numbers(row[-metrics:]))
    for place in sorted(found.keys() | wanted.keys(), key=str):
        if found.get(place, Counter()) != wanted.get(place, Counter()):
            raise AssertionError(
                f"at {place}: {_some(found.get(place, Counter()))} in the browser, {_some(wanted.get(place, Counter()))} from Trino")
    return sum(sum(numbers.values()) for numbers in found.values())


def _compare_offsets(received: list[list[Any]], answers: list[list[list[Any]]]) -> int:
    """Columns of an earlier time have been put beside those of the query, for the rows that this one has."""
    found = Counter(value for row in received for value in _numbers(row))
    wanted = Counter(value for rows in answers for row in rows for value in _numbers(row))
    main = Counter(value for row in answers[0] for value in _numbers(row))
    if found - wanted or main - found:
        raise AssertionError(f"only in the browser: {_some(found - wanted)}; only from Trino: {_some(main - found)}")
    return sum(found.values())


def _numbers(values: list[Any]) -> list[str]:
    return [canonical(value) for value in values if value is not None and _is_number(value)]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and not (isinstance(value, float) and math.isnan(value))


def canonical(value: Any) -> Any:
    """One form for a value as JSON has it and as the driver gives it: numbers to nine digits, times as milliseconds."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return canonical(round(zoned.timestamp() * 1000))
    if isinstance(value, datetime.date):
        return canonical(datetime.datetime(value.year, value.month, value.day))
    if isinstance(value, (int, float, Decimal)):
        return f"{float(value) + 0.0:.9g}"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, default=str)
    return str(value)


def _some(counter: Counter) -> str:
    values = sorted(counter.elements(), key=str)
    shown = ", ".join(str(value) for value in values[:SHOWN])
    return (shown + (f" and {len(values) - SHOWN} more" if len(values) > SHOWN else "")) or "nothing"
