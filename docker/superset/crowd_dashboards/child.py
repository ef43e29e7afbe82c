"""A server process that does not outlive us, with what it started itself."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
from pathlib import Path


class Child:
    def __init__(self, command: list[str], log: Path, environment: dict[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        atexit.register(self.stop)

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int:
        """The exit code, when it has ended by itself."""
        code = self._process.wait()
        atexit.unregister(self.stop)
        return code

    def stop(self, seconds: int = 30) -> None:
        atexit.unregister(self.stop)
        if self._signal(signal.SIGTERM):
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        # What is left of the group, also where its first process has ended.
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: int) -> bool:
        try:
            os.killpg(self._process.pid, number)
            return True
        except ProcessLookupError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
