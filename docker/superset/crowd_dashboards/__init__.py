"""Dashboards of Crowd for Superset: built from SQL and YAML, imported, and judged in a real browser."""
