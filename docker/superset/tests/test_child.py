import tempfile
import time
import unittest
from pathlib import Path

from crowd_dashboards.child import Child


class TestChild(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.log = Path(directory.name, "log")

    def test_what_a_child_started_ends_with_it(self):
        child = Child(["sh", "-c", "trap '' TERM; sleep 100 & echo $!; wait; wait"], self.log)
        end = time.monotonic() + 20
        while not self.log.read_text().strip() and time.monotonic() < end:
            time.sleep(0.05)
        grandchild = Path("/proc", self.log.read_text().strip())
        self.assertTrue(grandchild.exists())
        child.stop(seconds=1)
        self.assertFalse(child.running)
        time.sleep(0.2)
        state = grandchild.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] if grandchild.exists() else "gone"
        self.assertIn(state, ("gone", "Z"))

    def test_exit_code(self):
        self.assertEqual(Child(["sh", "-c", "exit 3"], self.log).wait(), 3)


if __name__ == "__main__":
    unittest.main()
