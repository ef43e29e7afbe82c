-- description: Attempts to buy by the day of their first step, and how many of them ended in a payment within seven days. Attempts of one customer do not overlap.
-- time: entry_day
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    entry_day,
    count(*) AS attempts,
    count_if(cardinality(attempt) = 4) AS paid,
    -- the window of the day's last attempt is over
    date_add('day', 8, entry_day) <= as_of AS complete
FROM (
    SELECT a.attempt, date(a.attempt[1]) AS entry_day
    FROM (
        SELECT s.user_id, funnel_attempts(s.event_time, INTERVAL '7' DAY, ARRAY[
            s.event = 'view'{% if span.to_expr %} AND s.event_time < {{ span.to_expr }}{% endif %},
            s.event = 'add_to_cart',
            s.event = 'order',
            s.event = 'pay']) AS attempts
        FROM warehouse.dashboards.conversion_steps s
        WHERE true
            {% if span.from_expr %}AND s.event_time >= {{ span.from_expr }}{% endif %}
            {% if span.to_expr %}AND s.event_time <= {{ span.to_expr }} + INTERVAL '7' DAY{% endif %}
            {% if filter_values('platform') %}AND s.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
            {% if filter_values('channel') %}AND s.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        GROUP BY s.user_id)
    CROSS JOIN UNNEST(attempts) AS a (attempt))
CROSS JOIN warehouse.dashboards.clock
GROUP BY entry_day, as_of
