"""Superset's REST API, as far as the import and the check need it."""

from __future__ import annotations

import re
from typing import Any

import requests

from .problem import Problem


class SupersetClient:
    def __init__(self, url: str, user: str, password: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Referer"] = self.url
        login = self._call("POST", "/api/v1/security/login", json={"username": user, "password": password, "provider": "db", "refresh": False})
        if login.status_code == 401:
            raise Problem(f"{self.url}: Superset does not accept user '{user}' with this password")
        self._session.headers["Authorization"] = "Bearer " + _json(login)["access_token"]
        self._session.headers["X-CSRFToken"] = self.get("/api/v1/security/csrf_token/")["result"]

    def get(self, path: str, **parameters: Any) -> dict[str, Any]:
        return _json(self._call("GET", path, params=parameters))

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return _json(self._call("POST", path, json=body))

    def import_assets(self, bundle: bytes, passwords: dict[str, str] | None = None) -> None:
        """Creates or replaces what the bundle holds."""
        fields = {"passwords": _dump(passwords)} if passwords else {}
        response = self._call("POST", "/api/v1/assets/import/", files={"bundle": ("bundle.zip", bundle, "application/zip")}, data=fields)
        if response.status_code == 403:
            raise Problem(f"{self.url}: this user may not import assets; it needs the role Admin")
        _json(response)

    def dashboards(self) -> dict[str, dict[str, Any]]:
        """The dashboards that this user sees, by slug."""
        result = self.get("/api/v1/dashboard/", q="(page_size:100)")["result"]
        return {dashboard["slug"]: dashboard for dashboard in result if dashboard["slug"]}

    def chart_ids(self, slug: str) -> dict[int, str]:
        """Titles of a dashboard's charts by their ids."""
        return {chart["id"]: chart["slice_name"] for chart in self.get(f"/api/v1/dashboard/{slug}/charts")["result"]}

    def create_user(self, name: str, password: str, role: str) -> None:
        roles = {role["name"]: role["id"] for role in self.get("/api/v1/security/roles/", q="(page_size:100)")["result"]}
        self.post("/api/v1/security/users/", {
            "username": name, "password": password, "first_name": name, "last_name": "Dashboards",
            "email": f"{name}@example.org", "active": True, "roles": [roles[role]],
        })

    def chart_data(self, request: dict[str, Any]) -> requests.Response:
        """The answer to a chart's own request, whatever it is."""
        return self._call("POST", "/api/v1/chart/data", json=request)

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        try:
            return self._session.request(method, self.url + path, timeout=180, **options)
        except requests.RequestException as failure:
            raise Problem(f"{self.url}: Superset does not answer: {failure.__class__.__name__}") from failure


def _dump(value: Any) -> str:
    return requests.compat.json.dumps(value)


def _json(response: requests.Response) -> dict[str, Any]:
    text = response.text
    if response.ok:
        try:
            return response.json()
        except ValueError:
            raise Problem(f"{response.url}: expected JSON from Superset, found {text[:200]!r}") from None
    try:
        body = response.json()
        errors = body.get("errors") or []
        message = "; ".join(_message(error) for error in errors) or str(body.get("message", body))
    except ValueError:
        message = " ".join(re.sub(r"<[^>]+>", " ", text).split())[:300]
    raise Problem(f"{response.request.method} {response.url}: Superset answers {response.status_code}: {message}")


def _message(error: dict[str, Any]) -> str:
    issues = {key: value for key, value in (error.get("extra") or {}).items() if key != "issue_codes"}
    return f"{error.get('message', error)}{f' {issues}' if issues else ''}"
