"""Options that several commands share, and how a command ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from .names import CROWDS, Names
from .problem import Problem
from .sources import Sources, read_sources
from .trino_server import URI_FORM, TrinoServer

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_URI = "trino://dashboards@127.0.0.1:8080/warehouse/dashboards"


def add_trino(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trino-uri", metavar="URI", default=os.environ.get("TRINO_URI", DEFAULT_URI),
        help=f"where Superset finds Trino and the views, {URI_FORM} (default: $TRINO_URI, else {DEFAULT_URI})")
    parser.add_argument(
        "--trino-here", metavar="URI",
        help="the same server as this command finds it, if that is another address (default: --trino-uri)")
    parser.add_argument("--crowds", metavar="CATALOG.SCHEMA", default=CROWDS, help="where the crowds are (default: %(default)s)")


def add_dashboards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dashboard", metavar="NAME", nargs="+", action="extend", default=[], help="only these dashboards (default: all)")
    parser.add_argument("--sources", metavar="DIR", type=Path, default=ROOT, help="where datasets/, dashboards/ and sql/ are (default: %(default)s)")


def sources_of(arguments: argparse.Namespace) -> Sources:
    sources = read_sources(arguments.sources)
    return sources.only(arguments.dashboard) if arguments.dashboard else sources


def names_of(arguments: argparse.Namespace, shop: str | None = None) -> Names:
    names = Names(tables=TrinoServer(arguments.trino_uri).tables, crowds=arguments.crowds)
    return Names(names.tables, names.crowds, shop) if shop else names


def run(main: Callable[[], int | None]) -> None:
    try:
        sys.exit(main() or 0)
    except Problem as problem:
        print(f"{Path(sys.argv[0]).stem.replace('_command', '')}: {problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
