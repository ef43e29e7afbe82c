package dev.trinocrowd.shop.story;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestScale
{
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "sf1", "sf3", "sf10", "sf100", "sf999999999"})
    void bucketsAreConsecutiveRangesOfAllUsers(String schema)
    {
        Scale scale = Scale.ofSchema(schema).orElseThrow();
        long next = 1;
        for (int bucket = 0; bucket < scale.buckets(); bucket++) {
            UserRange users = scale.users(bucket);
            assertThat(users.first()).isEqualTo(next);
            assertThat(scale.bucket(users.first())).isEqualTo(bucket);
            assertThat(scale.bucket(users.last())).isEqualTo(bucket);
            next = users.last() + 1;
        }
        assertThat(next).isEqualTo(scale.users() + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 2_001, Long.MIN_VALUE, Long.MAX_VALUE})
    void idsOfNobodyHaveABucket(long userId)
    {
        Scale scale = Scale.ofSchema("tiny").orElseThrow();
        assertThat(scale.bucket(userId)).isBetween(0, scale.buckets() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sf", "sf0", "sf01", "sf-1", "sf1.5", "SF1", "sf1000000000", "tiny1", "huge"})
    void otherNamesAreNoScale(String schema)
    {
        assertThat(Scale.ofSchema(schema)).isEmpty();
    }
}
