import tempfile
import textwrap
import unittest
from pathlib import Path

from crowd_dashboards.problem import Problem
from crowd_dashboards.sources import read_sources

DATASET = """
-- description: Sales
-- time: day
-- columns: {rate: {label: Rate, format: ".1%"}}
SELECT day, rate FROM warehouse.dashboards.sales
"""
DASHBOARD = """
title: Shop
slug: shop
filters:
  - {name: Time, type: time, default: "2025-10-01 : 2026-01-01"}
  - {name: Rate, type: select, dataset: shop_sales, column: rate, except: [shop_rate]}
rows:
  - header: First
  - {height: 20, charts: {shop_total: 4, shop_rate: 8}}
charts:
  shop_total: {title: "How much?", type: big_number_total, dataset: shop_sales, params: {metric: count}}
  shop_rate: {title: "How often?", type: table, dataset: shop_sales, params: {groupby: [rate]}}
"""


class TestSources(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        self.write("datasets/shop_sales.sql", DATASET)
        self.write("dashboards/shop.yaml", DASHBOARD)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip())

    def assert_problem(self, *parts):
        with self.assertRaises(Problem) as caught:
            read_sources(self.root)
        for part in parts:
            self.assertIn(part, str(caught.exception))

    def replace(self, old, new, name="dashboards/shop.yaml"):
        path = self.root / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))

    def test_header_and_sql_are_told_apart(self):
        dataset = read_sources(self.root).datasets["shop_sales"]
        self.assertEqual(dataset.sql, "SELECT day, rate FROM warehouse.dashboards.sales")
        self.assertEqual((dataset.time, dataset.columns["rate"].format), ("day", ".1%"))

    def test_dashboard_is_read_as_it_is_written(self):
        dashboard = read_sources(self.root).dashboards["shop"]
        self.assertEqual(dashboard.placed, ["shop_total", "shop_rate"])
        self.assertEqual(dashboard.filters[1].excluded, ("shop_rate",))

    def test_unknown_key_names_the_near_one(self):
        self.replace('title: "How much', 'titel: "How much')
        self.assert_problem("dashboards/shop.yaml", "charts.shop_total.titel", "did you mean 'title'?")

    def test_unknown_dataset(self):
        self.replace("type: table, dataset: shop_sales", "type: table, dataset: shop_sale")
        self.assert_problem("charts.shop_rate.dataset", "did you mean 'shop_sales'?")

    def test_chart_that_is_in_no_row(self):
        self.replace(", shop_rate: 8}", "}")
        self.assert_problem("charts.shop_rate", "found it in 0")

    def test_row_that_is_too_wide(self):
        self.replace("shop_rate: 8}", "shop_rate: 9}")
        self.assert_problem("rows[1].charts", "found 13")

    def test_key_given_twice(self):
        self.replace("title: Shop", "title: Shop\ntitle: Store")
        self.assert_problem("dashboards/shop.yaml", "'title' is given twice")

    def test_title_given_twice(self):
        self.replace("How often?", "How much?")
        self.assert_problem("charts.shop_rate.title", "shop_total")

    def test_chart_of_another_dashboards_name(self):
        self.replace("shop_total", "store_total")
        self.assert_problem("charts.store_total", "'shop_store_total'")

    def test_semicolon_in_a_dataset(self):
        self.replace("sales\n", "sales;\n", "datasets/shop_sales.sql")
        self.assert_problem("datasets/shop_sales.sql", "semicolon")

    def test_filter_that_excepts_an_unknown_chart(self):
        self.replace("except: [shop_rate]", "except: [shop_rates]")
        self.assert_problem("filters[1].except", "did you mean 'shop_rate'?")

    def test_default_of_several_values_where_one_is_allowed(self):
        self.replace("column: rate,", "column: rate, multiple: false, default: [1, 2],")
        self.assert_problem("filters[1].default", "[1, 2]")

    def test_colors_by_label(self):
        self.replace("slug: shop", 'slug: shop\ncolors: {"{Jan,Feb} · New": "#1FA8C9", Old: "#666666"}')
        self.assertEqual(read_sources(self.root).dashboards["shop"].colors, {"Jan · New": "#1FA8C9", "Feb · New": "#1FA8C9", "Old": "#666666"})

    def test_color_that_is_none(self):
        self.replace("slug: shop", "slug: shop\ncolors: {Old: red}")
        self.assert_problem("colors.Old", "'red'")

    def test_merged_mappings_may_replace_keys(self):
        self.replace("params: {metric: count}}", "params: &all {metric: count, row_limit: 5}}")
        self.replace("params: {groupby: [rate]}", "params: {<<: *all, row_limit: 6}")
        self.assertEqual(read_sources(self.root).dashboards["shop"].charts["shop_rate"].params, {"metric": "count", "row_limit": 6})

    def test_dashboard_that_is_not_there(self):
        with self.assertRaisesRegex(Problem, "did you mean 'shop'"):
            read_sources(self.root).only(["shops"])


if __name__ == "__main__":
    unittest.main()
