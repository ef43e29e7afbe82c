package dev.trinocrowd.export.http;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// How calls prove who makes them.
public sealed interface Credentials
{
    /// The headers that a call carries.
    Map<String, Secret> headers();

    /// All texts that must not be seen.
    List<Secret> secrets();

    record None()
            implements Credentials
    {
        @Override
        public Map<String, Secret> headers()
        {
            return Map.of();
        }

        @Override
        public List<Secret> secrets()
        {
            return List.of();
        }
    }

    /// RFC 7617.
    record Basic(Secret user, Secret password)
            implements Credentials
    {
        public Basic
        {
            requireNonNull(user, "user is null");
            requireNonNull(password, "password is null");
            if (user.reveal().contains(":")) {
                throw new IllegalArgumentException("the user of basic credentials must not have a colon");
            }
        }

        @Override
        public Map<String, Secret> headers()
        {
            return Map.of("Authorization", new Secret("Basic " + encoded().reveal()));
        }

        private Secret encoded()
        {
            return new Secret(Base64.getEncoder().encodeToString((user.reveal() + ":" + password.reveal()).getBytes(UTF_8)));
        }

        @Override
        public List<Secret> secrets()
        {
            return List.of(password, encoded());
        }
    }

    /// RFC 6750.
    record Bearer(Secret token)
            implements Credentials
    {
        public Bearer
        {
            requireNonNull(token, "token is null");
        }

        @Override
        public Map<String, Secret> headers()
        {
            return Map.of("Authorization", new Secret("Bearer " + token.reveal()));
        }

        @Override
        public List<Secret> secrets()
        {
            return List.of(token);
        }
    }

    /// A header of the platform's own, such as `X-API-Key`.
    record Header(String name, Secret value)
            implements Credentials
    {
        public Header
        {
            requireNonNull(name, "name is null");
            requireNonNull(value, "value is null");
        }

        @Override
        public Map<String, Secret> headers()
        {
            return Map.of(name, value);
        }

        @Override
        public List<Secret> secrets()
        {
            return List.of(value);
        }
    }
}
