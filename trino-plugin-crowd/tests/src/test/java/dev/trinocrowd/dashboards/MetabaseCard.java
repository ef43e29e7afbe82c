package dev.trinocrowd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/// A question as Metabase was given it, run as Metabase does: variables become parameters of a prepared statement, and
/// an optional part, `[[ … ]]`, is there only if its variable has a value.
record MetabaseCard(JsonNode body)
{
    private static final Pattern OPTIONAL_PART = Pattern.compile("\\[\\[(?<part>.*?)]]", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *(?<name>\\w+) *}}");

    MetabaseCard
    {
        requireNonNull(body, "body is null");
    }

    String name()
    {
        return body.path("name").asText();
    }

    /// Values of the variables that have a default.
    JsonNode templateTags()
    {
        return body.at("/dataset_query/native/template-tags");
    }

    PreparedStatement prepare(Connection connection, Map<String, String> values)
            throws SQLException
    {
        String sql = OPTIONAL_PART.matcher(body.at("/dataset_query/native/query").asText()).replaceAll(part -> {
            Matcher variable = VARIABLE.matcher(part.group("part"));
            return variable.find() && values.containsKey(variable.group("name")) ? Matcher.quoteReplacement(part.group("part")) : "";
        });
        List<String> parameters = new ArrayList<>();
        String prepared = VARIABLE.matcher(sql).replaceAll(variable -> {
            parameters.add(variable.group("name"));
            return "?";
        });
        PreparedStatement statement = connection.prepareStatement(prepared);
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode tag = templateTags().path(parameters.get(i));
            String value = values.getOrDefault(parameters.get(i), tag.path("default").asText());
            if (tag.path("type").asText().equals("date")) {
                statement.setDate(i + 1, Date.valueOf(value));
            }
            else {
                statement.setString(i + 1, value);
            }
        }
        return statement;
    }

    /// The columns of the answer that the settings of the picture name.
    Set<String> columnsOfSettings()
    {
        Set<String> columns = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> setting : body.path("visualization_settings").properties()) {
            String key = setting.getKey();
            if (key.equals("graph.dimensions") || key.equals("graph.metrics")) {
                setting.getValue().forEach(column -> columns.add(column.asText()));
            }
            else if (key.equals("column_settings")) {
                setting.getValue().fieldNames().forEachRemaining(column -> columns.add(column.replaceAll("^\\[\"name\",\"|\"]$", "")));
            }
            else if (key.equals("series_settings")) {
                setting.getValue().fieldNames().forEachRemaining(columns::add);
            }
            else if (key.matches("(scalar\\.field|(sankey\\.(source|target|value))|(funnel\\.(dimension|metric))|(table\\.(pivot|cell)_column))")) {
                columns.add(setting.getValue().asText());
            }
        }
        return columns;
    }
}
