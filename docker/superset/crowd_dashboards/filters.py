"""Sets the dashboard's native filters by hand, as a user does, and looks whether each reaches the SQL."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, TimeoutError

from .browser import View
from .bundle import filter_id
from .judge import Sight
from .sources import Dashboard, Filter

# Inside the shop's year, on days that no default range starts or ends with.
TEST_RANGE = ("2025-11-03", "2025-12-04")
RANGE_WITHOUT_DATA = ("2019-03-05", "2019-04-06")


@dataclass(frozen=True)
class Setting:
    """What was chosen, and the literals of which one must be in every chart's SQL."""

    shown: str
    literals: tuple[str, ...]


def set_time(page: Page, filter: Filter, time_range: tuple[str, str] = TEST_RANGE) -> Setting:
    _reveal(page, f'[data-test="time-range-trigger"][name="{filter_id(filter)}"]').click()
    popover = page.locator(".ant-popover:visible")
    kind = popover.locator('[data-test="Range type"]')
    if kind.locator(".ant-select-selection-item").inner_text() != "Advanced":
        kind.click()
        page.locator('.ant-select-dropdown:visible [role="option"][title="Advanced"], .ant-select-dropdown:visible .ant-select-item-option[title="Advanced"]').click()
    fields = popover.locator("input.ant-input")
    for number, day in enumerate(time_range):
        fields.nth(number).fill(day)
    apply = popover.locator('[data-test="date-filter-control__apply-button"]:not([disabled])')
    # The button waits for Superset's reading of the range.
    popover.get_by_text(f"{time_range[0]} ≤ col < {time_range[1]}").wait_for()
    apply.click()
    return Setting(" to ".join(time_range), tuple(f"'{day}" for day in time_range))


def set_select(page: Page, filter: Filter) -> Setting | None:
    """Chooses the first value that is not chosen; None if there is none."""
    _reveal(page, f'[data-test="{filter_id(filter)}"]').click()
    options = page.locator('.ant-select-dropdown:visible .ant-select-item-option[aria-selected="false"]')
    try:
        options.first.wait_for(timeout=30_000)
    except TimeoutError:
        return None
    value = options.first.get_attribute("title") or options.first.inner_text()
    options.first.click()
    page.keyboard.press("Escape")
    quoted = value.replace("'", "''")
    return Setting(value, (f"'{quoted}'", f" {value})", f" {value},", f"({value},", f"({value})", f"= {value}"))


def _reveal(page: Page, selector: str) -> Locator:
    """A control of the filter bar, which hides in a menu those that do not fit."""
    control = page.locator(selector)
    if not control.is_visible():
        more = page.locator('[data-test="dropdown-container-btn"]')
        if more.is_visible():
            more.click()
    return control


def apply(page: Page) -> None:
    page.locator('[data-test="filter-bar__apply-button"]:not([disabled])').click()


def exercise(view: View, dashboard: Dashboard, filter: Filter, seconds: float) -> tuple[Setting | None, dict[str, str], dict[str, Sight]]:
    """Sets the filter; returns what was chosen, what is wrong by chart, and how the charts look then."""
    before = view.sights()
    setting = set_time(view.page, filter) if filter.type == "time" else set_select(view.page, filter)
    if setting is None:
        return None, {chart: f"filter {filter.name} offers nothing to choose" for chart in dashboard.charts}, before
    apply(view.page)
    scope = [chart for chart in dashboard.charts if chart not in filter.excluded]
    view.settle(seconds, lambda sights: all(len(sights[chart].answers) > len(before[chart].answers) for chart in scope))
    after = view.sights()
    faults = {}
    for chart in scope:
        if len(after[chart].answers) == len(before[chart].answers):
            faults[chart] = f"filter {filter.name}: the chart did not ask again for {setting.shown}"
            continue
        sql = "\n".join(after[chart].answer.queries)
        if sql and not any(literal in sql for literal in setting.literals):
            faults[chart] = f"filter {filter.name}: the chart's SQL does not hold {setting.shown}; if it shall not, list the chart under the filter's except"
    for chart in filter.excluded:
        if len(after[chart].answers) > len(before[chart].answers):
            faults[chart] = f"filter {filter.name}: the chart asked again though it is excepted"
    if not faults and all(after[chart].answer.rows == before[chart].answer.rows for chart in scope if before[chart].answer):
        faults[scope[0]] = f"filter {filter.name}: no chart of the dashboard has other numbers for {setting.shown}"
    return setting, faults, after
