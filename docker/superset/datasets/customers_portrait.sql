-- description: What sets the people of the chosen crowd apart from all customers. The index (TGI) is the share in the crowd by the share of all, times 100; counted by bitmaps. Only what at least 2 % of all customers are.
{% set chosen = (filter_values('crowd', remove_filter=True) or ['Champions']) | where_in -%}
WITH base AS (
    SELECT t.tag, t.value, count(*) AS users
    FROM crowd.dashboards.tags t
    {% for tag in ['channel', 'platform'] if filter_values(tag) -%}
    JOIN crowd.dashboards.tags {{ tag }}_tag ON {{ tag }}_tag.user_id = t.user_id
        AND {{ tag }}_tag.tag = '{{ tag }}' AND {{ tag }}_tag.value IN {{ filter_values(tag, remove_filter=True) | where_in }}
    {% endfor -%}
    GROUP BY t.tag, t.value),
target AS (
    SELECT t.tag, t.value, count(*) AS users
    FROM crowd.dashboards.tags t
    JOIN crowd.dashboards.crowds c ON c.user_id = t.user_id AND c.crowd IN {{ chosen }}
    {% for tag in ['channel', 'platform'] if filter_values(tag) -%}
    JOIN crowd.dashboards.tags {{ tag }}_tag ON {{ tag }}_tag.user_id = t.user_id
        AND {{ tag }}_tag.tag = '{{ tag }}' AND {{ tag }}_tag.value IN {{ filter_values(tag, remove_filter=True) | where_in }}
    {% endfor -%}
    GROUP BY t.tag, t.value)
SELECT
    tag,
    value,
    tag || ': ' || value AS property,
    users,
    base_users,
    share,
    base_share,
    tgi,
    IF(tgi >= 100, 'More often than among all', 'Less often than among all') AS direction,
    row_number() OVER (ORDER BY abs(tgi - 100) DESC, tag, value) AS position
FROM (
    SELECT
        *,
        CAST(users AS double) / nullif(crowd_size, 0) AS share,
        CAST(base_users AS double) / base_size AS base_share,
        tgi(users, crowd_size, base_users, base_size) AS tgi
    FROM (
        SELECT
            b.tag,
            b.value,
            coalesce(t.users, 0) AS users,
            b.users AS base_users,
            sum(coalesce(t.users, 0)) OVER (PARTITION BY b.tag) AS crowd_size,
            sum(b.users) OVER (PARTITION BY b.tag) AS base_size
        FROM base b
        LEFT JOIN target t ON t.tag = b.tag AND t.value = b.value
        WHERE b.tag <> 'stage'))
-- an index over few people says little
WHERE base_share >= 0.02
