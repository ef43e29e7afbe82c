-- description: Everybody assigned to a campaign, one row a person and campaign. bought is a payment within 48 hours after being assigned, in whatever arm.
-- time: assigned_at
SELECT campaign, arm, user_id, assigned_at, level, bought, revenue, channel, platform
FROM warehouse.dashboards.campaigns_people
