"""An error that the user can act on: shown as one line, without a traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class Problem(Exception):
    pass


def near(name: str, known: Iterable[str]) -> str:
    """What to add to "unknown name": the nearest known one, or all of them."""
    known = sorted(known)
    matches = difflib.get_close_matches(name, known, n=1)
    if matches:
        return f"did you mean '{matches[0]}'?"
    return "known are: " + (", ".join(known) if known else "none")
