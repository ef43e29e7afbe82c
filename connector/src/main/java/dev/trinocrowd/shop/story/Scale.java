package dev.trinocrowd.shop.story;

import java.util.Optional;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;
import static java.lang.Math.clamp;
import static java.lang.Math.floorMod;
import static java.lang.Math.min;

/// How large a shop is, and which of its customers belong together: a bucket is a range of user ids.
public record Scale(long users)
{
    public static final String TINY = "tiny";
    private static final Pattern FACTOR = Pattern.compile("sf([1-9][0-9]{0,8})");
    private static final long TINY_USERS = 2_000;
    private static final long USERS_PER_FACTOR = 100_000;
    private static final long USERS_PER_BUCKET = 2_500;

    public Scale
    {
        checkArgument(users >= TINY_USERS, "a shop has at least %s users, found %s", TINY_USERS, users);
    }

    /// The scale that a schema name stands for: `tiny`, or `sfN` with N from 1 to 999,999,999.
    public static Optional<Scale> ofSchema(String schema)
    {
        if (schema.equals(TINY)) {
            return Optional.of(new Scale(TINY_USERS));
        }
        return Optional.of(FACTOR.matcher(schema))
                .filter(matcher -> matcher.matches())
                .map(matcher -> new Scale(Long.parseLong(matcher.group(1)) * USERS_PER_FACTOR));
    }

    /// Shops of different sizes are different shops.
    long seed()
    {
        return users;
    }

    public int buckets()
    {
        return clamp(users / USERS_PER_BUCKET, 4, 256);
    }

    /// The users of a bucket.
    public UserRange users(int bucket)
    {
        long first = bucket * usersPerBucket() + 1;
        return new UserRange(first, min(first + usersPerBucket() - 1, users));
    }

    /// The bucket of a user id, also of one that is no user's.
    public int bucket(long userId)
    {
        if (userId >= 1 && userId <= users) {
            return (int) ((userId - 1) / usersPerBucket());
        }
        return (int) floorMod(Dice.mix(userId), (long) buckets());
    }

    private long usersPerBucket()
    {
        return (users + buckets() - 1) / buckets();
    }
}
