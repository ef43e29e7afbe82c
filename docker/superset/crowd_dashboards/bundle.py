"""Superset's asset bundle, made from the sources."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from dataclasses import dataclass
from typing import Any

import yaml

from .names import Names
from .sources import GRID_COLUMNS, Chart, Dashboard, Dataset, Filter, Row, Sources
from .trino_server import TrinoServer

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "trinocrowd.dev")
COLOR_SCHEME = "supersetColors"
SEQUENTIAL_SCHEME = "superset_seq_1"
TIMESTAMP = "2026-01-01T00:00:00+00:00"

# Form data that a chart has unless its source says otherwise; those of "" are every chart's.
CHART_DEFAULTS: dict[str, dict[str, Any]] = {
    "": {"color_scheme": COLOR_SCHEME, "row_limit": 10000, "adhoc_filters": []},
    "big_number_total": {"header_font_size": 0.4, "subheader_font_size": 0.15},
    "big_number": {"header_font_size": 0.4, "subheader_font_size": 0.15},
    "funnel": {"show_legend": False},
    "heatmap_v2": {"linear_color_scheme": SEQUENTIAL_SCHEME, "normalize_across": "heatmap", "xscale_interval": -1, "yscale_interval": -1, "value_bounds": [None, None]},
    "table": {"query_mode": "aggregate", "order_desc": True, "server_pagination": False},
}


@dataclass(frozen=True)
class Variant:
    """What sets a copy of the dashboards apart from the ones that are shown: `database` and `suffix` name it."""

    database: str = "Crowd"
    suffix: str = ""

    def uuid(self, kind: str, name: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{kind}:{name}{self.suffix}"))


@dataclass(frozen=True)
class Bundle:
    sources: Sources
    columns: dict[str, dict[str, str]]
    server: TrinoServer
    names: Names
    variant: Variant = Variant()

    def zip(self, kind: str = "assets") -> bytes:
        """The same bytes for the same sources; `kind` is that of the import: assets, or Dashboard for Superset's own dialogue."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in self.files(kind).items():
                entry = zipfile.ZipInfo(f"bundle/{path}", (2026, 1, 1, 0, 0, 0))
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000))
        return buffer.getvalue()

    def files(self, kind: str = "assets") -> dict[str, dict[str, Any]]:
        files = {
            "metadata.yaml": {"version": "1.0.0", "type": kind, "timestamp": TIMESTAMP},
            f"databases/{self.variant.database}.yaml": self._database(),
        }
        for dataset in self.sources.datasets.values():
            files[f"datasets/{self.variant.database}/{dataset.name}.yaml"] = self._dataset(dataset)
        for dashboard in self.sources.dashboards.values():
            for chart in dashboard.charts.values():
                files[f"charts/{chart.name}.yaml"] = self._chart(chart)
            files[f"dashboards/{dashboard.slug}.yaml"] = self._dashboard(dashboard)
        return files

    def _database(self) -> dict[str, Any]:
        return {
            "database_name": self.variant.database,
            "sqlalchemy_uri": self.server.uri,
            "cache_timeout": None,
            "expose_in_sqllab": True,
            "allow_run_async": False,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "allow_csv_upload": False,
            "extra": {
                "allows_virtual_table_explore": True,
                "engine_params": {"connect_args": {"session_properties": {"query_max_run_time": "2m"}}},
            },
            "uuid": self.variant.uuid("database", "Crowd"),
            "version": "1.0.0",
        }

    def _dataset(self, dataset: Dataset) -> dict[str, Any]:
        return {
            # Superset over SQLite wants these names to differ, also between databases.
            "table_name": dataset.name + self.variant.suffix.replace("-", "_"),
            "main_dttm_col": dataset.time,
            "description": dataset.description,
            "catalog": self.server.catalog,
            "schema": self.server.schema,
            "sql": self.names.apply(dataset.sql),
            "params": None,
            "template_params": None,
            "filter_select_enabled": True,
            "fetch_values_predicate": None,
            "extra": None,
            "normalize_columns": False,
            "always_filter_main_dttm": False,
            "uuid": self.variant.uuid("dataset", dataset.name),
            "metrics": [{"metric_name": "count", "verbose_name": "Rows", "metric_type": "count", "expression": "COUNT(*)"}],
            "columns": [
                {
                    "column_name": name,
                    "verbose_name": dataset.columns[name].label if name in dataset.columns else None,
                    "description": dataset.columns[name].description if name in dataset.columns else None,
                    "type": type,
                    "is_dttm": type.startswith(("DATE", "TIMESTAMP")),
                    "is_active": True,
                    "groupby": True,
                    "filterable": True,
                }
                for name, type in self.columns[dataset.name].items()],
            "version": "1.0.0",
            "database_uuid": self.variant.uuid("database", "Crowd"),
        }

    def _chart(self, chart: Chart) -> dict[str, Any]:
        dataset = self.sources.datasets[chart.dataset]
        return {
            "slice_name": chart.title,
            "viz_type": chart.type,
            "description": chart.description,
            "certified_by": None,
            "certification_details": None,
            "query_context": None,
            "cache_timeout": None,
            "params": form_data(chart, dataset),
            "uuid": self.variant.uuid("chart", chart.name),
            "version": "1.0.0",
            "dataset_uuid": self.variant.uuid("dataset", chart.dataset),
        }

    def _dashboard(self, dashboard: Dashboard) -> dict[str, Any]:
        # The import replaces these numbers by the real ones.
        ids = {chart: number for number, chart in enumerate(dashboard.charts, 1)}
        return {
            "dashboard_title": dashboard.title,
            "description": dashboard.description,
            "css": "",
            "slug": dashboard.slug + self.variant.suffix,
            "certified_by": None,
            "certification_details": None,
            "published": True,
            "uuid": self.variant.uuid("dashboard", dashboard.slug),
            "version": "1.0.0",
            "position": self._position(dashboard, ids),
            "metadata": {
                "color_scheme": COLOR_SCHEME,
                "shared_label_colors": [],
                "refresh_frequency": 0,
                "cross_filters_enabled": False,
                "timed_refresh_immune_slices": [],
                "expanded_slices": {},
                "label_colors": dashboard.colors,
                "default_filters": "{}",
                "chart_configuration": {},
                "filter_bar_orientation": "HORIZONTAL",
                "native_filter_configuration": [self._filter(filter, ids) for filter in dashboard.filters],
            },
        }

    def _position(self, dashboard: Dashboard, ids: dict[str, int]) -> dict[str, Any]:
        position: dict[str, Any] = {
            "DASHBOARD_VERSION_KEY": "v2",
            "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
            "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": dashboard.title}},
            "GRID_ID": {"id": "GRID_ID", "type": "GRID", "parents": ["ROOT_ID"], "children": []},
        }
        for number, row in enumerate(dashboard.rows):
            components = self._row(number, row, dashboard, ids)
            position["GRID_ID"]["children"].append(components[0]["id"])
            position.update({component["id"]: component for component in components})
        return position

    def _row(self, number: int, row: Row, dashboard: Dashboard, ids: dict[str, int]) -> list[dict[str, Any]]:
        grid = ["ROOT_ID", "GRID_ID"]
        if row.header is not None:
            return [{
                "id": f"HEADER-{number}", "type": "HEADER", "parents": grid, "children": [],
                "meta": {"text": row.header, "headerSize": "MEDIUM_HEADER", "background": "BACKGROUND_TRANSPARENT"},
            }]
        parents = [*grid, f"ROW-{number}"]
        if row.markdown is not None:
            children = [{
                "id": f"MARKDOWN-{number}", "type": "MARKDOWN", "parents": parents, "children": [],
                "meta": {"code": row.markdown, "width": GRID_COLUMNS, "height": row.height},
            }]
        else:
            children = [
                {
                    "id": f"CHART-{chart}", "type": "CHART", "parents": parents, "children": [],
                    "meta": {
                        "chartId": ids[chart],
                        "uuid": self.variant.uuid("chart", chart),
                        "sliceName": dashboard.charts[chart].title,
                        "width": width,
                        "height": row.height,
                    },
                }
                for chart, width in row.charts.items()]
        return [
            {
                "id": f"ROW-{number}", "type": "ROW", "parents": grid, "children": [child["id"] for child in children],
                "meta": {"background": "BACKGROUND_TRANSPARENT"},
            },
            *children]

    def _filter(self, filter: Filter, ids: dict[str, int]) -> dict[str, Any]:
        configuration = {
            "id": filter_id(filter),
            "name": filter.name,
            "description": filter.description or "",
            "type": "NATIVE_FILTER",
            "cascadeParentIds": [],
            "scope": {"rootPath": ["ROOT_ID"], "excluded": [ids[chart] for chart in filter.excluded]},
        }
        if filter.type == "time":
            state = {
                "extraFormData": {"time_range": filter.default} if filter.default else {},
                "filterState": {"value": filter.default} if filter.default else {},
                "ownState": {},
            }
            return {
                **configuration, "filterType": "filter_time", "targets": [{}],
                "controlValues": {"enableEmptyFilter": False}, "defaultDataMask": state,
            }
        values = filter.default
        state = {
            "extraFormData": {"filters": [{"col": filter.column, "op": "IN", "val": values}]} if values else {},
            "filterState": {"value": values, "label": ", ".join(map(str, values))} if values else {},
            "ownState": {},
        }
        return {
            **configuration,
            "filterType": "filter_select",
            "targets": [{"column": {"name": filter.column}, "datasetUuid": self.variant.uuid("dataset", filter.dataset)}],
            "controlValues": {
                "enableEmptyFilter": bool(values) and not filter.multiple,
                "defaultToFirstItem": False,
                "multiSelect": filter.multiple,
                "searchAllOptions": False,
                "inverseSelection": False,
                "sortAscending": True,
            },
            "defaultDataMask": state,
        }


