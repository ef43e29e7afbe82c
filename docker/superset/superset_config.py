"""Configuration of the Superset that `check` starts on loopback and that the image holds."""

import os

HOME = os.environ["SUPERSET_HOME"]
SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ.get("SUPERSET_DATABASE_URI", f"sqlite:///{HOME}/superset.db?check_same_thread=false")

# The datasets are templates: dashboard filters reach the inside of a funnel or a retention table.
FEATURE_FLAGS = {"ENABLE_TEMPLATE_PROCESSING": True}

ROW_LIMIT = 10000
SUPERSET_WEBSERVER_TIMEOUT = 120
SQLLAB_TIMEOUT = 60

# Plain HTTP on loopback. Behind TLS set SUPERSET_TLS=true.
TLS = os.environ.get("SUPERSET_TLS", "false") == "true"
TALISMAN_ENABLED = TLS
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_SAMESITE = "Lax"
WTF_CSRF_ENABLED = True

# One process on one machine: a limiter would need storage that is shared.
RATELIMIT_ENABLED = TLS
AUTH_RATE_LIMITED = TLS

APP_NAME = "Crowd"
