-- description: Products by how often they were looked at and paid for in the time range, each compared with the average of all that were. Products with about the same counts (within a factor of 1.4) share a group.
-- columns: {quadrant: {label: Quadrant}, product: {label: Product}, category: {label: Category}, group_label: {label: Products of the group}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    product_id,
    product,
    category,
    views,
    purchases,
    revenue,
    quadrant,
    -- 1 is the product that is bought least often for its views, of those that are seen more, and of those that are seen less than the average
    row_number() OVER (PARTITION BY views >= average_views ORDER BY purchases / views, views DESC, product_id) AS rank_by_rate,
    views >= average_views AS is_much_seen,
    CAST(count(*) OVER (PARTITION BY quadrant, views_group, purchases_group) AS varchar) || ' products, such as '
        || first_value(product) OVER (PARTITION BY quadrant, views_group, purchases_group ORDER BY revenue DESC, product_id) AS group_label
FROM (
    SELECT
        *,
        round(2 * log2(greatest(views, 5e-1))) AS views_group,
        round(2 * log2(greatest(purchases, 5e-1))) AS purchases_group,
        CASE
            WHEN views >= average_views AND purchases >= average_purchases THEN '1 · Seen and bought'
            WHEN views >= average_views THEN '2 · Seen, hardly bought'
            WHEN purchases >= average_purchases THEN '3 · Bought, hardly seen'
            ELSE '4 · Neither'
        END AS quadrant
    FROM (
        SELECT
            product_id,
            IF(count(*) OVER (PARTITION BY p.name) = 1, p.name, p.name || ' (' || CAST(product_id AS varchar) || ')') AS product,
            p.category,
            t.views,
            t.purchases,
            t.revenue,
            avg(t.views) OVER () AS average_views,
            avg(t.purchases) OVER () AS average_purchases
        FROM (
            SELECT product_id, CAST(sum(views) AS double) AS views, CAST(sum(purchases) AS double) AS purchases, sum(revenue) AS revenue
            FROM warehouse.dashboards.conversion_product_days d
            WHERE true
                {% if span.from_expr %}AND d.day >= date({{ span.from_expr }}){% endif %}
                {% if span.to_expr %}AND d.day < {{ span.to_expr }}{% endif %}
                {% if filter_values('platform') %}AND d.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
                {% if filter_values('channel') %}AND d.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
            GROUP BY product_id) t
        JOIN warehouse.dashboards.products p USING (product_id)))
