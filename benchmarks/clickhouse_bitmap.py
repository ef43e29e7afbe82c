"""The bitmap benchmark's grouped question in ClickHouse: pip install chdb, then python benchmarks/clickhouse_bitmap.py.

The rows have the shape of those of BitmapBenchmark; medians of five after one warm-up.
"""
import statistics
import time

from chdb import session

ROUNDS = 5

clickhouse = session.Session()
clickhouse.query("CREATE DATABASE benchmark")
clickhouse.query(
    "CREATE TABLE benchmark.events (dense_id UInt64, sparse_id UInt64, random_id UInt64, category UInt64) ENGINE = Memory")
clickhouse.query("""
    INSERT INTO benchmark.events
    SELECT
        intDiv((number * 2654435761 % 4294967296) * 1000000, 4294967296) AS dense_id,
        64 * dense_id,
        bitShiftRight(intHash64(dense_id), 1),
        toUInt64(5000 * pow((number * 30011 % 65521) / 65521, 2))
    FROM numbers(20000000)""")

print("ClickHouse", str(clickhouse.query("SELECT version()")).strip())
for column in ("dense_id", "sparse_id", "random_id"):
    for function in ("groupBitmap", "uniqExact"):
        seconds = []
        for _ in range(1 + ROUNDS):
            start = time.perf_counter()
            answer = clickhouse.query(
                f"SELECT count(), sum(users) FROM (SELECT {function}({column}) AS users FROM benchmark.events GROUP BY category)")
            seconds.append(time.perf_counter() - start)
        print(f"{column} {function}: {statistics.median(seconds[1:]):.2f} s, answer {str(answer).strip()}")
