"""Superset's Jinja as far as datasets use it, so that a dataset can be checked before Superset sees it.

Superset then writes every statement anew with sqlglot; what that changes or refuses is found here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import jinja2
import jinja2.sandbox
import sqlglot

from .problem import Problem


@dataclass(frozen=True)
class TimeFilter:
    from_expr: str | None
    to_expr: str | None
    time_range: str


@dataclass(frozen=True)
class Filters:
    """The state of the dashboard's filters."""

    time: tuple[str, str] | None = None
    values: dict[str, list[Any]] = field(default_factory=dict)
    all_values: list[Any] = field(default_factory=list)

    def of(self, column: str) -> list[Any]:
        return self.values.get(column, self.all_values)


NO_FILTERS = Filters()
ALL_FILTERS = Filters(time=("2025-10-01", "2026-01-01"), all_values=["a", "b's"])


def render(sql: str, filters: Filters, source: Any) -> str:
    def filter_values(column: str, default: str | None = None, remove_filter: bool = False) -> list[Any]:
        values = filters.of(column)
        return values or ([default] if default else [])

    def get_filters(column: str, remove_filter: bool = False) -> list[dict]:
        values = filters.of(column)
        return [{"col": column, "op": "IN", "val": values}] if values else []

    def get_time_filter(
            column: str | None = None,
            default: str | None = None,
            target_type: str | None = None,
            strftime: str | None = None,
            remove_filter: bool = False) -> TimeFilter:
        if filters.time is None:
            return TimeFilter(None, None, default or "No filter")
        return TimeFilter(*(_time(day, target_type) for day in filters.time), " : ".join(filters.time))

    environment = jinja2.sandbox.SandboxedEnvironment(undefined=jinja2.StrictUndefined)
    environment.filters["where_in"] = _where_in
    try:
        return environment.from_string(sql).render(
            filter_values=filter_values,
            get_filters=get_filters,
            get_time_filter=get_time_filter,
            from_dttm=filters.time[0] + "T00:00:00" if filters.time else None,
            to_dttm=filters.time[1] + "T00:00:00" if filters.time else None,
            url_param=lambda name, default=None, **options: default,
            current_username=lambda **options: "dashboards",
            columns=[], groupby=[], metrics=[], filter=[], row_limit=None)
    except jinja2.TemplateError as failure:
        line = getattr(failure, "lineno", None)
        raise Problem(f"{source}: Jinja{f' in line {line} of the SQL' if line else ''}: {failure.message}") from failure


def rewrite(sql: str, source: Any) -> str:
    """The statement as Superset's SQL parser writes it anew, which is what Trino gets."""
    try:
        statements = [statement for statement in sqlglot.parse(sql, dialect="trino") if statement is not None]
    except sqlglot.errors.SqlglotError as failure:
        raise Problem(f"{source}: Superset's SQL parser refuses this: {' '.join(str(failure).split())}") from failure
    if len(statements) != 1:
        raise Problem(f"{source}: expected one query, found {len(statements)} statements")
    return statements[0].sql(dialect="trino", pretty=True, comments=False)


def _time(day: str, target_type: str | None) -> str:
    return f"DATE '{day}'" if (target_type or "").upper() == "DATE" else f"TIMESTAMP '{day} 00:00:00.000000'"


def _where_in(values: list[Any], mark: str | None = None, default_to_none: bool = False) -> str:
    return "(" + ", ".join(_literal(value) for value in values) + ")"


def _literal(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "'" + str(value).replace("'", "''") + "'"
    return str(value)
