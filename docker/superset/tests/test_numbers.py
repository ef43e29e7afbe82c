import datetime
import unittest
from decimal import Decimal

from crowd_dashboards.judge import Answer
from crowd_dashboards.names import Names
from crowd_dashboards.numbers import NotComparable, canonical, compare, prove
from crowd_dashboards.sources import Chart


class Trino:
    """Answers what it was told to."""

    def __init__(self, columns, *answers):
        self.columns = columns
        self.answers = list(answers)

    def query(self, sql):
        return self.columns, self.answers.pop(0)


def answer(data, query="SELECT 1", **request):
    return Answer(200, {"result": [{"data": data, "query": query}]}, 0.1, {"queries": [request]})


class TestNumbers(unittest.TestCase):
    def test_same_rows_in_another_order(self):
        received = answer([{"a": "x", "n": 1.5}, {"a": "y", "n": None}])
        self.assertEqual(compare(received, Trino(["a", "n"], [["y", None], ["x", Decimal("1.50")]])), 4)

    def test_one_value_that_differs_is_named(self):
        with self.assertRaisesRegex(AssertionError, "only in the browser: .*'2'.*only from Trino: .*'3'"):
            compare(answer([{"n": 2}]), Trino(["n"], [[3]]))

    def test_missing_row(self):
        with self.assertRaises(AssertionError):
            compare(answer([{"n": 2}]), Trino(["n"], [[2], [2]]))

    def test_nothing_to_compare(self):
        with self.assertRaisesRegex(AssertionError, "nothing to compare"):
            compare(answer([]), Trino(["n"], []))

    def test_series_that_became_columns(self):
        day = datetime.datetime(2025, 1, 1)
        received = answer([{"day": 1735689600000, "app": 1, "web": 2}], post_processing=[{"operation": "pivot"}], metrics=["n"])
        self.assertEqual(compare(received, Trino(["day", "p", "n"], [[day, "app", 1], [day, "web", 2]])), 2)
        with self.assertRaisesRegex(AssertionError, "1.73568960e|1735689600000|1.7356896e"):
            compare(received, Trino(["day", "p", "n"], [[day, "app", 1], [day, "web", 3]]))

    def test_a_place_where_all_series_are_null(self):
        pivot = {"post_processing": [{"operation": "pivot"}], "metrics": ["n"]}
        self.assertEqual(compare(answer([{"week": 1, "n": 5}], **pivot), Trino(["week", "n"], [[1, 5], [2, None]])), 1)
        with self.assertRaises(AssertionError):
            compare(answer([{"week": 1, "n": 5}], **pivot), Trino(["week", "n"], [[1, 5], [2, 0]]))

    def test_columns_of_an_earlier_time(self):
        received = answer([{"n": 5, "n__1 year ago": 4}], query="SELECT 1;\n\nSELECT 2", time_offsets=["1 year ago"])
        self.assertEqual(compare(received, Trino(["n"], [[5]], [[4]])), 2)
        with self.assertRaises(AssertionError):
            compare(received, Trino(["n"], [[5]], [[3]]))

    def test_computation_after_the_query_is_not_passed_over(self):
        with self.assertRaisesRegex(NotComparable, "rolling"):
            compare(answer([{"n": 5}], post_processing=[{"operation": "rolling"}]), Trino(["n"], [[5]]))

    def test_columns_that_superset_adds_are_left_out(self):
        rank = [{"operation": "rank", "options": {"metric": "n"}}]
        self.assertEqual(compare(answer([{"x": "a", "n": 5, "rank": 0.5}], post_processing=rank), Trino(["x", "n"], [["a", 5]])), 2)
        share = [{"operation": "contribution", "options": {"columns": ["n"], "rename_columns": ["n__contribution"]}}]
        self.assertEqual(compare(answer([{"x": "a", "n": 5, "n__contribution": 1}], post_processing=share), Trino(["x", "n"], [["a", 5]])), 2)

    def test_shares_in_the_place_of_values_are_not_passed_over(self):
        share = [{"operation": "contribution", "options": {"columns": ["n"], "rename_columns": ["n"]}}]
        with self.assertRaises(NotComparable):
            compare(answer([{"n": 5}], post_processing=share), Trino(["n"], [[5]]))

    def test_proof_compares_columns_of_its_names(self):
        chart = Chart("c", "C", "table", "d", {}, proof="SELECT 1 AS gmv FROM shop.sf1.orders")
        received = answer([{"name": "x", "GMV": 7}])
        self.assertEqual(prove(chart, received, Trino(["gmv"], [[7]]), Names()), 1)
        with self.assertRaisesRegex(AssertionError, "the proof"):
            prove(chart, received, Trino(["gmv"], [[8]]), Names())
        with self.assertRaisesRegex(AssertionError, "did you mean 'GMV'"):
            prove(chart, received, Trino(["GMW"], [[7]]), Names())

    def test_one_form_of_values(self):
        self.assertEqual(canonical(Decimal("0.10")), canonical(0.1))
        self.assertEqual(canonical(float("nan")), canonical(None))
        self.assertEqual(canonical(datetime.date(2025, 1, 1)), canonical(1735689600000))
        self.assertNotEqual(canonical(1), canonical(1.000001))


if __name__ == "__main__":
    unittest.main()
