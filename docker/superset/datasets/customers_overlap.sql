-- description: How many people of one crowd are in another one at present, counted by bitmaps.
WITH people AS (
    SELECT c.crowd, c.user_id
    FROM crowd.dashboards.crowds c
    {% for tag in ['channel', 'platform'] if filter_values(tag) -%}
    JOIN crowd.dashboards.tags {{ tag }}_tag ON {{ tag }}_tag.user_id = c.user_id
        AND {{ tag }}_tag.tag = '{{ tag }}' AND {{ tag }}_tag.value IN {{ filter_values(tag, remove_filter=True) | where_in }}
    {% endfor -%}),
sizes AS (
    SELECT crowd, count(*) AS users
    FROM people
    GROUP BY crowd),
pairs AS (
    SELECT a.crowd, b.crowd AS other, count(*) AS users
    FROM people a
    JOIN people b ON b.user_id = a.user_id
    GROUP BY a.crowd, b.crowd)
SELECT
    a.crowd AS crowd_name,
    b.crowd AS other_crowd,
    coalesce(p.users, 0) AS users,
    a.users AS crowd_size,
    CAST(coalesce(p.users, 0) AS double) / a.users AS share
FROM sizes a
JOIN sizes b ON b.crowd <> a.crowd
LEFT JOIN pairs p ON p.crowd = a.crowd AND p.other = b.crowd
