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
