"""`bundle`: the file that Superset imports."""

from __future__ import annotations

import argparse
from pathlib import Path

from .arguments import add_dashboards, add_trino, names_of, run, sources_of
from .load import build
from .trino_server import TrinoServer


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bundle",
        description="Checks the dashboards against Trino and writes them as a bundle that Superset imports. Nothing is run on Trino: it only analyses.")
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, default=Path("crowd-dashboards.zip"), help="default: %(default)s")
    parser.add_argument(
        "--kind", choices=["assets", "Dashboard"], default="assets",
        help="assets for the API /api/v1/assets/import/, Dashboard for the import dialogue of the web page (default: %(default)s)")
    add_trino(parser)
    add_dashboards(parser)
    arguments = parser.parse_args()
    sources = sources_of(arguments)
    seen = TrinoServer(arguments.trino_uri)
    bundle = build(sources, TrinoServer(arguments.trino_here or arguments.trino_uri), names_of(arguments), seen)
    arguments.file.write_bytes(bundle.zip(arguments.kind))
    print(f"{arguments.file}: {len(sources.dashboards)} dashboards, {len(sources.datasets)} datasets over {seen.address}")


if __name__ == "__main__":
    run(main)
