"""`import`: the dashboards into a Superset that runs."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from .arguments import add_dashboards, add_trino, names_of, run, sources_of
from .load import build, load, prepare
from .problem import Problem
from .superset_client import SupersetClient
from .trino_server import TrinoServer


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="import",
        description="Checks the dashboards against Trino and imports them into a Superset. Run it again after a change: it replaces what it brought.")
    parser.add_argument("superset", metavar="URL", help="address of Superset, such as http://127.0.0.1:8088")
    parser.add_argument(
        "--user", default=os.environ.get("SUPERSET_USER", "admin"),
        help="a user with the role Admin (default: $SUPERSET_USER, else admin); the password is taken from $SUPERSET_PASSWORD or asked for")
    parser.add_argument("--prepare", action="store_true", help="run sql/*.sql on Trino first: views, prepared tables and crowds")
    parser.add_argument("--scale", metavar="SCHEMA", default="sf1", help="the schema of catalog shop that --prepare maps (default: %(default)s)")
    add_trino(parser)
    add_dashboards(parser)
    arguments = parser.parse_args()
    sources = sources_of(arguments)
    seen = TrinoServer(arguments.trino_uri)
    here = TrinoServer(arguments.trino_here or arguments.trino_uri)
    names = names_of(arguments, f"shop.{arguments.scale}")
    client = SupersetClient(arguments.superset, arguments.user, _password(arguments.user))
    if arguments.prepare:
        prepare(arguments.sources, here, names, print)
    for address in load(build(sources, here, names, seen), client):
        print(address)


def _password(user: str) -> str:
    password = os.environ.get("SUPERSET_PASSWORD")
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise Problem("set SUPERSET_PASSWORD: there is no terminal to ask for it")
    return getpass.getpass(f"Password of {user} in Superset: ")


if __name__ == "__main__":
    run(main)
