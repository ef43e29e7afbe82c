"""Levels of ClickHouse's windowFunnel over the streams of a CSV file (stream, time, mask), one line a stream.

Usage: clickhouse_funnel.py FILE WINDOW STEPS [MODE]
"""
import sys

import chdb

file, window, steps, *mode = sys.argv[1:]
conditions = ", ".join(f"bitTest(mask, {step})" for step in range(int(steps)))
parameters = ", ".join([window, *(f"'{word}'" for word in mode)])
print(chdb.query(f"""
    SELECT stream, windowFunnel({parameters})(time, {conditions})
    FROM file('{file}', 'CSV', 'stream UInt32, time UInt32, mask UInt32')
    GROUP BY stream
    ORDER BY stream
""", "CSV"), end="")
