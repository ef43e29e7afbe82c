"""A Trino server as its clients see it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import sqlglot
import sqlglot.errors
import trino
from sqlglot.dialects.trino import Trino as TrinoDialect
from sqlglot.tokens import TokenType

from .problem import Problem

URI_FORM = "trino://USER[:PASSWORD]@HOST:PORT/CATALOG/SCHEMA"


@dataclass(frozen=True)
class TrinoServer:
    """The address in SQLAlchemy's form, as Superset takes it."""

    uri: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        path = parts.path.strip("/").split("/")
        if parts.scheme != "trino" or not parts.hostname or not parts.username or len(path) != 2 or not all(path):
            raise Problem(f"expected a Trino address of the form {URI_FORM}, found '{self.uri}'")

    @property
    def address(self) -> str:
        parts = urlsplit(self.uri)
        return f"{parts.hostname}:{parts.port or 8080}"

    @property
    def catalog(self) -> str:
        return urlsplit(self.uri).path.strip("/").split("/")[0]

    @property
    def schema(self) -> str:
        return urlsplit(self.uri).path.strip("/").split("/")[1]

    @property
    def tables(self) -> str:
        return f"{self.catalog}.{self.schema}"

    def connect(self) -> trino.dbapi.Connection:
        parts = urlsplit(self.uri)
        user = unquote(parts.username)
        secure = parts.password is not None or parts.port == 443 or "protocol=https" in parts.query
        return trino.dbapi.connect(
            host=parts.hostname,
            port=parts.port or (443 if secure else 8080),
            user=user,
            http_scheme="https" if secure else "http",
            auth=trino.auth.BasicAuthentication(user, unquote(parts.password)) if parts.password is not None else None,
            source="crowd-dashboards",
            timezone="UTC")

    def query(self, sql: str) -> tuple[list[str], list[list[Any]]]:
        """Names of the columns, and the rows."""
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            rows = cursor.fetchall()
            return [column[0] for column in cursor.description or []], rows

    def columns(self, sql: str) -> dict[str, str]:
        """The columns of a query and their types, without running it."""
        with self.connect() as connection:
            cursor = connection.cursor()
            return {column.name: column.type.upper() for column in cursor.describe(sql)}

    def run_script(self, path: Path, text: str) -> None:
        for line, statement in statements(text):
            try:
                self.query(statement)
            except trino.exceptions.TrinoUserError as failure:
                raise Problem(f"{path}: the statement of line {line}: {failure.message}") from failure


def statements(text: str) -> list[tuple[int, str]]:
    """The statements of a script, split at semicolons outside quotes and comments, each with its first line."""
    try:
        tokens = TrinoDialect().tokenize(text)
    except sqlglot.errors.TokenError as failure:
        raise Problem(str(failure)) from failure
    found = []
    current: list = []
    for token in tokens:
        if token.token_type != TokenType.SEMICOLON:
            current.append(token)
        elif current:
            found.append((current[0].line, text[current[0].start:current[-1].end + 1]))
            current = []
    if current:
        found.append((current[0].line, text[current[0].start:current[-1].end + 1]))
    return found
