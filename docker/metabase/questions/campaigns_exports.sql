-- title: Did the exports go out, and what became of their rows?
-- description: By export and day. Rows are counted once, by the last run that had them: a run that ends early leaves its rows to the next one.
-- display: table
-- settings: {}
WITH runs AS (
    SELECT *, CAST(started_at AS date) AS day, run = max(run) OVER (PARTITION BY export_name, round) AS is_last
    FROM exports)
SELECT
    export_name,
    day,
    count(*) AS runs,
    max_by(status, run) AS last_status,
    sum(IF(is_last, staged, 0)) AS staged,
    sum(IF(is_last, accepted, 0)) AS accepted,
    sum(IF(is_last, rejected, 0)) AS rejected,
    sum(IF(is_last, suppressed, 0)) AS suppressed,
    sum(IF(is_last, unknown, 0)) AS unknown,
    sum(IF(is_last, pending, 0)) AS pending,
    max_by(message, IF(message IS NOT NULL, run)) AS last_error
FROM runs
GROUP BY export_name, day
ORDER BY day DESC, export_name
