-- description: Paid orders, one a row, with the promotion of their day and whether they are the first of their buyer.
-- time: day
-- columns: {amount: {label: Amount}, is_first: {label: First order of its buyer}}
SELECT
    day,
    platform,
    channel,
    user_id,
    amount,
    is_first,
    coalesce('Promotion day: ' || promotion, 'Common day') AS kind_of_day
FROM warehouse.dashboards.growth_orders
