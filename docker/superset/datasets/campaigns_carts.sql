-- description: Products that lie in carts at present, which means put there in the last 15 days, and neither removed nor ordered since. Natural conversion is that of people who added the product 15 to 30 days ago, paid within 15 days and were sent no push in these 30 days. Products that are off the shelf are left out.
-- columns: {product: {label: Product}, category: {label: Category}, price: {label: Price, format: ",.2f"}, stock: {label: Stock, format: ",d"}}
SELECT
    c.product_id,
    p.name AS product,
    p.category,
    p.price,
    p.stock,
    count_if(c.pieces > 0) AS people,
    sum(c.pieces) AS pieces,
    count_if(c.natural_level >= 1) AS observed,
    count_if(c.natural_level = 2) AS bought
FROM warehouse.dashboards.campaigns_carts c
JOIN warehouse.dashboards.products p ON p.product_id = c.product_id
WHERE p.on_shelf
    {% if filter_values('channel') %}AND c.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
    {% if filter_values('platform') %}AND c.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
GROUP BY c.product_id, p.name, p.category, p.price, p.stock
HAVING sum(c.pieces) > 0
