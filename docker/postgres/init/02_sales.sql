-- Orders in the stores of the sample shop: generated, and the same on every machine. A fifth of them is of the
-- customers 1 to 2000, so that the small shop has some, too.
CREATE TABLE store_orders (
    order_id bigint PRIMARY KEY,
    user_id bigint NOT NULL,
    store text NOT NULL,
    ordered_at timestamp NOT NULL,
    amount numeric(10, 2) NOT NULL
);

COMMENT ON TABLE store_orders IS 'Orders in stores, of customers who are known by their card';

COMMENT ON COLUMN store_orders.user_id IS 'The customer, by the number that the online shop knows';

COMMENT ON COLUMN store_orders.ordered_at IS 'UTC';

-- Four independent numbers a row, from the hash of its number.
INSERT INTO store_orders
SELECT
    n,
    1 + a % CASE WHEN n % 5 = 0 THEN 2000 ELSE 100000 END,
    (ARRAY['harbour', 'market square', 'station', 'university'])[1 + b % 4],
    timestamp '2025-01-01 09:00:00' + (c % 365) * interval '1 day' + (b % 39600) * interval '1 second',
    4.90 + (d % 20000) / 100.0
FROM (
    SELECT
        n,
        ('x' || substr(hash, 1, 7))::bit(28)::integer AS a,
        ('x' || substr(hash, 8, 7))::bit(28)::integer AS b,
        ('x' || substr(hash, 15, 7))::bit(28)::integer AS c,
        ('x' || substr(hash, 22, 7))::bit(28)::integer AS d
    FROM (SELECT n, md5(n::text) AS hash FROM generate_series(1, 20000) AS numbers (n)) AS hashed
) AS numbered;

CREATE INDEX ON store_orders (user_id);

ANALYZE store_orders;

GRANT SELECT ON store_orders TO sales;
