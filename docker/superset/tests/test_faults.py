import contextlib
import io
import unittest

from crowd_dashboards.faults import as_stranger, says_nothing, with_broken_chart
from crowd_dashboards.judge import Answer, Sight, judge
from crowd_dashboards.progress import Progress

from .test_bundle import bundle


def sight(rows, metrics=("n",)):
    request = {"queries": [{"metrics": [{"label": label} for label in metrics]}]}
    return Sight("A title", answers=(Answer(200, {"result": [{"data": rows}]}, 0.1, request),))


class TestFaults(unittest.TestCase):
    def assert_nothing(self, expected, rows):
        seen = sight(rows)
        self.assertEqual(says_nothing(judge(seen), seen), expected)

    def test_what_a_chart_without_data_may_show(self):
        self.assert_nothing(True, [])
        self.assert_nothing(True, [{"n": 0}, {"n": None}])
        self.assert_nothing(True, [{"step": 3, "n": 0}])
        self.assert_nothing(False, [{"step": 0, "n": 1}])

    def test_series_that_became_columns(self):
        self.assert_nothing(True, [{"day": 1735689600000, "app": 0}])
        self.assert_nothing(False, [{"day": 1735689600000, "app": 2}])

    def test_first_chart_is_broken_and_no_other(self):
        sources, broken = with_broken_chart(bundle().sources, "shop")
        charts = sources.dashboards["shop"].charts
        self.assertEqual([name for name, chart in charts.items() if "no_such_column" in str(chart.params.get("where"))], [broken])

    def test_stranger_has_a_connection_of_its_own(self):
        files = as_stranger(bundle(), bundle().sources, "stranger").files()
        self.assertEqual(files["databases/Crowd stranger.yaml"]["sqlalchemy_uri"], "trino://stranger@127.0.0.1:8080/warehouse/dashboards")


class TestProgress(unittest.TestCase):
    def test_findings_decide_how_the_check_ends(self):
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            progress = Progress()
            self.assertEqual(progress.end(), 0)
            progress.find("growth", "growth_sales", "failed: division by zero")
            self.assertEqual(progress.end(), 1)
        self.assertIn("growth: growth_sales: failed: division by zero", output.getvalue().splitlines()[-1])


if __name__ == "__main__":
    unittest.main()
