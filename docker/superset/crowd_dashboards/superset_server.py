"""A Superset of our own on loopback: a fresh metadata database, an administrator with a password that nobody chose."""

from __future__ import annotations

import os
import secrets
import sys
import time
from pathlib import Path

import requests

from .child import Child, free_port
from .problem import Problem

ADMIN = "admin"


class SupersetServer:
    def __init__(self, home: Path, config: Path, port: int | None = None) -> None:
        self.home = home
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.password = secrets.token_urlsafe(16)
        self.log = home / "superset.log"
        self._child: Child | None = None
        self._stopped = False
        self._environment = {
            **os.environ,
            "SUPERSET_HOME": str(home),
            "SUPERSET_CONFIG_PATH": str(config),
            "SUPERSET_SECRET_KEY": secrets.token_urlsafe(32),
            "PYTHONUNBUFFERED": "1",
        }

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "superset.db").unlink(missing_ok=True)
        self._run("superset", "db", "upgrade")
        self._run(
            "superset", "fab", "create-admin", "--username", ADMIN, "--firstname", ADMIN, "--lastname", "Dashboards",
            "--email", "admin@example.org", "--password", self.password)
        self._run("superset", "init")
        self._begin(
            "gunicorn", "--workers", "1", "--worker-class", "gthread", "--threads", "8", "--timeout", "120",
            "--bind", f"127.0.0.1:{self.port}", "superset.app:create_app()")
        self._wait(60)

    def stop(self) -> None:
        """Ends the server, or whatever step on the way to it runs."""
        self._stopped = True
        if self._child:
            self._child.stop()

    def _run(self, *command: str) -> None:
        self._begin(*command)
        code = self._child.wait()
        if code != 0:
            shown = " ".join(command[:3])
            raise Problem(f"'{shown}' ended with {code}, the log is {self.log}:\n{_tail(self.log)}")

    def _begin(self, *command: str) -> None:
        if self._stopped:
            raise Problem("Superset was stopped while it was starting")
        self._child = Child([_tool(command[0]), *command[1:]], self.log, self._environment)

    def _wait(self, seconds: int) -> None:
        """A page, not only /health: that one answers even where every page fails."""
        end = time.monotonic() + seconds
        seen = "nothing"
        while time.monotonic() < end:
            if not self._child.running:
                raise Problem(f"Superset ended while it was starting, the log is {self.log}:\n{_tail(self.log)}")
            try:
                states = [requests.get(self.url + path, timeout=30).status_code for path in ("/health", "/login/")]
                if states == [200, 200]:
                    return
                seen = f"/health {states[0]}, /login/ {states[1]}"
            except requests.RequestException as failure:
                seen = failure.__class__.__name__
            time.sleep(0.5)
        raise Problem(f"Superset was not ready after {seconds} s ({seen}), the log is {self.log}:\n{_tail(self.log)}")


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
