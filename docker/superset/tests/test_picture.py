import random
import tempfile
import unittest
from pathlib import Path

from PIL import Image

from crowd_dashboards.picture import shrink


class TestPicture(unittest.TestCase):
    def test_noise_is_scaled_until_it_fits(self):
        noise = random.Random(1)
        with tempfile.TemporaryDirectory() as directory:
            source, target = Path(directory, "a.png"), Path(directory, "images", "b.png")
            image = Image.new("RGB", (300, 200))
            image.putdata([(noise.randrange(256), noise.randrange(256), noise.randrange(256)) for _ in range(60_000)])
            image.save(source)
            shrink(source, target, 20_000)
            self.assertLessEqual(target.stat().st_size, 20_000)
            with Image.open(target) as small:
                self.assertLess(small.width, 300)
                self.assertAlmostEqual(small.width / small.height, 1.5, places=1)


if __name__ == "__main__":
    unittest.main()
