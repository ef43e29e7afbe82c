"""Dashboards: files of JSON that lay questions out in rows of a grid."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from .filters import FILTERS, Filter
from .questions import Question
from .sources import SourceError, near

GRID_WIDTH = 24
KEYS = ("name", "description", "filters", "rows")


@dataclass(frozen=True)
class Placed:
    question: Question
    row: int
    column: int
    width: int
    height: int


@dataclass(frozen=True)
class Dashboard:
    name: str
    description: Optional[str]
    filters: tuple[Filter, ...]
    places: tuple[Placed, ...]

    def body(self, card_ids, existing):
        """The body of PUT /api/dashboard/:id.

        What the dashboard holds already, told by its card, keeps its id; new places have negative ids, as Metabase
        wants it; and what is not sent is taken away.
        """
        kept = {}
        for dashcard in existing:
            kept.setdefault(dashcard.get("card_id"), dashcard["id"])
        dashcards = []
        for number, place in enumerate(self.places, start=1):
            card = card_ids[place.question.key]
            dashcards.append({
                "id": kept.get(card, -number),
                "card_id": card,
                "row": place.row,
                "col": place.column,
                "size_x": place.width,
                "size_y": place.height,
                "series": [],
                "visualization_settings": {},
                "parameter_mappings": [
                    {"parameter_id": each.id, "card_id": card, "target": each.target} for each in self.filters if each in place.question.filters
                ],
            })
        return {
            "name": self.name,
            "description": self.description,
            "parameters": [each.dashboard_parameter() for each in self.filters],
            "width": "full",
            "dashcards": dashcards,
        }


def read_dashboard(file: Path, questions):
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as e:
        raise SourceError(f"{file}: expected JSON, {e}") from e
    for key in content:
        if key not in KEYS:
            raise SourceError(f"{file}: '{key}' is no key of a dashboard{near(key, KEYS)}")
    for key in ("name", "rows"):
        if not content.get(key):
            raise SourceError(f"{file}: expected '{key}' and found none")
    filters = []
    for name in content.get("filters", []):
        if name not in FILTERS:
            raise SourceError(f"{file}: '{name}' is no filter{near(name, FILTERS)}")
        filters.append(FILTERS[name])
    places = []
    top = 0
    for row in content["rows"]:
        column = 0
        for key, width in row["questions"].items():
            if key not in questions:
                raise SourceError(f"{file}: there is no question '{key}'{near(key, questions)}")
            places.append(Placed(questions[key], top, column, width, row["height"]))
            column += width
        if column > GRID_WIDTH:
            raise SourceError(f"{file}: a row is {GRID_WIDTH} wide, and that of {', '.join(row['questions'])} takes {column}")
        top += row["height"]
    keys = [place.question.key for place in places]
    for key in keys:
        if keys.count(key) > 1:
            raise SourceError(f"{file}: '{key}' is placed more than once")
    for each in filters:
        if not any(each in place.question.filters for place in places):
            raise SourceError(f"{file}: the filter '{each.name}' reaches no question")
    return Dashboard(content["name"], content.get("description"), tuple(filters), tuple(places))


def read_dashboards(directory: Path, questions):
    dashboards = [read_dashboard(file, questions) for file in sorted(directory.glob("*.json"))]
    if not dashboards:
        raise SourceError(f"{directory}: expected dashboards, files that end with .json, and found none")
    names = [dashboard.name for dashboard in dashboards]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(f"{directory}: more than one dashboard is named '{name}'")
    return dashboards
