-- The tables that the dashboards read. To use your own, let these views select from them: names and types of the columns must stay.
-- Times are timestamps without time zone in UTC, ids of users are bigint, amounts of money are decimals.

CREATE SCHEMA IF NOT EXISTS warehouse.dashboards;
CREATE SCHEMA IF NOT EXISTS crowd.dashboards;

-- The present, for everything that asks how long ago something was. For data that grows: CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(6))
CREATE OR REPLACE VIEW warehouse.dashboards.clock AS
SELECT CAST('2026-01-01 00:00:00' AS timestamp(6)) AS as_of;

-- A customer
CREATE OR REPLACE VIEW warehouse.dashboards.users AS
SELECT user_id, registered_at, gender, birth_year, region, member_level, channel, push_allowed
FROM shop.sf1.users;

-- A device on which a customer was seen
CREATE OR REPLACE VIEW warehouse.dashboards.devices AS
SELECT device_id, user_id, platform, first_seen_at, last_seen_at
FROM shop.sf1.devices;

-- Something a customer did: log_in, exposure, search, view, favourite, add_to_cart, remove_from_cart, order, pay, cancel, confirm_receipt, refund
CREATE OR REPLACE VIEW warehouse.dashboards.events AS
SELECT
    user_id, device_id, platform, session_id, event_time, event, page, resource_slot,
    product_id, category, price, quantity, amount, coupon_id, order_id
FROM shop.sf1.events;

-- An order, with the times of what became of it
CREATE OR REPLACE VIEW warehouse.dashboards.orders AS
SELECT
    order_id, user_id, created_at, paid_at, cancelled_at, received_at, refunded_at,
    status, amount, discount, coupon_id, platform
FROM shop.sf1.orders;

-- A line of an order
CREATE OR REPLACE VIEW warehouse.dashboards.order_items AS
SELECT order_id, user_id, line, product_id, quantity, price
FROM shop.sf1.order_items;

-- A coupon given to a customer
CREATE OR REPLACE VIEW warehouse.dashboards.coupons AS
SELECT coupon_id, user_id, campaign, face_value, minimum_spend, issued_at, expires_at, used_at, order_id
FROM shop.sf1.coupons;

-- A customer assigned to an arm of a campaign
CREATE OR REPLACE VIEW warehouse.dashboards.pushes AS
SELECT campaign, user_id, arm, assigned_at, sent_at, delivered_at, opened_at, clicked_at
FROM shop.sf1.pushes;

CREATE OR REPLACE VIEW warehouse.dashboards.products AS
SELECT product_id, category, brand, name, price, stock, on_shelf
FROM shop.sf1.products;

-- A day on which a promotion drew people
CREATE OR REPLACE VIEW warehouse.dashboards.promotions AS
SELECT day, promotion
FROM (VALUES
    (DATE '2025-01-20', 'spring festival'),
    (DATE '2025-03-08', '3.8'),
    (DATE '2025-05-20', '5.20'),
    (DATE '2025-06-18', '618'),
    (DATE '2025-08-18', '8.18'),
    (DATE '2025-09-09', '9.9'),
    (DATE '2025-11-11', '11.11'),
    (DATE '2025-12-12', '12.12')) AS days (day, promotion);

-- The arms of each campaign as planned: the share of the audience that each was to be given
CREATE OR REPLACE VIEW warehouse.dashboards.campaign_plans AS
SELECT split_part(item, ' · ', 1) AS campaign, split_part(item, ' · ', 2) AS arm, value AS weight
FROM shop.sf1.truths
WHERE analysis = 'campaign' AND item LIKE '% · designed share';

-- What became of a message: delivered, opened, clicked or failed; message says why it failed
CREATE OR REPLACE VIEW warehouse.dashboards.receipts AS
SELECT p.campaign, p.user_id, r.event, r.event_time, CAST(NULL AS varchar) AS message
FROM shop.sf1.pushes AS p
CROSS JOIN UNNEST(ARRAY['delivered', 'opened', 'clicked'], ARRAY[p.delivered_at, p.opened_at, p.clicked_at]) AS r (event, event_time)
WHERE r.event_time IS NOT NULL;

-- Exports of the sample: who was in two of the campaigns goes into files, by the destination that bin/crowd server and docker/up bring.
-- With exports of your own these statements go, and the view after them reads theirs.
DROP TABLE IF EXISTS crowd.dashboards.push_618;

CREATE TABLE crowd.dashboards.push_618 (user_id bigint, arm integer, title varchar)
WITH (destination = 'files', control = ARRAY[1]);

INSERT INTO crowd.dashboards.push_618
SELECT user_id, CASE arm WHEN 'control' THEN 1 WHEN 'message' THEN 2 ELSE 3 END, IF(arm = 'coupon', '618: 40 off for you', '618: everything for less')
FROM shop.sf1.pushes
WHERE campaign = '618';

ALTER TABLE crowd.dashboards.push_618 EXECUTE deliver;

DROP TABLE IF EXISTS crowd.dashboards.push_singles_day;

CREATE TABLE crowd.dashboards.push_singles_day (user_id bigint, arm integer, title varchar)
WITH (destination = 'files', control = ARRAY[1]);

INSERT INTO crowd.dashboards.push_singles_day
SELECT user_id, IF(arm = 'control', 1, 2), '11.11 begins at midnight'
FROM shop.sf1.pushes
WHERE campaign = '11.11';

ALTER TABLE crowd.dashboards.push_singles_day EXECUTE deliver;

-- A run of an export, as the table "…$runs" of each export has it
CREATE OR REPLACE VIEW warehouse.dashboards.exports AS
SELECT
    export_name, run, round, status, CAST(started_at AT TIME ZONE 'UTC' AS timestamp(6)) AS started_at,
    staged, accepted, rejected, suppressed, unknown, pending, message
FROM (
    SELECT 'push_618' AS export_name, r.* FROM crowd.dashboards."push_618$runs" AS r
    UNION ALL
    SELECT 'push_singles_day', r.* FROM crowd.dashboards."push_singles_day$runs" AS r);
