"""Makes or updates a database, questions and dashboards. What exists is told by its name, so that this can be run again."""

ENGINE = "starburst"


def named(items, name, **properties):
    """The one item with this name, or None."""
    found = [item for item in items if item.get("name") == name and all(item.get(key) == value for key, value in properties.items())]
    return found[0] if found else None


def listed(answer):
    """Some lists of the API are bare, some are in an object."""
    return answer["data"] if isinstance(answer, dict) else answer


def provide_database(metabase, name, details, say):
    body = {"name": name, "engine": ENGINE, "details": details, "is_full_sync": True, "is_on_demand": False, "connection_source": "admin"}
    existing = named(listed(metabase.get("/api/database")), name, engine=ENGINE)
    if existing:
        metabase.put(f"/api/database/{existing['id']}", {key: body[key] for key in ("name", "engine", "details", "is_full_sync", "is_on_demand")})
        metabase.post(f"/api/database/{existing['id']}/sync_schema", {})
        say(f"database '{name}': updated")
        return existing["id"]
    database = metabase.post("/api/database", body)["id"]
    say(f"database '{name}': made")
    return database


def provide_collection(metabase, name, say):
    existing = named(metabase.get("/api/collection"), name)
    if existing:
        return existing["id"]
    collection = metabase.post("/api/collection", {"name": name, "description": "Made by docker/metabase/provision; what is in it is overwritten by the next run."})["id"]
    say(f"collection '{name}': made")
    return collection


def provide_question(metabase, question, database, collection, items, say):
    existing = named(items, question.title, model="card")
    body = question.card(database, collection)
    if existing:
        metabase.put(f"/api/card/{existing['id']}", body)
        say(f"question '{question.title}': updated")
        return existing["id"]
    card = metabase.post("/api/card", body)["id"]
    say(f"question '{question.title}': made")
    return card


def provide_dashboard(metabase, dashboard, cards, collection, items, say):
    existing = named(items, dashboard.name, model="dashboard")
    if existing:
        number = existing["id"]
        dashcards = metabase.get(f"/api/dashboard/{number}").get("dashcards", [])
    else:
        number = metabase.post("/api/dashboard", {"name": dashboard.name, "description": dashboard.description, "collection_id": collection})["id"]
        dashcards = []
    metabase.put(f"/api/dashboard/{number}", dashboard.body(cards, dashcards))
    say(f"dashboard '{dashboard.name}': {'updated' if existing else 'made'}")
    return number


def provision(metabase, database_name, details, collection_name, questions, dashboards, say):
    """The ids of the dashboards by their names."""
    database = provide_database(metabase, database_name, details, say)
    collection = provide_collection(metabase, collection_name, say)
    items = listed(metabase.get(f"/api/collection/{collection}/items"))
    cards = {key: provide_question(metabase, question, database, collection, items, say) for key, question in questions.items()}
    return {dashboard.name: provide_dashboard(metabase, dashboard, cards, collection, items, say) for dashboard in dashboards}
