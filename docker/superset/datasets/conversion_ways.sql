-- description: Paid orders, one a row, by what their buyer did with the product in the same visit before paying.
-- time: day
SELECT day, platform, channel, user_id, way, amount
FROM warehouse.dashboards.conversion_ways
