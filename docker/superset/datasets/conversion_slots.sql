-- description: Exposures of the resource slots, how many led to a product, and purchases, day by day. A search is the exposure of the search box.
-- time: day
-- columns: {resource_slot: {label: Resource slot}}
SELECT day, platform, channel, resource_slot, exposures, clicks, purchases, revenue
FROM warehouse.dashboards.conversion_slots
