"""Questions and dashboards over Crowd, made in Metabase through its REST API."""
