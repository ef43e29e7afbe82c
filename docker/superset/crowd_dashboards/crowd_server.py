"""The Trino of `bin/crowd server`, on a data directory of its own."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

from .child import Child, free_port
from .names import TABLES
from .problem import Problem
from .trino_server import TrinoServer

USER = "dashboards"
# A user whom Trino lets see nothing of the dashboards' data.
STRANGER = "stranger"
RULES = {
    "catalogs": [
        {"user": STRANGER, "catalog": "system", "allow": "all"},
        {"user": STRANGER, "allow": "none"},
        {"allow": "all"},
    ],
}


class CrowdServer:
    def __init__(self, root: Path, data: Path, heap: str, port: int | None = None) -> None:
        self.root = root
        self.data = data
        self.heap = heap
        self.port = port or free_port()
        self.log = data.parent / "trino.log"
        self._child: Child | None = None

    @property
    def uri(self) -> str:
        return f"trino://{USER}@127.0.0.1:{self.port}/{TABLES.replace('.', '/')}"

    def start(self, seconds: int = 900) -> TrinoServer:
        """A fresh server; the first start on a machine builds it."""
        shutil.rmtree(self.data, ignore_errors=True)
        etc = self.data / "etc"
        etc.mkdir(parents=True)
        rules = etc / "dashboards-rules.json"
        rules.write_text(json.dumps(RULES, indent=2), encoding="utf-8")
        (etc / "access-control.properties").write_text(f"access-control.name=file\nsecurity.config-file={rules}\n", encoding="utf-8")
        self.log.unlink(missing_ok=True)
        self._child = Child(
            [str(self.root / "bin" / "crowd"), "server", "--port", str(self.port), "--data", str(self.data), "--heap", self.heap], self.log)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = self.log.read_text(encoding="utf-8", errors="replace")
            if re.search(r"^ready ", text, re.MULTILINE):
                return TrinoServer(self.uri)
            if not self._child.running:
                raise Problem(f"'bin/crowd server' ended while it was starting, the log is {self.log}:\n{text[-2000:]}")
            time.sleep(0.3)
        raise Problem(f"'bin/crowd server' was not ready after {seconds} s, the log is {self.log}")

    def stop(self) -> None:
        if self._child:
            self._child.stop()
