"""What the authors write: datasets as SQL with a YAML header, dashboards as YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problem import Problem, near

GRID_COLUMNS = 12
NAME = re.compile(r"[a-z][a-z0-9_]*")
COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")


class _Loader(yaml.SafeLoader):
    """YAML that refuses a key given twice: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key '{key}' is given twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Column:
    label: str | None = None
    format: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class Dataset:
    name: str
    path: Path
    sql: str
    description: str | None = None
    time: str | None = None
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    name: str
    title: str
    type: str
    dataset: str
    params: dict[str, Any]
    description: str | None = None
    proof: str | None = None


@dataclass(frozen=True)
class Filter:
    name: str
    type: str
    dataset: str | None = None
    column: str | None = None
    multiple: bool = True
    default: Any = None
    description: str | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of charts, or a header or markdown across the dashboard."""

    height: int | None = None
    charts: dict[str, int] = field(default_factory=dict)
    header: str | None = None
    markdown: str | None = None


@dataclass(frozen=True)
class Dashboard:
    path: Path
    title: str
    slug: str
    description: str | None
    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    charts: dict[str, Chart]
    colors: dict[str, str] = field(default_factory=dict)

    @property
    def placed(self) -> list[str]:
        return [chart for row in self.rows for chart in row.charts]


@dataclass(frozen=True)
class Sources:
    datasets: dict[str, Dataset]
    dashboards: dict[str, Dashboard]

    def datasets_of(self, dashboard: Dashboard) -> list[Dataset]:
        used = {chart.dataset for chart in dashboard.charts.values()}
        used |= {filter.dataset for filter in dashboard.filters if filter.dataset}
        return [dataset for name, dataset in self.datasets.items() if name in used]

    def only(self, slugs: list[str]) -> Sources:
        """The dashboards of these names, with the datasets that they need."""
        for slug in slugs:
            if slug not in self.dashboards:
                raise Problem(f"there is no dashboard '{slug}': {near(slug, self.dashboards)}")
        dashboards = {slug: dashboard for slug, dashboard in self.dashboards.items() if slug in slugs}
        used = {dataset.name for dashboard in dashboards.values() for dataset in self.datasets_of(dashboard)}
        return Sources({name: dataset for name, dataset in self.datasets.items() if name in used}, dashboards)


def read_sources(root: Path) -> Sources:
    """All datasets and dashboards below a directory, each reference checked."""
    datasets = {path.stem: read_dataset(path) for path in sorted(root.glob("datasets/*.sql"))}
    dashboards: dict[str, Dashboard] = {}
    owner_of_chart: dict[str, Path] = {}
    for path in sorted(root.glob("dashboards/*.yaml")):
        dashboard = read_dashboard(path, datasets)
        if dashboard.slug in dashboards:
            raise Problem(f"{path}: slug: '{dashboard.slug}' is that of {dashboards[dashboard.slug].path} already")
        for chart in dashboard.charts:
            if chart in owner_of_chart:
                raise Problem(f"{path}: charts.{chart}: a chart of this name is in {owner_of_chart[chart]} already")
            owner_of_chart[chart] = path
        dashboards[dashboard.slug] = dashboard
    if not dashboards:
        raise Problem(f"{root}: expected dashboards/*.yaml, found none")
    return Sources(datasets, dashboards)


def read_dataset(path: Path) -> Dataset:
    if not NAME.fullmatch(path.stem):
        raise Problem(f"{path}: the name of a dataset is of the form {NAME.pattern}")
    lines = path.read_text(encoding="utf-8").splitlines()
    header = []
    for line in lines:
        if not line.startswith("--"):
            break
        header.append(line[2:].removeprefix(" "))
    sql = "\n".join(lines[len(header):]).strip()
    if not sql:
        raise Problem(f"{path}: expected SQL after the header, found nothing")
    if sql.endswith(";"):
        raise Problem(f"{path}: a dataset is one query without a semicolon at its end")
    values = _Reader(path, "", _yaml(path, "\n".join(header)) or {})
    values.only("description", "time", "columns")
    columns = {}
    for name, column in values.mapping("columns").items():
        reader = _Reader(path, f"columns.{name}", column)
        reader.only("label", "format", "description")
        columns[name] = Column(reader.text("label"), reader.text("format"), reader.text("description"))
    return Dataset(path.stem, path, sql, values.text("description"), values.text("time"), columns)


def read_dashboard(path: Path, datasets: dict[str, Dataset]) -> Dashboard:
    values = _Reader(path, "", _yaml(path, path.read_text(encoding="utf-8")))
    values.only("title", "slug", "description", "filters", "rows", "charts", "colors")
    slug = values.text("slug", required=True)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", slug):
        raise Problem(f"{path}: slug: expected small letters, digits and hyphens, found '{slug}'")
    charts = {name: _chart(path, name, chart, datasets, slug) for name, chart in values.mapping("charts", required=True).items()}
    filters = tuple(
        _filter(_Reader(path, f"filters[{index}]", filter), datasets, charts)
        for index, filter in enumerate(values.sequence("filters")))
    titles: dict[str, str] = {}
    for chart in charts.values():
        if chart.title in titles:
            raise Problem(f"{path}: charts.{chart.name}.title: '{chart.title}' is that of {titles[chart.title]} already")
        titles[chart.title] = chart.name
    names = [filter.name for filter in filters]
    for name in names:
        if names.count(name) > 1:
            raise Problem(f"{path}: filters: the name '{name}' is given twice")
    rows = tuple(_row(_Reader(path, f"rows[{index}]", row), charts) for index, row in enumerate(values.sequence("rows", required=True)))
    colors = _colors(_Reader(path, "colors", values.mapping("colors")))
    dashboard = Dashboard(path, values.text("title", required=True), slug, values.text("description"), filters, rows, charts, colors)
    for chart in charts:
        places = dashboard.placed.count(chart)
        if places != 1:
            raise Problem(f"{path}: charts.{chart}: expected the chart in one row, found it in {places}")
    return dashboard


def _chart(path: Path, name: str, value: Any, datasets: dict[str, Dataset], slug: str) -> Chart:
    reader = _Reader(path, f"charts.{name}", value)
    reader.only("title", "description", "type", "dataset", "params", "proof")
    if not NAME.fullmatch(name):
        raise Problem(f"{path}: charts.{name}: the name of a chart is of the form {NAME.pattern}")
    if not name.startswith(slug.replace("-", "_") + "_"):
        raise Problem(f"{path}: charts.{name}: the name of a chart starts with that of its dashboard: '{slug.replace('-', '_')}_{name}'")
    return Chart(
        name,
        reader.text("title", required=True),
        reader.text("type", required=True),
        reader.known("dataset", datasets),
        reader.mapping("params", required=True),
        reader.text("description"),
        reader.text("proof"))


def _filter(reader: _Reader, datasets: dict[str, Dataset], charts: dict[str, Chart]) -> Filter:
    reader.only("name", "type", "description", "dataset", "column", "multiple", "default", "except")
    kind = reader.text("type", required=True)
    if kind not in ("time", "select"):
        raise reader.problem("type", f"expected time or select, found '{kind}'")
    excluded = tuple(reader.sequence("except"))
    for chart in excluded:
        if chart not in charts:
            raise reader.problem("except", f"there is no chart '{chart}': {near(chart, charts)}")
    name = reader.text("name", required=True)
    description = reader.text("description")
    default = reader.value.get("default")
    if kind == "time":
        for key in ("dataset", "column", "multiple"):
            if key in reader.value:
                raise reader.problem(key, "a filter of type time has none: it goes to every dataset's time")
        if default is not None and not isinstance(default, str):
            raise reader.problem("default", f"expected a time range such as '2025-10-01 : 2026-01-01', found {default!r}")
        return Filter(name, kind, default=default, description=description, excluded=excluded)
    multiple = reader.value.get("multiple", True)
    if not isinstance(multiple, bool):
        raise reader.problem("multiple", f"expected true or false, found {multiple!r}")
    if default is not None:
        default = default if isinstance(default, list) else [default]
        if not multiple and len(default) != 1:
            raise reader.problem("default", f"expected one value, since multiple is false, found {default!r}")
    return Filter(name, kind, reader.known("dataset", datasets), reader.text("column", required=True), multiple, default, description, excluded)


def _colors(reader: _Reader) -> dict[str, str]:
    colors: dict[str, str] = {}
    for label in reader.value:
        if not isinstance(label, str):
            raise reader.problem(str(label), "expected text as a label, in quotes")
        color = reader.text(label, required=True)
        if not COLOR.fullmatch(color):
            raise reader.problem(label, f"expected a color such as '#1FA8C9', found '{color}'")
        for alternative in _alternatives(label):
            if alternative in colors:
                raise reader.problem(label, f"'{alternative}' has a color already")
            colors[alternative] = color
    return colors


def _alternatives(label: str) -> list[str]:
    """Each label that one with braces stands for: `{Jan,Feb} · New` is two of them."""
    match = BRACES.search(label)
    if match is None:
        return [label]
    return [
        tail
        for choice in match.group(1).split(",")
        for tail in _alternatives(label[:match.start()] + choice + label[match.end():])]


def _row(reader: _Reader, charts: dict[str, Chart]) -> Row:
    reader.only("height", "charts", "header", "markdown")
    kinds = [kind for kind in ("charts", "header", "markdown") if kind in reader.value]
    if len(kinds) != 1:
        raise reader.problem("", f"expected one of charts, header and markdown, found {' and '.join(kinds) or 'none'}")
    if kinds == ["header"]:
        return Row(header=reader.text("header"))
    height = reader.value.get("height")
    if not isinstance(height, int) or isinstance(height, bool) or not 3 <= height <= 200:
        raise reader.problem("height", f"expected a number of units of 8 pixels from 3 to 200, found {height!r}")
    if kinds == ["markdown"]:
        return Row(height=height, markdown=reader.text("markdown"))
    widths = reader.mapping("charts")
    for chart, width in widths.items():
        if chart not in charts:
            raise reader.problem("charts", f"there is no chart '{chart}': {near(chart, charts)}")
        if not isinstance(width, int) or isinstance(width, bool) or not 1 <= width <= GRID_COLUMNS:
            raise reader.problem(f"charts.{chart}", f"expected a width from 1 to {GRID_COLUMNS} columns, found {width!r}")
    if sum(widths.values()) > GRID_COLUMNS:
        raise reader.problem("charts", f"expected widths that add up to {GRID_COLUMNS} at most, found {sum(widths.values())}")
    return Row(height=height, charts=widths)


def _yaml(path: Path, text: str) -> Any:
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError as failure:
        raise Problem(f"{path}: {' '.join(str(failure).split())}") from failure


@dataclass(frozen=True)
class _Reader:
    """A mapping of a source file that knows where it is."""

    path: Path
    key: str
    value: Any

    def __post_init__(self) -> None:
        if not isinstance(self.value, dict):
            raise Problem(f"{self.path}: {self.key or 'the file'}: expected a mapping, found {self.value!r}")

    def problem(self, key: str, message: str) -> Problem:
        return Problem(f"{self.path}: {'.'.join(part for part in (self.key, key) if part)}: {message}")

    def only(self, *keys: str) -> None:
        for key in self.value:
            if key not in keys:
                raise self.problem(str(key), f"is no key here: {near(str(key), keys)}")

    def text(self, key: str, required: bool = False) -> str | None:
        value = self.value.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, f"expected text, found {value!r}")
        return value.strip()

    def known(self, key: str, names: dict[str, Any]) -> str:
        name = self.text(key, required=True)
        if name not in names:
            raise self.problem(key, f"there is no {key} '{name}': {near(name, names)}")
        return name

    def mapping(self, key: str, required: bool = False) -> dict:
        value = self.value.get(key)
        if value is None and not required:
            return {}
        if not isinstance(value, dict) or not value:
            raise self.problem(key, f"expected a mapping, found {value!r}")
        return value

    def sequence(self, key: str, required: bool = False) -> list:
        value = self.value.get(key)
        if value is None and not required:
            return []
        if not isinstance(value, list) or (required and not value):
            raise self.problem(key, f"expected a list, found {value!r}")
        return value
