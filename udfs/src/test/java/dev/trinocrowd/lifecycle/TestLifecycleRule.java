package dev.trinocrowd.lifecycle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.trinocrowd.lifecycle.ActivityTime.DAYS;
import static dev.trinocrowd.lifecycle.ActivityTime.MICROSECONDS;
import static dev.trinocrowd.lifecycle.ActivityTime.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLifecycleRule
{
    private static final long DAY = 86_400_000_000L;

    // first day, last day, activities, as of day 1000
    @ParameterizedTest
    @CsvSource({
        "909, 909, 1, lost",
        "500, 909, 99, lost",
        "910, 910, 1, silent",
        "500, 969, 99, silent",
        "970, 970, 1, novice",
        "970, 1000, 99, novice",
        "969, 970, 9, growing",
        "969, 970, 10, loyal",
        "969, 970, 0, growing",
        "1000, 1000, 1, novice"})
    void growthModelLooksAtSilenceThenAgeThenActivity(long first, long last, long activity, String stage)
    {
        assertThat(stage("", first, last, activity)).isEqualTo(stage);
        assertThat(stage("model=growth", first, last, activity)).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({
        "819, 819, 1, churn",
        "820, 820, 1, decline",
        "500, 939, 99, decline",
        "970, 970, 99, introduction",
        "900, 940, 9, growth",
        "900, 940, 10, maturity"})
    void memberModelLooksAtSilenceThenAgeThenActivity(long first, long last, long activity, String stage)
    {
        assertThat(stage("model=member", first, last, activity)).isEqualTo(stage);
    }

    @Test
    void everyThresholdIsAnOption()
    {
        assertThat(stage("lost=100; silent=90", 905, 905, 1)).isEqualTo("silent");
        assertThat(stage("lost=100; silent=90", 890, 910, 1)).isEqualTo("growing");
        assertThat(stage("novice=60", 940, 990, 1)).isEqualTo("novice");
        assertThat(stage("loyal=2", 900, 990, 2)).isEqualTo("loyal");
        assertThat(stage("model=member; churn=70", 500, 929, 2)).isEqualTo("churn");
        assertThat(stage("model=member; decline=10", 500, 989, 2)).isEqualTo("decline");
        assertThat(stage("model=member; introduction=100", 900, 990, 99)).isEqualTo("introduction");
        assertThat(stage("model=member; maturity=3", 900, 990, 3)).isEqualTo("maturity");
    }

    @Test
    void elapsedTimeIsNotFlooredToDays()
    {
        LifecycleRule rule = LifecycleRule.parse("", MICROSECONDS);
        assertThat(rule.stage(0, 0, 1, 90 * DAY)).contains(LifecycleStage.SILENT);
        assertThat(rule.stage(0, 0, 1, 90 * DAY + 1)).contains(LifecycleStage.LOST);
        assertThat(rule.stage(0, DAY, 1, 30 * DAY)).contains(LifecycleStage.NOVICE);
        assertThat(rule.stage(0, DAY, 1, 30 * DAY + 1)).contains(LifecycleStage.GROWING);
    }

    @Test
    void notYetACustomerHasNoStage()
    {
        assertThat(LifecycleRule.parse("", DAYS).stage(11, 12, 1, 10)).isEmpty();
    }

    @Test
    void activityAfterTheDateCountsAsActiveThen()
    {
        assertThat(LifecycleRule.parse("", DAYS).stage(0, 5_000, 10, 1_000)).contains(LifecycleStage.LOYAL);
    }

    @Test
    void distancesBeyondALongAreLong()
    {
        assertThat(LifecycleRule.parse("", NUMBERS).stage(Long.MIN_VALUE, Long.MIN_VALUE, 1, Long.MAX_VALUE)).contains(LifecycleStage.LOST);
        assertThat(LifecycleRule.parse("", NUMBERS).stage(Long.MIN_VALUE, Long.MAX_VALUE, 1, 0)).contains(LifecycleStage.GROWING);
    }

    @Test
    void firstActivityAfterTheLastIsRefusedInTheWritingOfItsTime()
    {
        assertThatThrownBy(() -> LifecycleRule.parse("", NUMBERS).stage(2, 1, 1, 3))
                .hasMessage("lifecycle_stage takes a first_active that is not after last_active, found 2 and 1");
        assertThatThrownBy(() -> LifecycleRule.parse("", DAYS).stage(1, 0, 1, 3))
                .hasMessage("lifecycle_stage takes a first_active that is not after last_active, found 1970-01-02 and 1970-01-01");
        assertThatThrownBy(() -> LifecycleRule.parse("", MICROSECONDS).stage(1, 0, 1, 3))
                .hasMessage("lifecycle_stage takes a first_active that is not after last_active, found 1970-01-01T00:00:00.000001Z and 1970-01-01T00:00:00Z");
    }

    @Test
    void optionsThatCannotBeAreRefused()
    {
        assertRefused("model=rfm", "Option 'model' must be growth or member, found 'rfm'");
        assertRefused("lots=9", "Unknown option 'lots': expected one of churn, decline, introduction, lost, loyal, maturity, model, novice, silent");
        assertRefused("churn=200", "Option 'churn' is not one of model growth");
        assertRefused("model=member; silent=20", "Option 'silent' is not one of model member");
        assertRefused("loyal=0", "Option 'loyal' must be positive, found 0");
        assertRefused("novice=-1", "Option 'novice' must be positive, found -1");
        assertRefused("lost=30", "Option 'silent' must be smaller than 'lost', found 30 and 30");
        assertRefused("model=member; decline=200", "Option 'decline' must be smaller than 'churn', found 200 and 180");
        assertRefused("lost=1.5", "Option 'lost' must be a whole number, found '1.5'");
        assertThatThrownBy(() -> LifecycleRule.parse("lost=200000000", MICROSECONDS)).hasMessage("Option 'lost' must be at most 106751991 days, found 200000000");
    }

    private static void assertRefused(String options, String message)
    {
        assertThatThrownBy(() -> LifecycleRule.parse(options, DAYS)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static String stage(String options, long first, long last, long activity)
    {
        String inDays = LifecycleRule.parse(options, DAYS).stage(first, last, activity, 1_000).orElseThrow().label();
        assertThat(LifecycleRule.parse(options, MICROSECONDS).stage(first * DAY, last * DAY, activity, 1_000 * DAY).orElseThrow().label()).isEqualTo(inDays);
        assertThat(LifecycleRule.parse(options, NUMBERS).stage(first, last, activity, 1_000).orElseThrow().label()).isEqualTo(inDays);
        return inDays;
    }
}
