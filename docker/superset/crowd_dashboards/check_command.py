"""`check`: every dashboard in a real browser over a real Trino, each chart judged, counted, filtered, timed."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from .arguments import ROOT, add_dashboards, run, sources_of
from .browser import Browser, View, window_height
from .bundle import Bundle, Variant
from .crowd_server import STRANGER, CrowdServer
from .faults import NO_SUCH_COLUMN, as_stranger, make_empty, says_nothing, time_filter_scope, with_broken_chart
from .filters import RANGE_WITHOUT_DATA, apply, exercise, set_time
from .judge import Answer, Kind, Sight, judge
from .load import build, load, prepare
from .names import Names
from .numbers import NotComparable, compare, prove
from .picture import shrink
from .problem import Problem
from .progress import Progress
from .sources import Dashboard, Sources
from .speed import QueryTimes
from .superset_client import SupersetClient
from .superset_server import ADMIN, SupersetServer
from .trino_server import TrinoServer

PROJECT = ROOT.parent.parent
PATIENCE = 120

# Aims on four cores that have nothing else to do; missing them is told, and is no fault: machines differ.
COLD_SECONDS = 15
WARM_SECONDS = 5
QUERY_SECONDS = 3


@dataclass
class Timing:
    dashboard: str
    cold: float
    warm: float
    slowest: str
    slowest_seconds: float | None


class Check:
    def __init__(self, sources: Sources, server: TrinoServer, names: Names, client: SupersetClient, browser: Browser, progress: Progress, out: Path) -> None:
        self.sources = sources
        self.server = server
        self.names = names
        self.client = client
        self.browser = browser
        self.progress = progress
        self.out = out
        self.timings: list[Timing] = []
        self.charts: list[dict] = []

    def open(self, dashboard: Dashboard, suffix: str = "") -> View:
        slug = dashboard.slug + suffix
        ids = self.client.chart_ids(slug)
        by_title: dict[str, list[str]] = {}
        for chart in dashboard.charts.values():
            by_title.setdefault(chart.title, []).append(chart.name)
        # Titles are unique in a dashboard: the sources are checked for it.
        charts = {number: by_title[title][0] for number, title in ids.items()}
        height = window_height([row.height or 8 for row in dashboard.rows])
        return self.browser.open(slug, charts, height)

    def dashboard(self, dashboard: Dashboard) -> None:
        name = dashboard.slug
        with self.open(dashboard) as view:
            cold = view.settle(PATIENCE)
            outcomes = {chart: judge(sight) for chart, sight in view.sights().items()}
            for chart, outcome in outcomes.items():
                if outcome.kind != Kind.DRAWN:
                    self.progress.find(name, chart, f"{outcome.kind.value}: {outcome.message}")
            for error in view.console:
                self.progress.find(name, "", f"an error in the page: {error}")
            drawn = sum(outcome.kind == Kind.DRAWN for outcome in outcomes.values())
            self.progress.say(f"{name}: {drawn} of {len(outcomes)} charts drawn in {cold:.1f} s")
        with self.open(dashboard) as view:
            warm = view.settle(PATIENCE)
            view.screenshot(self.out / f"{name}.png")
            sights = view.sights()
        times = QueryTimes(self.server)
        slowest, slowest_seconds = "", None
        for chart, sight in sights.items():
            seconds = times.of(sight.answer) if sight.answer else None
            self.charts.append({
                "dashboard": name, "chart": chart, "outcome": outcomes[chart].kind.value,
                "query_seconds": seconds, "request_seconds": round(sight.answer.seconds, 3) if sight.answer else None})
            if seconds is not None and seconds > (slowest_seconds or 0):
                slowest, slowest_seconds = chart, seconds
        self.timings.append(Timing(name, cold, warm, slowest, slowest_seconds))
        self.progress.say(f"{name}: drawn again in {warm:.1f} s, {self.out / f'{name}.png'}")
        self._numbers(dashboard, {chart: sight for chart, sight in sights.items() if judge(sight).kind == Kind.DRAWN})
        self._filters(dashboard)

    def _numbers(self, dashboard: Dashboard, sights: dict) -> None:
        def numbers(chart: str) -> tuple[str, int, str | None]:
            try:
                return chart, compare(sights[chart].answer, self.server), None
            except NotComparable as reason:
                return chart, 0, None if dashboard.charts[chart].proof else f"cannot be compared ({reason}) and has no proof"
            except AssertionError as difference:
                return chart, 0, f"other numbers than Trino's: {difference}"

        def proof(chart: str) -> tuple[str, int, str | None]:
            try:
                return chart, prove(dashboard.charts[chart], sights[chart].answer, self.server, self.names), None
            except AssertionError as difference:
                return chart, 0, f"the proof differs: {difference}"

        with ThreadPoolExecutor(2) as pool:
            compared = list(pool.map(numbers, sights))
            proved = list(pool.map(proof, [chart for chart in sights if dashboard.charts[chart].proof]))
        for chart, _, fault in [*compared, *proved]:
            if fault:
                self.progress.find(dashboard.slug, chart, fault)
        self.progress.say(
            f"{dashboard.slug}: {sum(values for _, values, _ in compared)} values of {sum(values > 0 for _, values, _ in compared)} charts "
            f"are those of Trino, {sum(fault is None for *_, fault in proved)} of {len(proved)} independent queries agree")

    def _filters(self, dashboard: Dashboard) -> None:
        for filter in dashboard.filters:
            with self.open(dashboard) as view:
                view.settle(PATIENCE)
                try:
                    setting, faults, sights = exercise(view, dashboard, filter, PATIENCE)
                except BrowserError as failure:
                    self.progress.find(dashboard.slug, "", f"filter {filter.name} cannot be set: {' '.join(str(failure).split())[:300]}")
                    continue
                for chart, fault in faults.items():
                    self.progress.find(dashboard.slug, chart, fault)
                for chart, sight in sights.items():
                    outcome = judge(sight)
                    if outcome.kind not in (Kind.DRAWN, Kind.EMPTY):
                        self.progress.find(dashboard.slug, chart, f"with filter {filter.name}: {outcome.kind.value}: {outcome.message}")
                if setting is None:
                    continue
                reached = self._executed_with(setting.literals)
                scope = len(dashboard.charts) - len(filter.excluded)
                if reached == 0:
                    self.progress.find(dashboard.slug, "", f"filter {filter.name}: no statement that Trino ran holds {setting.shown}")
                self.progress.say(f"{dashboard.slug}: filter {filter.name} = {setting.shown}: {scope - len(faults)} of {scope} charts follow, in {reached} statements of Trino")

    def _executed_with(self, literals: tuple[str, ...]) -> int:
        conditions = " OR ".join("strpos(query, '" + literal.replace("'", "''") + "') > 0" for literal in literals)
        _, rows = self.server.query(f"SELECT count(*) FROM system.runtime.queries WHERE source = 'Apache Superset' AND ({conditions})")
        return rows[0][0]

    def broken_sql(self, bundle: Bundle, slug: str) -> None:
        """The check must see a broken chart: it is given one."""
        sources, broken = with_broken_chart(self.sources, slug)
        copy = Bundle(sources, bundle.columns, bundle.server, bundle.names, Variant("Crowd broken", "-broken"))
        load(copy, self.client)
        with self.open(sources.dashboards[slug], "-broken") as view:
            view.settle(PATIENCE)
            outcomes = {chart: judge(sight) for chart, sight in view.sights().items()}
        seen = [chart for chart, outcome in outcomes.items() if outcome.kind == Kind.FAILED]
        self._expect("a chart with broken SQL", slug, seen == [broken] and NO_SUCH_COLUMN in outcomes[broken].message, outcomes)

    def refused(self, bundle: Bundle, slug: str) -> None:
        sources = self.sources.only([slug])
        copy = as_stranger(bundle, sources, STRANGER)
        load(copy, self.client)
        with self.open(sources.dashboards[slug], "-stranger") as view:
            view.settle(PATIENCE)
            outcomes = {chart: judge(sight) for chart, sight in view.sights().items()}
        self._expect("a user of Trino without rights", slug, all(outcome.kind == Kind.REFUSED for outcome in outcomes.values()), outcomes)

    def refused_by_superset(self, slug: str) -> None:
        """A user of Superset who may see no dataset sends the requests of every chart."""
        password = secrets.token_urlsafe(16)
        self.client.create_user(STRANGER, password, "Gamma")
        stranger = SupersetClient(self.client.url, STRANGER, password)
        with self.open(self.sources.dashboards[slug]) as view:
            view.settle(PATIENCE)
            sights = view.sights()
        outcomes = {}
        for chart, sight in sights.items():
            response = stranger.chart_data(sight.answer.request)
            answer = Answer(response.status_code, response.json(), response.elapsed.total_seconds())
            outcomes[chart] = judge(Sight(sight.title, container=False, answers=(answer,)))
        self._expect("a user of Superset without rights", slug, all(outcome.kind == Kind.REFUSED for outcome in outcomes.values()), outcomes)

    def empty_tables(self, bundle: Bundle, slug: str) -> None:
        sources = self.sources.only([slug])
        names = make_empty(self.server, self.names)
        copy = Bundle(sources, bundle.columns, bundle.server, names, Variant("Crowd empty", "-empty"))
        load(copy, self.client)
        with self.open(sources.dashboards[slug], "-empty") as view:
            view.settle(PATIENCE)
            sights = view.sights()
        outcomes = {chart: judge(sight) for chart, sight in sights.items()}
        right = all(says_nothing(outcomes[chart], sights[chart]) for chart in sights) and Kind.EMPTY in {outcome.kind for outcome in outcomes.values()}
        self._expect("empty tables", slug, right, outcomes)

    def time_without_data(self, slug: str) -> None:
        dashboard = self.sources.dashboards[slug]
        scope = time_filter_scope(dashboard)
        if not scope:
            return
        with self.open(dashboard) as view:
            view.settle(PATIENCE)
            before = view.sights()
            filter = next(filter for filter in dashboard.filters if filter.type == "time")
            set_time(view.page, filter, RANGE_WITHOUT_DATA)
            apply(view.page)
            view.settle(PATIENCE, lambda sights: all(len(sights[chart].answers) > len(before[chart].answers) for chart in scope))
            sights = {chart: sight for chart, sight in view.sights().items() if chart in scope}
        outcomes = {chart: judge(sight) for chart, sight in sights.items()}
        right = all(says_nothing(outcomes[chart], sights[chart]) for chart in sights) and Kind.EMPTY in {outcome.kind for outcome in outcomes.values()}
        self._expect("a time range without data", slug, right, outcomes)

    def unreachable(self, slug: str) -> None:
        """To be called when Trino is down."""
        dashboard = self.sources.dashboards[slug]
        with self.open(dashboard) as view:
            view.settle(PATIENCE)
            outcomes = {chart: judge(sight) for chart, sight in view.sights().items()}
        self._expect("Trino down", slug, all(outcome.kind == Kind.UNREACHABLE for outcome in outcomes.values()), outcomes)

    def _expect(self, what: str, slug: str, right: bool, outcomes: dict) -> None:
        counts = {kind: sum(outcome.kind == kind for outcome in outcomes.values()) for kind in Kind}
        shown = ", ".join(f"{number} {kind.value}" for kind, number in counts.items() if number)
        if right:
            self.progress.say(f"{what}: {shown}, as expected")
            return
        details = "; ".join(f"{chart} is {outcome.kind.value}{f' ({outcome.message})' if outcome.message else ''}" for chart, outcome in outcomes.items())
        self.progress.find(slug, "", f"{what}: not told apart: {details}")

    def report(self) -> None:
        load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
        print(f"\n{os.cpu_count()} cores, load average {load}")
        print(f"{'dashboard':<14}{'cold s':>8}{'warm s':>8}  slowest query (warm, on Trino)")
        for timing in self.timings:
            slowest = f"{timing.slowest_seconds:.2f} s {timing.slowest}" if timing.slowest_seconds is not None else "unknown"
            print(f"{timing.dashboard:<14}{timing.cold:>8.1f}{timing.warm:>8.1f}  {slowest}")
        for timing in self.timings:
            over = [
                f"{what} {seconds:.1f} s, aim {aim} s"
                for what, seconds, aim in (("cold", timing.cold, COLD_SECONDS), ("warm", timing.warm, WARM_SECONDS), ("query", timing.slowest_seconds or 0, QUERY_SECONDS))
                if seconds > aim]
            if over:
                print(f"{timing.dashboard} is slower than it should be on four idle cores: {'; '.join(over)}")
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / "charts.json").write_text(json.dumps(self.charts, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="check",
        description="Starts Trino and Superset on loopback, imports the dashboards, opens each in Chromium and judges every chart. "
        "Ends with an exit code other than 0 if a chart is broken, and names it.")
    parser.add_argument("--scale", metavar="SCHEMA", default="sf1", help="the schema of catalog shop: tiny, sf1, … (default: %(default)s)")
    parser.add_argument("--out", metavar="DIR", type=Path, default=PROJECT / "target" / "dashboards", help="for screenshots and figures (default: target/dashboards)")
    parser.add_argument("--picture", metavar=("NAME", "FILE"), nargs=2, help="keep the screenshot of this dashboard, made small, in FILE too: the picture of the README")
    parser.add_argument("--keep", action="store_true", help="leave both servers up until Ctrl-C, to look at the dashboards or to work on them")
    parser.add_argument("--heap", default="2G", help="memory of Trino (default: %(default)s)")
    parser.add_argument("--trino-port", metavar="N", type=int, help="default: a free one")
    parser.add_argument("--superset-port", metavar="N", type=int, help="default: a free one")
    parser.add_argument("--superset", metavar="URL", help="check the dashboards in a Superset that runs, over --trino-uri; user and password are $SUPERSET_USER and $SUPERSET_PASSWORD. Bad input is left out")
    parser.add_argument("--trino-uri", metavar="URI", help="the Trino for --superset")
    add_dashboards(parser)
    arguments = parser.parse_args()
    sources = sources_of(arguments)
    if arguments.picture and arguments.picture[0] not in sources.dashboards:
        parser.error(f"--picture: there is no dashboard '{arguments.picture[0]}'")
    if bool(arguments.superset) != bool(arguments.trino_uri):
        parser.error("--superset and --trino-uri belong together")
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    progress = Progress()
    _unit_tests(progress)
    code = (_check_running if arguments.superset else _check_all)(arguments, sources, progress)
    if arguments.picture and code == 0:
        name, file = arguments.picture
        shrink(arguments.out / f"{name}.png", Path(file))
    return code


def _check_running(arguments: argparse.Namespace, sources: Sources, progress: Progress) -> int:
    server = TrinoServer(arguments.trino_uri)
    names = Names(tables=server.tables, shop=f"shop.{arguments.scale}")
    user, password = os.environ.get("SUPERSET_USER", ADMIN), os.environ.get("SUPERSET_PASSWORD", "")
    client = SupersetClient(arguments.superset, user, password)
    load(build(sources, server, names), client)
    with Browser(arguments.superset, user, password) as browser:
        check = Check(sources, server, names, client, browser, progress, arguments.out)
        for dashboard in sources.dashboards.values():
            check.dashboard(dashboard)
        check.report()
    return progress.end()


def _check_all(arguments: argparse.Namespace, sources: Sources, progress: Progress) -> int:
    home = PROJECT / "target" / "dashboards-check"
    home.mkdir(parents=True, exist_ok=True)
    trino = CrowdServer(PROJECT, home / "trino", arguments.heap, arguments.trino_port)
    superset = SupersetServer(home / "superset", ROOT / "superset_config.py", arguments.superset_port)
    names = Names(shop=f"shop.{arguments.scale}")
    try:
        progress.say("starting Trino and Superset")
        with ThreadPoolExecutor(1) as pool:
            superset_ready = pool.submit(superset.start)
            try:
                server = trino.start()
                progress.say(f"Trino answers at {server.address}")
                progress.say(f"making views, tables and crowds from shop.{arguments.scale}")
                prepare(arguments.sources, server, names, progress.say)
                bundle = build(sources, server, names)
                charts = sum(len(dashboard.charts) for dashboard in sources.dashboards.values())
                progress.say(f"Trino agrees to {len(sources.datasets)} datasets and {charts} charts")
                superset_ready.result()
            except BaseException:
                # Else the pool would wait for Superset to be ready first.
                superset.stop()
                raise
        progress.say(f"Superset answers at {superset.url}")
        client = SupersetClient(superset.url, ADMIN, superset.password)
        load(bundle, client)
        first = {slug: client.chart_ids(slug) for slug in sources.dashboards}
        load(bundle, client)
        if {slug: client.chart_ids(slug) for slug in sources.dashboards} != first:
            raise Problem("the second import has made new charts in the place of those of the first")
        progress.say("imported, and imported again over itself")
        with Browser(superset.url, ADMIN, superset.password) as browser:
            check = Check(sources, server, names, client, browser, progress, arguments.out)
            for dashboard in sources.dashboards.values():
                check.dashboard(dashboard)
            # Bad input tells something only where good input gives no findings.
            broken = {finding.dashboard for finding in progress.findings}
            sound = sorted((len(dashboard.charts), slug) for slug, dashboard in sources.dashboards.items() if slug not in broken)
            if sound:
                _, slug = sound[0]
                check.broken_sql(bundle, slug)
                check.empty_tables(bundle, slug)
                check.time_without_data(slug)
                check.refused(bundle, slug)
                check.refused_by_superset(slug)
            else:
                progress.say("bad input is left out: every dashboard has findings")
            if arguments.keep:
                progress.say(f"{superset.url}/dashboard/list/ user {ADMIN}, password {superset.password}; Ctrl-C ends")
                try:
                    signal.pause()
                except KeyboardInterrupt:
                    pass
            if sound:
                trino.stop()
                check.unreachable(slug)
            check.report()
    finally:
        superset.stop()
        trino.stop()
    progress.say("done")
    return progress.end()


def _unit_tests(progress: Progress) -> None:
    suite = unittest.defaultTestLoader.discover(str(ROOT / "tests"), top_level_dir=str(ROOT))
    result = unittest.TextTestRunner(verbosity=0, stream=sys.stderr).run(suite)
    if not result.wasSuccessful() or result.testsRun == 0:
        raise Problem(f"the check's own tests fail: {len(result.failures) + len(result.errors)} of {result.testsRun}")
    progress.say(f"{result.testsRun} tests of the check itself pass")


def _interrupt(*ignored: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    run(main)
