-- description: What each week was to the customers who had been active by then. Dormant counts below zero. The platform and channel filters reach the events.
-- time: week
SELECT
    date(period_start(period, 'week')) AS week,
    count_if(state = 'new') AS new_users,
    count_if(state = 'returning') AS returning_users,
    count_if(state = 'resurrecting') AS resurrecting_users,
    -count_if(state = 'dormant') AS dormant_users
FROM (
    SELECT a.user_id, active_periods(a.day, 'week') AS weeks
    FROM warehouse.dashboards.growth_active_days a
    WHERE true
        {% if filter_values('platform') %}AND a.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND a.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
    GROUP BY a.user_id)
CROSS JOIN warehouse.dashboards.clock
-- up to the last week that is over
CROSS JOIN UNNEST(lifecycle_states(weeks, NULL, period_number(as_of, 'week') - 1)) AS s (period, state)
GROUP BY period