def filter_id(filter: Filter) -> str:
    return "NATIVE_FILTER-" + re.sub(r"[^a-z0-9]+", "-", filter.name.lower()).strip("-")


def form_data(chart: Chart, dataset: Dataset) -> dict[str, Any]:
    """Superset's form data: the chart's own parameters with the shorthands written out, over our defaults."""
    params = {
        "viz_type": chart.type,
        "datasource": "0__table",
        **CHART_DEFAULTS[""],
        **CHART_DEFAULTS.get(chart.type, {}),
        **{key: _expand(value) for key, value in chart.params.items() if key != "where"},
    }
    filters = list(params["adhoc_filters"])
    conditions = chart.params.get("where", [])
    for condition in conditions if isinstance(conditions, list) else [conditions]:
        filters.append({"expressionType": "SQL", "clause": "WHERE", "sqlExpression": condition})
    if dataset.time is not None and not any(filter.get("operator") == "TEMPORAL_RANGE" for filter in filters):
        filters.append({
            "expressionType": "SIMPLE", "clause": "WHERE", "subject": dataset.time,
            "operator": "TEMPORAL_RANGE", "comparator": "No filter",
        })
        params.setdefault("granularity_sqla", dataset.time)
    params["adhoc_filters"] = filters
    if chart.type == "table":
        formats = {
            name: {"d3NumberFormat": column.format}
            for key, column in dataset.columns.items() if column.format
            for name in {key, column.label or key}}
        params["column_config"] = {**formats, **params.get("column_config", {})}
    return params


def _expand(value: Any) -> Any:
    if isinstance(value, list):
        return [_expand(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "sql" in value and set(value) <= {"sql", "label"}:
        return {
            "expressionType": "SQL",
            "sqlExpression": value["sql"],
            "label": value.get("label", value["sql"]),
            "hasCustomLabel": "label" in value,
            "optionName": "metric_" + uuid.uuid5(NAMESPACE, f"{value['sql']}:{value.get('label')}").hex[:12],
        }
    return {key: _expand(item) for key, item in value.items()}
