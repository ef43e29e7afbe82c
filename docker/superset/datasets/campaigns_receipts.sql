-- description: How far the people of each arm came, by the receipts. Everybody assigned counts; bought is a payment within 48 hours after being assigned, which the control group does without any message.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    arm,
    element_at(ARRAY['1 · Sent', '2 · Delivered', '3 · Opened', '4 · Clicked', '5 · Bought'], step) AS stage,
    people,
    assigned
FROM (
    SELECT
        arm,
        count(*) AS assigned,
        ARRAY[count_if(is_sent), count_if(is_delivered), count_if(is_opened), count_if(is_clicked), count_if(bought)] AS counts
    FROM warehouse.dashboards.campaigns_receipts
    WHERE true
        {% if span.from_expr %}AND assigned_at >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND assigned_at < {{ span.to_expr }}{% endif %}
        {% if filter_values('campaign') %}AND campaign IN {{ filter_values('campaign', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY arm)
CROSS JOIN UNNEST(counts) WITH ORDINALITY AS s (people, step)
