-- title: Were the arms dealt as they should have been?
-- description: Probability of sizes as uneven as these if every arm was meant to be as large as the others. Below 0.001 believe no effect.
-- display: table
-- settings: {}
WITH arms AS (
    SELECT campaign, arm, count(*) AS people
    FROM pushes
    WHERE assigned_at >= CAST({{from}} AS timestamp(6)) AND assigned_at < CAST({{to}} AS timestamp(6)) [[AND campaign = {{campaign}}]]
    GROUP BY campaign, arm),
tests AS (
    SELECT campaign, array_agg(people ORDER BY arm) AS sizes, sample_ratio_p(array_agg(people ORDER BY arm), repeat(1e0 / count(*), CAST(count(*) AS integer))) AS p_value
    FROM arms
    GROUP BY campaign)
SELECT campaign, array_join(sizes, ' : ') AS people_by_arm, round(p_value, 4) AS p_value, IF(p_value < 0.001, 'mismatch', 'fine') AS verdict
FROM tests
ORDER BY campaign
