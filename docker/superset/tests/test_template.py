import unittest

from crowd_dashboards.problem import Problem
from crowd_dashboards.template import ALL_FILTERS, NO_FILTERS, Filters, render, rewrite
from crowd_dashboards.trino_server import TrinoServer, statements

DATASET = """
{% set range = get_time_filter(target_type='TIMESTAMP') %}
SELECT 1 FROM t WHERE true
{% if range.from_expr %} AND event_time >= {{ range.from_expr }}{% endif %}
{% if filter_values('platform') %} AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
"""


class TestTemplate(unittest.TestCase):
    def test_filters_reach_the_sql(self):
        sql = render(DATASET, Filters(("2025-01-01", "2025-02-01"), {"platform": ["a'b", 1]}), "x")
        self.assertIn("event_time >= TIMESTAMP '2025-01-01 00:00:00.000000'", sql)
        self.assertIn("platform IN ('a''b', 1)", sql)

    def test_without_filters_nothing_is_left(self):
        self.assertNotIn("AND", render(DATASET, NO_FILTERS, "x"))

    def test_unknown_name_is_an_error_of_the_file(self):
        with self.assertRaisesRegex(Problem, "x.sql: Jinja.*filter_value"):
            render("SELECT {{ filter_value('a') }}", ALL_FILTERS, "x.sql")

    def test_what_the_parser_refuses_names_the_file(self):
        with self.assertRaisesRegex(Problem, "x.sql: Superset's SQL parser"):
            rewrite("SELECT * FROM TABLE(f(input => TABLE(t) PARTITION BY a))", "x.sql")

    def test_two_statements(self):
        with self.assertRaisesRegex(Problem, "found 2"):
            rewrite("SELECT 1; SELECT 2", "x.sql")

    def test_script_is_split_outside_quotes_and_comments(self):
        script = "-- a; b\nSELECT ';';\n\n/* ; */ SELECT 2"
        self.assertEqual(statements(script), [(2, "SELECT ';'"), (4, "SELECT 2")])

    def test_address_of_trino(self):
        self.assertEqual(TrinoServer("trino://u@h:1/c/s").tables, "c.s")
        for wrong in ("trino://h:1/c/s", "trino://u@h/c", "http://u@h/c/s"):
            with self.assertRaises(Problem):
                TrinoServer(wrong)


if __name__ == "__main__":
    unittest.main()
