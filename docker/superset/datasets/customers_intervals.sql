-- description: Days from one day of purchase to the next one of the same customer, by the day of the later one. One row for each interval.
-- time: bought_on
SELECT bought_on, user_id, days, channel, platform, member_level
FROM warehouse.dashboards.customers_intervals
