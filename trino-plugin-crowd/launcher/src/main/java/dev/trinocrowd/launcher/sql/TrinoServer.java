package dev.trinocrowd.launcher.sql;

import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

import static java.util.Objects.requireNonNull;

/// A server that can be reached by JDBC.
public record TrinoServer(URI url, String user, Optional<String> password)
{
    public TrinoServer
    {
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    public Connection connect()
            throws SQLException
    {
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("SSL", Boolean.toString(secure));
        properties.setProperty("source", "crowd");
        password.ifPresent(value -> properties.setProperty("password", value));
        return DriverManager.getConnection("jdbc:trino://%s:%s".formatted(url.getHost(), port), properties);
    }

    /// The error as the user should read it.
    public UserException explain(SQLException exception)
    {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new UserException("No Trino server answers at %s (%s): start one by `bin/crowd server`, or name another with --server.".formatted(url, cause.getMessage()),
                        exception);
            }
        }
        return new UserException(message(exception), exception);
    }

    // The driver puts the query's id in front, which says nothing to whoever wrote the query.
    public static String message(SQLException exception)
    {
        return requireNonNull(exception.getMessage(), "message is null").replaceFirst("^Query failed \\(#[^)]*\\): ", "");
    }
}
