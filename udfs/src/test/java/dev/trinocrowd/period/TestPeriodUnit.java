package dev.trinocrowd.period;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Random;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.TemporalAdjusters.previousOrSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPeriodUnit
{
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "+05:30"})
    void agreesWithTheCalendarOfTheZone(String name)
    {
        ZoneId zone = ZoneId.of(name);
        WallClock clock = WallClock.of(zone);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            // From 1800 to 2170, so that times before and after the table are among them.
            long time = random.nextLong(-5_364_662_400_000_000L, 6_311_433_600_000_000L);
            LocalDateTime wall = ZonedDateTime.ofInstant(Instant.EPOCH.plus(time, MICROS), zone).toLocalDateTime();
            for (PeriodUnit unit : PeriodUnit.values()) {
                LocalDateTime start = start(wall, unit);
                long number = new CalendarPeriods(unit, clock).number(time);
                assertThat(number).as("%s of %s in %s", unit, wall, zone).isEqualTo(number(start, unit));
                assertThat(unit.start(number)).as("start of %s %s", unit, number).isEqualTo(MICROS.between(EPOCH, start));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"})
    void theClockChangesAtTheVeryMoment(String name)
    {
        ZoneId zone = ZoneId.of(name);
        WallClock clock = WallClock.of(zone);
        Instant instant = Instant.parse("1969-06-01T00:00:00Z");
        for (int i = 0; i < 300; i++) {
            var transition = zone.getRules().nextTransition(instant);
            if (transition == null) {
                break;
            }
            instant = transition.getInstant();
            for (long shift : new long[] {-1, 0, 1}) {
                long time = MICROS.between(Instant.EPOCH, instant) + shift;
                LocalDateTime wall = ZonedDateTime.ofInstant(Instant.EPOCH.plus(time, MICROS), zone).toLocalDateTime();
                assertThat(clock.wallTime(time)).as("%s of %s", zone, instant).isEqualTo(MICROS.between(EPOCH, wall));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"})
    void countsFromThePeriodThatHoldsTheFirstOfJanuary1970(PeriodUnit unit)
    {
        assertThat(unit.number(0)).isZero();
        assertThat(unit.number(-1)).isEqualTo(unit == PeriodUnit.WEEK ? 0 : -1);
        assertThat(unit.start(0)).isEqualTo(unit == PeriodUnit.WEEK ? -3 * 86_400_000_000L : 0);
    }

    @Test
    void aWeekBeginsOnMonday()
    {
        long monday = MICROS.between(EPOCH, LocalDateTime.of(1969, 12, 29, 0, 0));
        assertThat(PeriodUnit.WEEK.number(monday)).isZero();
        assertThat(PeriodUnit.WEEK.number(monday - 1)).isEqualTo(-1);
        assertThat(PeriodUnit.WEEK.number(monday + 7 * 86_400_000_000L)).isEqualTo(1);
    }

    @Test
    void anHourThatIsRepeatedIsOneHour()
    {
        CalendarPeriods hours = new CalendarPeriods(PeriodUnit.HOUR, WallClock.of(ZoneId.of("Europe/Berlin")));
        long first = MICROS.between(Instant.EPOCH, Instant.parse("2024-10-27T00:30:00Z"));
        assertThat(hours.number(first + 3_600_000_000L)).isEqualTo(hours.number(first));
        assertThat(hours.number(first + 2 * 3_600_000_000L)).isEqualTo(hours.number(first) + 1);
    }

    @ParameterizedTest
    @EnumSource(PeriodUnit.class)
    void takesTheFirstAndTheLastTimeThatThereIs(PeriodUnit unit)
    {
        assertThat(unit.number(Long.MAX_VALUE)).isPositive();
        assertThat(unit.number(Long.MIN_VALUE)).isNegative();
        assertThat(unit.start(unit.number(Long.MAX_VALUE))).isPositive();
    }

    @Test
    void refusesATimeThatDoesNotFitItsZone()
    {
        assertThatThrownBy(() -> WallClock.of(ZoneOffset.ofHours(1)).wallTime(Long.MAX_VALUE))
                .hasMessage("A time must fit microseconds since 1970 in 64 bits in its zone too, found 9223372036854775807");
    }

    @ParameterizedTest
    @EnumSource(PeriodUnit.class)
    void refusesAPeriodThatBeginsAtNoTime(PeriodUnit unit)
    {
        assertThatThrownBy(() -> unit.start(Long.MAX_VALUE))
                .hasMessage("A %s must begin at a time that fits microseconds since 1970 in 64 bits, found number 9223372036854775807", unit.sqlName());
    }

    @Test
    void refusesAnUnknownUnit()
    {
        assertThatThrownBy(() -> PeriodUnit.of("days", "f")).hasMessage("f unit must be one of hour, day, week, month, quarter, year, found 'days'");
    }

    @ParameterizedTest
    @CsvSource({"Europa/Berlin, Europe/Berlin", "Asia/Shangai, Asia/Shanghai", "New_York, America/New_York"})
    void offersTheZoneThatWasMeant(String name, String meant)
    {
        assertThat(ZoneNames.closest(name)).startsWith(meant + ", ");
    }

    private static LocalDateTime start(LocalDateTime wall, PeriodUnit unit)
    {
        LocalDateTime day = wall.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case HOUR -> wall.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(previousOrSame(MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private static long number(LocalDateTime start, PeriodUnit unit)
    {
        return switch (unit) {
            case HOUR -> ChronoUnit.HOURS.between(EPOCH, start);
            case DAY -> ChronoUnit.DAYS.between(EPOCH, start);
            case WEEK -> ChronoUnit.WEEKS.between(LocalDateTime.of(1969, 12, 29, 0, 0), start);
            case MONTH -> ChronoUnit.MONTHS.between(EPOCH, start);
            case QUARTER -> IsoFields.QUARTER_YEARS.between(EPOCH, start);
            case YEAR -> ChronoUnit.YEARS.between(EPOCH, start);
        };
    }
}
