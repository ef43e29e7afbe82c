"""Answers of ClickHouse: reads a pattern and its sequences a line, `pattern;time mask,time mask;…`, and prints one line each, `match count times;…`."""
import sys

import chdb

for line in sys.stdin:
    pattern, *sequences = line.rstrip("\n").split(";")
    rows = ",".join(f"({number},{event.replace(' ', ',')})" for number, sequence in enumerate(sequences) for event in sequence.split(","))
    conditions = "toUInt64(x.2), bitTest(x.3, 0), bitTest(x.3, 1), bitTest(x.3, 2)"
    answers = chdb.query(
        f"SELECT sequenceMatch('{pattern}')({conditions}), sequenceCount('{pattern}')({conditions}), sequenceMatchEvents('{pattern}')({conditions}) "
        f"FROM (SELECT arrayJoin([{rows}]) AS x) GROUP BY x.1 ORDER BY x.1",
        "TSV")
    print(";".join(row.replace("\t", " ") for row in str(answers).splitlines()))
