import unittest

from crowd_dashboards.judge import Answer, Kind, Sight, judge

ROWS = Answer(200, {"result": [{"data": [{"a": 1}], "error": None, "query": "SELECT 1"}]}, 0.1)
NO_ROWS = Answer(200, {"result": [{"data": [], "error": None, "query": "SELECT 1"}]}, 0.1)


def refusal(status, message):
    return Answer(status, {"message": message}, 0.1)


class TestJudge(unittest.TestCase):
    def assert_kind(self, kind, **sight):
        outcome = judge(Sight("A title", **sight))
        self.assertEqual(outcome.kind, kind, outcome)
        return outcome.message

    def test_chart_with_rows_is_drawn(self):
        self.assert_kind(Kind.DRAWN, answers=(ROWS,))

    def test_empty_panel(self):
        self.assert_kind(Kind.EMPTY, answers=(ROWS,), empty=True)

    def test_answer_without_rows(self):
        self.assert_kind(Kind.EMPTY, answers=(NO_ROWS,))

    def test_rows_that_no_panel_shows(self):
        self.assertIn("panel", self.assert_kind(Kind.FAILED, answers=(ROWS,), container=False))

    def test_alert_in_spite_of_rows(self):
        self.assertEqual(self.assert_kind(Kind.FAILED, answers=(ROWS,), alerts=("Item with key x is not registered",)), "Item with key x is not registered")

    def test_spinner_that_does_not_end(self):
        self.assertIn("loading", self.assert_kind(Kind.FAILED, answers=(ROWS,), loading=True))

    def test_chart_that_never_asked(self):
        self.assertIn("never asked", self.assert_kind(Kind.FAILED))

    def test_chart_that_is_not_there(self):
        self.assertIn("not on the page", self.assert_kind(Kind.FAILED, present=False, answers=(ROWS,)))

    def test_title_that_is_cut(self):
        self.assertIn("title", self.assert_kind(Kind.FAILED, answers=(ROWS,), title_cut=True))

    def test_error_in_a_result(self):
        answer = Answer(200, {"result": [{"data": [{"a": 1}], "error": "Column 'x' cannot be resolved"}]}, 0.1)
        self.assertIn("'x'", self.assert_kind(Kind.FAILED, answers=(answer,)))

    def test_broken_sql(self):
        self.assert_kind(Kind.FAILED, answers=(refusal(400, "Error: line 1:8: Column 'x' cannot be resolved"),))
        parse_error = Answer(422, {"errors": [{"message": "Error parsing near 'x' at line 1:1", "error_type": "INVALID_SQL_ERROR"}]}, 0.1)
        self.assert_kind(Kind.FAILED, answers=(parse_error,))

    def test_missing_rights(self):
        self.assert_kind(Kind.REFUSED, answers=(refusal(400, "trino error: Access Denied: Cannot select from table warehouse.dashboards.events"),))
        self.assert_kind(Kind.REFUSED, answers=(refusal(403, "Forbidden"),))

    def test_trino_down(self):
        message = "trino error: failed to execute: HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded: Failed to establish a new connection: Connection refused"
        self.assert_kind(Kind.UNREACHABLE, answers=(refusal(400, message),))

    def test_last_answer_counts(self):
        self.assert_kind(Kind.DRAWN, answers=(refusal(400, "x"), ROWS))
        self.assert_kind(Kind.FAILED, answers=(ROWS, refusal(400, "x")))


if __name__ == "__main__":
    unittest.main()
