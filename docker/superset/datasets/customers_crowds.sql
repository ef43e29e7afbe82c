-- description: How many people were in each crowd at the end of each month, counted by bitmaps.
-- time: month
SELECT m.month, m.crowd AS crowd_name, count(*) AS users
FROM crowd.dashboards.monthly m
{% for tag in ['channel', 'platform'] if filter_values(tag) -%}
JOIN crowd.dashboards.tags {{ tag }}_tag ON {{ tag }}_tag.user_id = m.user_id
    AND {{ tag }}_tag.tag = '{{ tag }}' AND {{ tag }}_tag.value IN {{ filter_values(tag, remove_filter=True) | where_in }}
{% endfor -%}
GROUP BY m.month, m.crowd
