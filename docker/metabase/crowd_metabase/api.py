"""Metabase's REST API, as far as it is needed here."""

import json
import time
import urllib.error
import urllib.request


class ApiError(Exception):
    pass


class Metabase:
    def __init__(self, url):
        self._url = url.rstrip("/")
        self._session = None

    def wait(self, seconds, say):
        """Until Metabase has started; it answers with 503 before."""
        deadline = time.monotonic() + seconds
        told = 0
        while True:
            try:
                if self.get("/api/health").get("status") == "ok":
                    return
                last = "it says that it is not ready"
            except ApiError as e:
                last = str(e)
            if time.monotonic() >= deadline:
                raise ApiError(f"Metabase at {self._url} was not ready within {seconds} s: {last}")
            if time.monotonic() - told > 15:
                say(f"waiting for Metabase at {self._url}")
                told = time.monotonic()
            time.sleep(min(2, max(0.1, deadline - time.monotonic())))

    def sign_in(self, email, password, say):
        """Makes the first user if there is none yet, and signs in."""
        properties = self.get("/api/session/properties")
        if not properties.get("has-user-setup"):
            say(f"setting Metabase up with the administrator {email}")
            self._session = self.post("/api/setup", {
                "token": properties["setup-token"],
                "user": {"first_name": "Crowd", "last_name": "Administrator", "email": email, "password": password},
                "prefs": {"site_name": "Crowd for Trino", "site_locale": "en"},
            })["id"]
        else:
            self._session = self.post("/api/session", {"username": email, "password": password})["id"]

    def get(self, path):
        return self._call("GET", path)

    def post(self, path, body):
        return self._call("POST", path, body)

    def put(self, path, body):
        return self._call("PUT", path, body)

    def _call(self, method, path, body=None):
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self._session:
            headers["X-Metabase-Session"] = self._session
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                content = response.read()
        except urllib.error.HTTPError as e:
            raise ApiError(f"{method} {path} was refused with {e.code}: {_reason(e.read())}") from e
        except (urllib.error.URLError, OSError) as e:
            raise ApiError(f"{method} {self._url}{path} failed: {getattr(e, 'reason', e)}") from e
        try:
            return json.loads(content) if content else None
        except json.JSONDecodeError as e:
            raise ApiError(f"{method} {path} answered with something that is not JSON: {content[:200]!r}") from e


def _reason(content):
    text = content.decode(errors="replace").strip()
    try:
        answer = json.loads(text)
    except json.JSONDecodeError:
        return text[:500]
    if not isinstance(answer, dict):
        return str(answer)
    errors = answer.get("errors")
    return "; ".join(str(part) for part in (answer.get("message"), json.dumps(errors) if errors else None) if part) or text[:500]
