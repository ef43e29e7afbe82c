"""The behaviour benchmark's questions in ClickHouse and DuckDB, over the rows that `benchmarks/run behaviour` left in target/benchmark.

    pip install chdb duckdb
    python benchmarks/peers_behaviour.py

Medians of five after one warm-up; tables in memory, in time order and sorted by user.
"""
import glob
import os
import statistics
import time

ROUNDS = 5
THREADS = 4

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "target", "benchmark", "benchmark")
parquet = sorted(path for path in glob.glob(os.path.join(folder, "events", "*")) if not os.path.basename(path).startswith("."))
if not parquet:
    raise SystemExit("expected Parquet files in target/benchmark/benchmark/events: run benchmarks/run behaviour first")


def measure(name, ask):
    seconds = []
    for _ in range(1 + ROUNDS):
        start = time.perf_counter()
        answer = ask()
        seconds.append(time.perf_counter() - start)
    print(f"| {name} | {1000 * statistics.median(seconds[1:]):.0f} | {' '.join(str(answer).split())} |", flush=True)


FLOOR = "SELECT count(*), sum(c), max(m) FROM (SELECT user_id, count(*) c, max(event_time) m FROM {table} GROUP BY user_id) t"


def clickhouse():
    try:
        from chdb import session
    except ImportError:
        print("ClickHouse is left out: pip install chdb")
        return
    database = session.Session()
    print("\nClickHouse", str(database.query("SELECT version()")).strip(), "\n\n| question | median ms | answer |\n|---|---|---|")
    database.query("CREATE DATABASE benchmark")
    files = "{" + ",".join(parquet) + "}" if len(parquet) > 1 else parquet[0]
    for table, order in (("events", "event_time"), ("clustered", "user_id, event_time")):
        database.query(
            f"CREATE TABLE benchmark.{table} (user_id Int64, event_time DateTime64(6), event_type LowCardinality(String)) ENGINE = Memory")
        database.query(f"INSERT INTO benchmark.{table} SELECT user_id, event_time, event_type FROM file('{files}', Parquet) ORDER BY {order}")
        full = f"benchmark.{table}"
        limit = f" SETTINGS max_threads = {THREADS}"
        measure(f"floor, {table}", lambda: database.query(FLOOR.format(table=full) + limit))
        measure(f"windowFunnel, {table}", lambda: database.query(
            "SELECT level, count() FROM (SELECT user_id, windowFunnel(604800000, 'strict_once')(toUInt64(toUnixTimestamp64Milli(event_time)), "
            "event_type = 'pv', event_type IN ('fav', 'cart'), event_type = 'buy') AS level "
            f"FROM {full} GROUP BY user_id) GROUP BY level ORDER BY level" + limit))
        measure(f"windowFunnel in its default mode, {table}", lambda: database.query(
            "SELECT level, count() FROM (SELECT user_id, windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(event_time)), "
            "event_type = 'pv', event_type IN ('fav', 'cart'), event_type = 'buy') AS level "
            f"FROM {full} GROUP BY user_id) GROUP BY level ORDER BY level" + limit))
        measure(f"retention, {table}", lambda: database.query(
            "SELECT sum(came[1]), sum(came[2]), sum(came[5]) FROM (SELECT user_id, retention("
            + ", ".join(f"toDayOfMonth(event_time) = {day}" for day in range(25, 30))
            + f") AS came FROM {full} GROUP BY user_id)" + limit))


def duckdb():
    try:
        import duckdb as module
    except ImportError:
        print("DuckDB is left out: pip install duckdb")
        return
    database = module.connect(config={"threads": THREADS})
    print("\nDuckDB", module.__version__, "\n\n| question | median ms | answer |\n|---|---|---|")
    for table, order in (("events", "event_time"), ("clustered", "user_id, event_time")):
        database.execute(f"CREATE TABLE {table} AS SELECT user_id, event_time, event_type FROM read_parquet({parquet}) ORDER BY {order}")
        measure(f"floor, {table}", lambda: database.execute(FLOOR.format(table=table)).fetchall())
        previous = "OVER (PARTITION BY user_id ORDER BY event_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        measure(f"funnel by window functions, {table}", lambda: database.execute(f"""
            SELECT level, count(*) FROM (
                SELECT user_id, max(CASE
                    WHEN event_type = 'buy' AND event_time <= entry_of_second + INTERVAL 7 DAY THEN 3
                    WHEN second THEN 2
                    WHEN event_type = 'pv' THEN 1
                    ELSE 0 END) AS level
                FROM (
                    SELECT *, max(CASE WHEN second THEN entry END) {previous} AS entry_of_second
                    FROM (
                        SELECT *, event_type IN ('fav', 'cart') AND event_time <= entry + INTERVAL 7 DAY AS second
                        FROM (SELECT *, max(CASE WHEN event_type = 'pv' THEN event_time END) {previous} AS entry FROM {table})))
                GROUP BY user_id)
            GROUP BY level ORDER BY level""").fetchall())
        measure(f"retention by bool_or, {table}", lambda: database.execute(
            "SELECT sum(a::int), sum((a AND b)::int), sum((a AND e)::int) FROM (SELECT user_id, "
            + ", ".join(f"bool_or(day(event_time) = {day}) AS {name}" for day, name in zip(range(25, 30), "abcde"))
            + f" FROM {table} GROUP BY user_id)").fetchall())


clickhouse()
duckdb()
