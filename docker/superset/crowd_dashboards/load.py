"""From sources to dashboards in a Superset."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from .bundle import Bundle, Variant
from .checks import check_charts, dataset_columns
from .names import Names
from .problem import Problem
from .sources import Sources
from .superset_client import SupersetClient
from .trino_server import TrinoServer


def build(sources: Sources, server: TrinoServer, names: Names, seen_by_superset: TrinoServer | None = None, variant: Variant = Variant()) -> Bundle:
    """The bundle, after Trino has agreed to every dataset and chart."""
    columns = dataset_columns(sources, server, names)
    check_charts(sources, columns, server, names)
    return Bundle(sources, columns, seen_by_superset or server, names, variant)


def load(bundle: Bundle, client: SupersetClient) -> list[str]:
    """Imports the bundle, and looks that each dashboard has arrived with all its charts; returns their addresses."""
    client.import_assets(bundle.zip())
    present = client.dashboards()
    addresses = []
    for dashboard in bundle.sources.dashboards.values():
        slug = dashboard.slug + bundle.variant.suffix
        if slug not in present:
            raise Problem(f"{client.url}: the dashboard '{slug}' is not there after the import")
        titles = sorted(client.chart_ids(slug).values())
        expected = sorted(chart.title for chart in dashboard.charts.values())
        if titles != expected:
            raise Problem(f"{client.url}: the dashboard '{slug}' has the charts {titles} after the import, expected {expected}")
        addresses.append(f"{client.url}/superset/dashboard/{slug}/")
    return addresses


def prepare(root: Path, server: TrinoServer, names: Names, told: Callable[[str], None]) -> None:
    """Runs sql/*.sql in the order of their names: views, tables and crowds that the datasets read."""
    paths = sorted(root.glob("sql/*.sql"))
    if not paths:
        raise Problem(f"{root}: expected sql/*.sql, found none")
    for path in paths:
        started = time.monotonic()
        server.run_script(path, names.apply(path.read_text(encoding="utf-8")))
        told(f"{path.name} in {time.monotonic() - started:.1f} s")
