"""What Trino says about the sources: the columns of every dataset, and whether every chart's expressions fit them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import trino.exceptions

from .names import Names
from .problem import Problem, near
from .sources import Chart, Dataset, Sources
from .template import ALL_FILTERS, NO_FILTERS, Filters, render, rewrite
from .trino_server import TrinoServer

# The keys of Superset's form data that name a column of the dataset, or a list of them.
COLUMN_KEYS = ("x_axis", "groupby", "groupbyRows", "groupbyColumns", "columns", "all_columns", "source", "target", "entity", "series")


def dataset_columns(sources: Sources, server: TrinoServer, names: Names) -> dict[str, dict[str, str]]:
    """Columns with types of every dataset; nothing is run, Trino only analyses."""
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda dataset: _columns(dataset, server, names), sources.datasets.values())
        return dict(zip(sources.datasets, found))


def check_charts(sources: Sources, columns: dict[str, dict[str, str]], server: TrinoServer, names: Names) -> None:
    charts = [(dashboard, chart) for dashboard in sources.dashboards.values() for chart in dashboard.charts.values()]
    for dashboard in sources.dashboards.values():
        for index, filter in enumerate(dashboard.filters):
            if filter.dataset and filter.column not in columns[filter.dataset]:
                raise Problem(
                    f"{dashboard.path}: filters[{index}].column: dataset {filter.dataset} has no column '{filter.column}': "
                    f"{near(filter.column, columns[filter.dataset])}")
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(
                lambda item: _check_chart(f"{item[0].path}: charts.{item[1].name}", item[1], sources.datasets[item[1].dataset], columns[item[1].dataset], server, names),
                charts):
            pass


def _columns(dataset: Dataset, server: TrinoServer, names: Names) -> dict[str, str]:
    columns = _describe(dataset, NO_FILTERS, server, names)
    filtered = _describe(dataset, ALL_FILTERS, server, names)
    if filtered != columns:
        raise Problem(f"{dataset.path}: the columns depend on the filters: {columns} without, {filtered} with them")
    if dataset.time is not None:
        if dataset.time not in columns:
            raise Problem(f"{dataset.path}: time: the query has no column '{dataset.time}': {near(dataset.time, columns)}")
        if not columns[dataset.time].startswith(("DATE", "TIMESTAMP")):
            raise Problem(f"{dataset.path}: time: expected a date or timestamp, found {dataset.time} of type {columns[dataset.time]}")
    for name in dataset.columns:
        if name not in columns:
            raise Problem(f"{dataset.path}: columns.{name}: the query has no such column: {near(name, columns)}")
    return columns


def _describe(dataset: Dataset, filters: Filters, server: TrinoServer, names: Names) -> dict[str, str]:
    sql = rewrite(names.apply(render(dataset.sql, filters, dataset.path)), dataset.path)
    try:
        return server.columns(sql)
    except trino.exceptions.TrinoUserError as failure:
        raise Problem(f"{dataset.path}: {'with' if filters is ALL_FILTERS else 'without'} filters: {failure.message}") from failure


def _check_chart(place: str, chart: Chart, dataset: Dataset, columns: dict[str, str], server: TrinoServer, names: Names) -> None:
    for key, value in _named_columns(chart.params):
        if value not in columns:
            raise Problem(f"{place}.params.{key}: dataset {dataset.name} has no column '{value}': {near(value, columns)}")
    inner = names.apply(render(dataset.sql, NO_FILTERS, dataset.path))
    for key, expression in _expressions(chart.params):
        condition = key in ("where", "having")
        sql = f"SELECT {'1' if condition else expression} FROM ({inner}) AS virtual_table"
        if condition:
            sql += f" WHERE {expression}"
        try:
            server.columns(rewrite(sql, f"{place}.params.{key}"))
        except trino.exceptions.TrinoUserError as failure:
            # An expression among the dimensions is a column, not an aggregate: Trino accepts both here.
            raise Problem(f"{place}.params.{key}: {failure.message}") from failure


def _named_columns(params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in COLUMN_KEYS:
        values = params.get(key)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str):
                yield key, value


def _expressions(params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """SQL that the chart brings, with its key."""
    for key, value in params.items():
        for item in value if isinstance(value, list) else [value]:
            if key == "where" and isinstance(item, str):
                yield key, item
            elif isinstance(item, dict) and isinstance(item.get("sql"), str):
                yield key, item["sql"]
