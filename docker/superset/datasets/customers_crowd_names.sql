-- description: The crowds of the present, for the filter that chooses one.
SELECT crowd, count(*) AS users
FROM crowd.dashboards.crowds
GROUP BY crowd
