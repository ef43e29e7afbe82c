"""Bad input on purpose: what users see must tell a server that is down from an empty table, from missing rights, from broken SQL."""

from __future__ import annotations

import dataclasses
from typing import Any

from .bundle import Bundle, Variant
from .judge import Answer, Kind, Outcome, Sight
from .names import Names
from .sources import Dashboard, Sources
from .trino_server import TrinoServer

NO_SUCH_COLUMN = "no_such_column_in_this_dataset"


def with_broken_chart(sources: Sources, slug: str) -> tuple[Sources, str]:
    """One dashboard, in which the first chart has a condition on a column that does not exist."""
    dashboard = sources.dashboards[slug]
    chart = next(iter(dashboard.charts.values()))
    where = chart.params.get("where", [])
    conditions = where if isinstance(where, list) else [where]
    broken = dataclasses.replace(chart, params={**chart.params, "where": [*conditions, f"{NO_SUCH_COLUMN} = 1"]})
    copy = dataclasses.replace(dashboard, charts={**dashboard.charts, chart.name: broken})
    return Sources(sources.datasets, {slug: copy}).only([slug]), chart.name


def as_stranger(bundle: Bundle, sources: Sources, user: str) -> Bundle:
    """The same dashboards through a connection of a user whom Trino refuses."""
    uri = bundle.server.uri.replace("://" + bundle.server.uri.split("://")[1].split("@")[0] + "@", f"://{user}@", 1)
    return dataclasses.replace(bundle, sources=sources, server=TrinoServer(uri), variant=Variant("Crowd stranger", "-stranger"))


def make_empty(server: TrinoServer, names: Names) -> Names:
    """Views without rows for everything that the dashboards read, in schemas of their own; the clock goes on."""
    empty = Names(f"{names.tables}_empty", f"{names.tables}_no_crowds", names.shop)
    for source, target in ((names.tables, empty.tables), (names.crowds, empty.crowds)):
        catalog, schema = source.split(".")
        server.query(f"CREATE SCHEMA IF NOT EXISTS {target}")
        _, tables = server.query(f"SELECT table_name FROM {catalog}.information_schema.tables WHERE table_schema = '{schema}' ORDER BY table_name")
        for (table,) in tables:
            condition = "" if table == "clock" else " WHERE false"
            server.query(f'CREATE OR REPLACE VIEW {target}."{table}" AS SELECT * FROM {source}."{table}"{condition}')
    return empty


def says_nothing(outcome: Outcome, sight: Sight) -> bool:
    """A chart without data: an empty panel, or measures that are all 0 or no number."""
    if outcome.kind == Kind.EMPTY:
        return True
    return outcome.kind == Kind.DRAWN and all(value is None or value == 0 for value in _measures(sight.answer))


def _measures(answer: Answer) -> list[Any]:
    labels = {
        metric if isinstance(metric, str) else metric.get("label")
        for query in answer.request.get("queries") or [] for metric in query.get("metrics") or []}
    measures = []
    for row in answer.rows:
        # Where series have become columns, everything behind the first column is a measure.
        names = labels & row.keys() or list(row)[1:]
        measures += [row[name] for name in names]
    return measures


def time_filter_scope(dashboard: Dashboard) -> list[str]:
    """The charts that a time range without data must empty."""
    filters = [filter for filter in dashboard.filters if filter.type == "time"]
    return [chart for chart in dashboard.charts if filters and chart not in filters[0].excluded]
