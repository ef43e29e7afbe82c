"""Questions: files of SQL whose first lines, comments of the form `-- key: value`, say what Metabase must know."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from .filters import FILTERS, Filter
from .sources import SourceError, near

HEADER = re.compile(r"-- (\w+): *(.*)")
VARIABLE = re.compile(r"\{\{ *(\w+) *\}\}")
KEYS = ("title", "description", "display", "settings")
DISPLAYS = ("scalar", "line", "bar", "area", "row", "pie", "funnel", "sankey", "table")


@dataclass(frozen=True)
class Question:
    key: str
    title: str
    description: Optional[str]
    display: str
    settings: dict
    sql: str
    filters: tuple[Filter, ...]

    def card(self, database, collection):
        """The body of POST /api/card and PUT /api/card/:id."""
        return {
            "name": self.title,
            "description": self.description,
            "type": "question",
            "collection_id": collection,
            "display": self.display,
            "visualization_settings": self.settings,
            "dataset_query": {
                "type": "native",
                "database": database,
                "native": {"query": self.sql, "template-tags": {each.name: each.template_tag() for each in self.filters}},
            },
            "parameters": [each.question_parameter() for each in self.filters],
        }


def read_question(file: Path):
    lines = file.read_text(encoding="utf-8").splitlines()
    header = {}
    while lines and (match := HEADER.fullmatch(lines[0])):
        key, value = match.groups()
        if key not in KEYS:
            raise SourceError(f"{file}: '{key}' is no key of a question{near(key, KEYS)}")
        header[key] = value
        lines.pop(0)
    for key in ("title", "display"):
        if not header.get(key):
            raise SourceError(f"{file}: expected a line '-- {key}: …' at the top and found none")
    if header["display"] not in DISPLAYS:
        raise SourceError(f"{file}: '{header['display']}' is no display{near(header['display'], DISPLAYS)}")
    try:
        settings = json.loads(header.get("settings", "{}"))
    except json.JSONDecodeError as e:
        raise SourceError(f"{file}: expected JSON after 'settings:', {e}") from e
    sql = "\n".join(lines).strip()
    if not sql:
        raise SourceError(f"{file}: expected SQL after the header and found none")
    names = sorted(set(VARIABLE.findall(sql)))
    for name in names:
        if name not in FILTERS:
            raise SourceError(f"{file}: '{{{{{name}}}}}' is no filter{near(name, FILTERS)}")
    return Question(file.stem, header["title"], header.get("description") or None, header["display"], settings, sql, tuple(FILTERS[name] for name in names))


def read_questions(directory: Path):
    """The questions of a directory by the names of their files."""
    questions = {}
    titles = {}
    for file in sorted(directory.glob("*.sql")):
        question = read_question(file)
        if question.title in titles:
            raise SourceError(f"{file}: the title '{question.title}' is that of {titles[question.title]} too, and Metabase is told by titles what exists already")
        titles[question.title] = file
        questions[question.key] = question
    if not questions:
        raise SourceError(f"{directory}: expected questions, files that end with .sql, and found none")
    return questions
