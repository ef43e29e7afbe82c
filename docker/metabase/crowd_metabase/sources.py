"""What is read from files was written by people: a mistake names the file and what was expected."""

import difflib


class SourceError(Exception):
    pass


def near(name, known):
    """The known name that was probably meant, as the end of a sentence."""
    matches = difflib.get_close_matches(name, known, n=1)
    return f", did you mean {matches[0]}?" if matches else f"; known are {', '.join(sorted(known))}"
