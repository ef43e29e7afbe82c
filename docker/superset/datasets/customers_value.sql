-- description: Customers who have paid, one a row, with recency (days), frequency (paid orders) and monetary value (all they paid) at the end of the last month in the time range. All months are measured by the cuts of the present.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    user_id,
    channel,
    platform,
    member_level,
    recency,
    frequency,
    monetary,
    segment,
    'R' || CAST(score / 100 AS varchar) AS r,
    'F' || CAST(score / 10 % 10 AS varchar) AS f,
    'M' || CAST(score % 10 AS varchar) AS m
FROM warehouse.dashboards.customers_value
WHERE month = (
    SELECT max(month)
    FROM warehouse.dashboards.customers_calendar
    {% if span.to_expr %}WHERE month < {{ span.to_expr }}{% endif %})
