"""Debian's Chromium on a Superset, and what is to be seen on a dashboard."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, Request, Route, TimeoutError, sync_playwright

from .judge import Answer, Sight
from .problem import Problem

WIDTH = 1440
# The height of what is above the first row and between two rows, roughly: charts outside the window are not drawn.
HEAD_PIXELS = 300
GAP_PIXELS = 48

LOOK = """() => Object.fromEntries([...document.querySelectorAll('.dashboard-component-chart-holder')].map(holder => {
    const panel = holder.querySelector('[data-test-chart-id]')
    const title = holder.querySelector('[data-test="slice-header"] .header-title')
    const cut = element => element && [element, ...element.querySelectorAll('*')].some(part => part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).overflow !== 'visible')
    return [panel ? panel.getAttribute('data-test-chart-id') : 'none', {
        container: !!holder.querySelector('[data-test="chart-container"]'),
        loading: !!holder.querySelector('[data-test="loading-indicator"], .loading, .ant-spin-spinning'),
        alerts: [...holder.querySelectorAll('.ant-alert-error[role="alert"]')].map(alert => alert.innerText.trim()),
        empty: !!holder.querySelector('.ant-empty'),
        titleCut: !!cut(title),
    }]
}))"""


class Browser:
    """A window at the width that the dashboards are made for, logged in."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url = url
        executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if executable is None:
            raise Problem("expected chromium on the PATH, found none: install Debian's package chromium")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=executable, headless=True, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        self._context = self._browser.new_context(viewport={"width": WIDTH, "height": 1000}, locale="en-US", timezone_id="UTC")
        self._context.route("**/*", self._loopback_only)
        self._log_in(user, password)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *ignored: object) -> None:
        self._browser.close()
        self._playwright.stop()

    def open(self, slug: str, charts: dict[int, str], height: int) -> View:
        page = self._context.new_page()
        page.set_viewport_size({"width": WIDTH, "height": height})
        return View(page, f"{self.url}/superset/dashboard/{slug}/", charts)

    def _loopback_only(self, route: Route) -> None:
        # Superset's pages ask a counter on the Internet to count them.
        if urlsplit(route.request.url).hostname in (None, "127.0.0.1", "localhost", urlsplit(self.url).hostname):
            route.continue_()
        else:
            route.abort()

    def _log_in(self, user: str, password: str) -> None:
        page = self._context.new_page()
        page.goto(f"{self.url}/login/")
        page.fill('[data-test="username-input"]', user)
        page.fill('[data-test="password-input"]', password)
        page.click('[data-test="login-button"]')
        try:
            page.wait_for_url(lambda address: "/login" not in address, timeout=60_000)
        except TimeoutError:
            raise Problem(f"{self.url}: the login page does not let '{user}' in") from None
        page.close()


class View:
    """One dashboard, opened."""

    def __init__(self, page: Page, url: str, charts: dict[int, str]) -> None:
        self.page = page
        self.console: list[str] = []
        self._charts = charts
        self._requests: list[tuple[int, Request]] = []
        self._answers: dict[int, Answer] = {}
        page.on("requestfinished", self._remember)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        self.started = time.monotonic()
        page.goto(url)

    def __enter__(self) -> View:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.page.close()

    def settle(self, seconds: float, asked: Callable[[dict[str, Sight]], bool] = lambda sights: True) -> float:
        """Waits until every chart has an answer and stands still; returns the time since the page was opened or asked anew."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                sights = self.sights()
                if all(sight.settled for sight in sights.values()) and asked(sights):
                    break
            except Error:
                # The page is between two documents.
                pass
            self.page.wait_for_timeout(100)
        return time.monotonic() - self.started

    def sights(self) -> dict[str, Sight]:
        """By names of charts."""
        seen = self.page.evaluate(LOOK)
        answers: dict[int, list[Answer]] = {}
        for number, (chart, request) in enumerate(self._requests):
            if number not in self._answers:
                self._answers[number] = _answer(request)
            answers.setdefault(chart, []).append(self._answers[number])
        sights = {}
        for chart, name in self._charts.items():
            panel = seen.get(str(chart))
            if panel is None:
                sights[name] = Sight(name, present=False, answers=tuple(answers.get(chart, ())))
                continue
            sights[name] = Sight(
                name, True, panel["container"], panel["loading"], tuple(panel["alerts"]), panel["empty"], panel["titleCut"],
                tuple(answers.get(chart, ())))
        return sights

    def screenshot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Time for the animation of what has just been drawn.
        self.page.wait_for_timeout(1500)
        bottom = self.page.evaluate(
            "() => Math.max(...[...document.querySelectorAll('.dashboard-component-chart-holder, .dashboard-markdown')]"
            ".map(part => part.getBoundingClientRect().bottom + window.scrollY))")
        self.page.screenshot(path=str(path), clip={"x": 0, "y": 0, "width": WIDTH, "height": bottom + 24}, full_page=True)

    def _remember(self, request: Request) -> None:
        if urlsplit(request.url).path != "/api/v1/chart/data":
            return
        form = _form_data(request)
        if not form.get("native_filter_id") and form.get("slice_id") in self._charts:
            self._requests.append((form["slice_id"], request))


def window_height(rows: list[int]) -> int:
    return HEAD_PIXELS + sum(8 * row + GAP_PIXELS for row in rows)


def _form_data(request: Request) -> dict:
    try:
        return json.loads(request.post_data or "{}").get("form_data") or {}
    except ValueError:
        return {}


def _answer(request: Request) -> Answer:
    response = request.response()
    timing = request.timing
    seconds = max(0.0, timing["responseEnd"] - timing["requestStart"]) / 1000
    if response is None:
        return Answer(0, {"message": "Network error: no response"}, seconds)
    try:
        body = response.json()
    except (ValueError, Error):
        body = {"message": " ".join(re.sub(r"<[^>]+>", " ", response.text()).split())[:300]}
    return Answer(response.status, body, seconds, json.loads(request.post_data or "{}"))
