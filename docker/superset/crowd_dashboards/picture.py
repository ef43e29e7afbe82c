"""A screenshot made small enough for a README."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

LIMIT = 400_000
COLORS = 160


def shrink(source: Path, target: Path, limit: int = LIMIT) -> None:
    """Fewer colors, and if that is not enough fewer pixels, until the file is within the limit."""
    with Image.open(source) as image:
        picture = image.convert("RGB")
    scale = 1.0
    while True:
        size = (round(picture.width * scale), round(picture.height * scale))
        scaled = picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        scaled.quantize(COLORS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= limit:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(buffer.getvalue())
            return
        scale *= 0.9
