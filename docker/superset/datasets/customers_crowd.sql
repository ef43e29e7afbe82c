-- description: All customers, one a row, with whether they are in the chosen crowd, take pushes, and what they paid in all.
{% set chosen = (filter_values('crowd', remove_filter=True) or ['Champions']) | where_in -%}
SELECT s.channel, s.platform, c.user_id IS NOT NULL AS is_member, s.push_allowed, s.orders, s.paid
FROM warehouse.dashboards.customers_spend s
LEFT JOIN (
    SELECT DISTINCT user_id
    FROM crowd.dashboards.crowds
    WHERE crowd IN {{ chosen }}) c ON c.user_id = s.user_id
