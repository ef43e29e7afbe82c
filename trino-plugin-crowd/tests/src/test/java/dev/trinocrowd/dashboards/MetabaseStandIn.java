package dev.trinocrowd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// Answers as Metabase does, as far as provisioning needs it, and refuses what Metabase would refuse.
///
/// What a body may hold is in JSON schemas among the resources. They restate the rules of Metabase's own reference
/// (`docs/api.json` and `metabase.parameters.schema` of metabase/metabase), narrowed to what is used: Metabase skips
/// keys that it does not know, and here they are a mistake.
final class MetabaseStandIn
        implements AutoCloseable
{
    static final String EMAIL = "admin@crowd.example";
    static final String PASSWORD = "correct horse 7";
    private static final String SETUP_TOKEN = "e5c5a1f4-setup";
    private static final String SESSION = "8c9d-session";
    private static final Pattern PATH = Pattern.compile("/api/(?<kind>[a-z]+)(/(?<id>\\d+|properties))?(/(?<part>[a-z_]+))?");

    record Call(String method, String path, JsonNode body)
    {
        Call
        {
            requireNonNull(method, "method is null");
            requireNonNull(path, "path is null");
            requireNonNull(body, "body is null");
        }
    }

    private static final class Refusal
            extends Exception
    {
        final int status;

        Refusal(int status, String message)
        {
            super(message);
            this.status = status;
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Map<Integer, ObjectNode>> items = new TreeMap<>();
    private int lastId = 100;
    private int unreadyAnswers;
    private Optional<JsonNode> administrator = Optional.empty();

    /// @param unreadyAnswers how often it says that it has not started yet
    MetabaseStandIn(int unreadyAnswers)
            throws IOException
    {
        this.unreadyAnswers = unreadyAnswers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url()
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized List<Call> calls()
    {
        return List.copyOf(calls);
    }

    synchronized void forgetCalls()
    {
        calls.clear();
    }

    /// What there is of a kind, such as `card`, by name.
    synchronized Map<String, ObjectNode> named(String kind)
    {
        Map<String, ObjectNode> named = new LinkedHashMap<>();
        items.getOrDefault(kind, Map.of()).values().forEach(item -> {
            if (named.put(item.path("name").asText(), item) != null) {
                throw new IllegalStateException("There are two of kind %s named '%s'".formatted(kind, item.path("name").asText()));
            }
        });
        return named;
    }

    synchronized void remove(String kind, int id)
    {
        items.get(kind).remove(id);
    }

    @Override
    public void close()
    {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange)
            throws IOException
    {
        int status = 200;
        String answer;
        try {
            byte[] content = exchange.getRequestBody().readAllBytes();
            JsonNode body = content.length == 0 ? json.nullNode() : json.readTree(content);
            String path = exchange.getRequestURI().getPath();
            calls.add(new Call(exchange.getRequestMethod(), path, body));
            answer = answer(exchange.getRequestMethod(), path, body, Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Metabase-Session"))).toString();
        }
        catch (Refusal e) {
            status = e.status;
            answer = json.createObjectNode().put("message", e.getMessage()).toString();
        }
        catch (RuntimeException e) {
            status = 500;
            answer = e.toString();
        }
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode answer(String method, String path, JsonNode body, Optional<String> session)
            throws Refusal
    {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new Refusal(404, "API endpoint does not exist.");
        }
        String kind = matcher.group("kind");
        if (kind.equals("health")) {
            if (unreadyAnswers-- > 0) {
                throw new Refusal(503, "initializing");
            }
            return json.createObjectNode().put("status", "ok");
        }
        if (path.equals("/api/session/properties")) {
            ObjectNode properties = json.createObjectNode().put("has-user-setup", administrator.isPresent());
            return properties.put("setup-token", administrator.isPresent() ? null : SETUP_TOKEN);
        }
        if (!method.equals("GET")) {
            String schema = matcher.group("part") == null ? kind : matcher.group("part");
            validate(method.toLowerCase(java.util.Locale.ROOT) + "-" + schema.replace('_', '-'), body);
        }
        if (path.equals("/api/setup")) {
            if (administrator.isPresent()) {
                throw new Refusal(403, "The /api/setup route can only be used to create the first user, however a user currently exists.");
            }
            if (!body.path("token").asText().equals(SETUP_TOKEN)) {
                throw new Refusal(400, "Token does not match the setup token.");
            }
            administrator = Optional.of(body.path("user"));
            return json.createObjectNode().put("id", SESSION);
        }
        if (path.equals("/api/session")) {
            boolean known = administrator
                    .filter(user -> user.path("email").equals(body.path("username")))
                    .filter(user -> user.path("password").equals(body.path("password")))
                    .isPresent();
            if (!known) {
                throw new Refusal(401, "did not match stored password");
            }
            return json.createObjectNode().put("id", SESSION);
        }
        if (!session.equals(Optional.of(SESSION))) {
            throw new Refusal(401, "Unauthenticated");
        }
        Map<Integer, ObjectNode> all = items.computeIfAbsent(kind, _ -> new TreeMap<>());
        if (matcher.group("id") == null) {
            return method.equals("POST") ? create(all, kind, body) : list(kind, all);
        }
        int id = Integer.parseInt(matcher.group("id"));
        ObjectNode item = all.get(id);
        if (item == null) {
            throw new Refusal(404, "Not found.");
        }
        if (matcher.group("part") != null) {
            return switch (matcher.group("part")) {
                case "items" -> inCollection(id);
                case "sync_schema" -> json.createObjectNode().put("status", "ok");
                default -> throw new Refusal(404, "API endpoint does not exist.");
            };
        }
        if (method.equals("PUT")) {
            if (body.has("dashcards")) {
                item.setAll((ObjectNode) body);
                item.set("dashcards", dashcards(body.path("dashcards")));
            }
            else {
                checkCard(kind, body);
                item.setAll((ObjectNode) body);
            }
        }
        return item;
    }

    private JsonNode create(Map<Integer, ObjectNode> all, String kind, JsonNode body)
            throws Refusal
    {
        checkCard(kind, body);
        ObjectNode item = body.deepCopy();
        item.put("id", ++lastId);
        if (kind.equals("dashboard")) {
            item.putArray("dashcards");
        }
        all.put(lastId, item);
        return item;
    }

    private JsonNode list(String kind, Map<Integer, ObjectNode> all)
    {
        ArrayNode array = json.createArrayNode();
        if (kind.equals("collection")) {
            array.addObject().put("id", "root").put("name", "Our analytics");
        }
        all.values().forEach(array::add);
        // Databases come in an object, collections do not.
        return kind.equals("database") ? json.createObjectNode().put("total", array.size()).set("data", array) : array;
    }

    private JsonNode inCollection(int collection)
    {
        ArrayNode array = json.createArrayNode();
        for (String kind : List.of("card", "dashboard")) {
            items.getOrDefault(kind, Map.of()).values().stream()
                    .filter(item -> item.path("collection_id").asInt() == collection)
                    .forEach(item -> array.addObject().put("id", item.path("id").asInt()).put("name", item.path("name").asText()).put("model", kind));
        }
        return json.createObjectNode().put("total", array.size()).set("data", array);
    }

    private void checkCard(String kind, JsonNode body)
            throws Refusal
    {
        if (kind.equals("card")) {
            requireItem("database", body.at("/dataset_query/database").asInt());
            requireItem("collection", body.path("collection_id").asInt());
        }
    }

    /// New ones, whose ids are negative, get their own; ids must be unique, and those of before must be of this dashboard.
    private JsonNode dashcards(JsonNode sent)
            throws Refusal
    {
        Set<Integer> ids = new java.util.HashSet<>();
        ArrayNode dashcards = json.createArrayNode();
        for (JsonNode dashcard : sent) {
            int id = dashcard.path("id").asInt();
            if (!ids.add(id)) {
                throw new Refusal(400, "value must be seq of maps in which ids are unique");
            }
            requireItem("card", dashcard.path("card_id").asInt());
            ObjectNode kept = dashcard.deepCopy();
            if (id < 0) {
                kept.put("id", ++lastId);
            }
            dashcards.add(kept);
        }
        return dashcards;
    }

    private void requireItem(String kind, int id)
            throws Refusal
    {
        if (!items.getOrDefault(kind, Map.of()).containsKey(id)) {
            throw new Refusal(404, "There is no %s %s.".formatted(kind, id));
        }
    }

    private static void validate(String name, JsonNode body)
            throws Refusal
    {
        try (InputStream stream = MetabaseStandIn.class.getResourceAsStream("/metabase/%s.json".formatted(name))) {
            if (stream == null) {
                throw new Refusal(404, "API endpoint does not exist: " + name);
            }
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(stream);
            Set<ValidationMessage> errors = schema.validate(body);
            if (!errors.isEmpty()) {
                throw new Refusal(400, "%s: %s".formatted(name, errors));
            }
        }
        catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
