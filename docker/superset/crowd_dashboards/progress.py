"""Lines with seconds, and the findings that decide how the check ends."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    dashboard: str
    chart: str
    message: str

    def __str__(self) -> str:
        return f"{self.dashboard}: {self.chart}: {self.message}" if self.chart else f"{self.dashboard}: {self.message}"


@dataclass
class Progress:
    started: float = field(default_factory=time.monotonic)
    findings: list[Finding] = field(default_factory=list)

    def say(self, text: str) -> None:
        print(f"[{time.monotonic() - self.started:4.0f} s] {text}", flush=True)

    def find(self, dashboard: str, chart: str, message: str) -> None:
        finding = Finding(dashboard, chart, message)
        self.findings.append(finding)
        self.say(f"BROKEN  {finding}")

    def end(self) -> int:
        """The exit code, after all that is broken has been named once more."""
        sys.stdout.flush()
        if not self.findings:
            return 0
        places = {(finding.dashboard, finding.chart) for finding in self.findings}
        print(f"\n{len(self.findings)} findings in {len(places)} places:", file=sys.stderr)
        for finding in self.findings:
            print(f"  {finding}", file=sys.stderr)
        return 1
