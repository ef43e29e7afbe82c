import io
import unittest
import zipfile
from pathlib import Path

import yaml

from crowd_dashboards.bundle import Bundle, Variant, form_data
from crowd_dashboards.names import Names
from crowd_dashboards.sources import Chart, Column, Dashboard, Dataset, Filter, Row, Sources
from crowd_dashboards.trino_server import TrinoServer

DATASET = Dataset("shop_sales", Path("x.sql"), "SELECT 1 FROM warehouse.dashboards.sales", time="day", columns={"rate": Column("Rate", ".1%")})
TOTAL = Chart("shop_total", "How much?", "big_number_total", "shop_sales", {"metric": {"sql": "sum(x)", "label": "Total"}})
TABLE = Chart("shop_table", "What?", "table", "shop_sales", {"groupby": [{"sql": "lower(y)"}], "metrics": ["count"], "where": ["a > 1", "b > 2"]})
DASHBOARD = Dashboard(
    Path("shop.yaml"), "Shop", "shop", None,
    (Filter("Time", "time", default="2025-10-01 : 2026-01-01"), Filter("Rate", "select", "shop_sales", "rate", True, [1], None, ("shop_table",))),
    (Row(header="First"), Row(height=20, charts={"shop_total": 4, "shop_table": 8}), Row(height=5, markdown="*words*")),
    {"shop_total": TOTAL, "shop_table": TABLE})


def bundle(variant=Variant(), names=Names()):
    server = TrinoServer("trino://dashboards@127.0.0.1:8080/warehouse/dashboards")
    return Bundle(Sources({"shop_sales": DATASET}, {"shop": DASHBOARD}), {"shop_sales": {"day": "TIMESTAMP(6)", "rate": "DOUBLE"}}, server, names, variant)


class TestBundle(unittest.TestCase):
    def test_same_sources_give_the_same_bytes(self):
        self.assertEqual(bundle().zip(), bundle().zip())

    def test_everything_lies_in_one_folder(self):
        with zipfile.ZipFile(io.BytesIO(bundle().zip())) as archive:
            self.assertTrue(all(name.startswith("bundle/") for name in archive.namelist()))
            self.assertEqual(yaml.safe_load(archive.read("bundle/metadata.yaml"))["type"], "assets")

    def test_references_agree(self):
        files = bundle().files()
        dataset = files["datasets/Crowd/shop_sales.yaml"]
        chart = files["charts/shop_total.yaml"]
        position = files["dashboards/shop.yaml"]["position"]
        self.assertEqual(dataset["database_uuid"], files["databases/Crowd.yaml"]["uuid"])
        self.assertEqual(chart["dataset_uuid"], dataset["uuid"])
        self.assertEqual(position["CHART-shop_total"]["meta"]["uuid"], chart["uuid"])

    def test_every_component_is_the_child_of_its_parent(self):
        position = bundle().files()["dashboards/shop.yaml"]["position"]
        for name, component in position.items():
            for child in component.get("children", []) if isinstance(component, dict) else []:
                self.assertEqual(position[child].get("parents", [name])[-1], name)
        self.assertEqual(len(position["GRID_ID"]["children"]), 3)

    def test_filter_excludes_by_the_numbers_of_the_position(self):
        dashboard = bundle().files()["dashboards/shop.yaml"]
        excluded = dashboard["metadata"]["native_filter_configuration"][1]["scope"]["excluded"]
        self.assertEqual(excluded, [dashboard["position"]["CHART-shop_table"]["meta"]["chartId"]])

    def test_copies_share_nothing(self):
        def uuids(files):
            return {content["uuid"] for content in files.values() if "uuid" in content}

        self.assertFalse(uuids(bundle().files()) & uuids(bundle(Variant("Copy", "-copy")).files()))

    def test_schemas_are_put_in_place(self):
        files = bundle(names=Names(tables="hive.marts")).files()
        self.assertIn("FROM hive.marts.sales", files["datasets/Crowd/shop_sales.yaml"]["sql"])

    def test_names_that_only_begin_alike_stay(self):
        names = Names(tables="hive.marts", shop="shop.tiny")
        self.assertEqual(names.apply("my_warehouse.dashboards.a, warehouse.dashboards2.b, shop.sf10.c"), "my_warehouse.dashboards.a, warehouse.dashboards2.b, shop.sf10.c")
        self.assertEqual(names.apply("FROM shop.sf1.c"), "FROM shop.tiny.c")


class TestFormData(unittest.TestCase):
    def test_metric_by_expression(self):
        metric = form_data(TOTAL, DATASET)["metric"]
        self.assertEqual((metric["expressionType"], metric["sqlExpression"], metric["label"]), ("SQL", "sum(x)", "Total"))

    def test_conditions_and_time_become_filters(self):
        filters = form_data(TABLE, DATASET)["adhoc_filters"]
        self.assertEqual([filter.get("sqlExpression") for filter in filters[:2]], ["a > 1", "b > 2"])
        self.assertEqual((filters[2]["subject"], filters[2]["operator"]), ("day", "TEMPORAL_RANGE"))

    def test_expression_without_label_is_its_own(self):
        self.assertEqual(form_data(TABLE, DATASET)["groupby"][0]["label"], "lower(y)")

    def test_formats_of_the_dataset_reach_tables(self):
        self.assertEqual(form_data(TABLE, DATASET)["column_config"]["Rate"], {"d3NumberFormat": ".1%"})

    def test_defaults_do_not_leak_from_one_chart_into_another(self):
        form_data(TABLE, DATASET)
        self.assertEqual(len(form_data(TOTAL, DATASET)["adhoc_filters"]), 1)


if __name__ == "__main__":
    unittest.main()
