-- description: Runs of exports by day. Rows are counted once a round, by its last run, since a run that ends early leaves its rows to the next one.
-- columns: {export_name: {label: Export}, day: {label: Day}, verdict: {label: Verdict}, last_message: {label: Last error}}
WITH runs AS (
    -- A text: tables show the time of a date, too.
    SELECT *, CAST(CAST(started_at AS date) AS varchar) AS day, run = max(run) OVER (PARTITION BY export_name, round) AS is_last
    FROM warehouse.dashboards.exports),
days AS (
    SELECT
        export_name,
        day,
        max(started_at) AS last_at,
        count(*) AS runs,
        sum(IF(is_last, staged, 0)) AS staged,
        sum(IF(is_last, accepted, 0)) AS accepted,
        sum(IF(is_last, rejected, 0)) AS rejected,
        sum(IF(is_last, suppressed, 0)) AS suppressed,
        sum(IF(is_last, unknown, 0)) AS unknown,
        sum(IF(is_last, pending, 0)) AS pending,
        max_by(status, run) AS last_status,
        coalesce(max_by(message, IF(message IS NOT NULL, run)), '–') AS last_message
    FROM runs
    GROUP BY export_name, day)
SELECT
    *,
    CASE
        WHEN last_status = 'running' THEN 'Running'
        WHEN pending > 0 OR last_status <> 'delivered' THEN 'Rows left: deliver again'
        WHEN unknown > 0 THEN 'Unknown rows: ask the platform'
        WHEN rejected > 0 THEN 'Rows rejected'
        ELSE 'Fine'
    END AS verdict
FROM days
