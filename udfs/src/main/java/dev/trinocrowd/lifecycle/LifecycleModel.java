package dev.trinocrowd.lifecycle;

import dev.trinocrowd.options.Options;

import java.util.Set;

/// Which stage a customer is in, from the time since the first and the last activity and the number of activities.
public sealed interface LifecycleModel
{
    /// @param age time since the first activity
    /// @param silence time since the last activity
    LifecycleStage stage(long age, long silence, long activity);

    /// @param options `model=growth` or `model=member`, and thresholds in days
    /// @param time the unit of the ages that the model will be asked about
    static LifecycleModel parse(String options, ActivityTime time)
    {
        Options parsed = Options.parse(options, Set.of("model", "lost", "silent", "novice", "loyal", "churn", "decline", "introduction", "maturity"));
        boolean growth = parsed.value("model", "growth or member", model -> switch (model) {
            case "growth" -> true;
            case "member" -> false;
            default -> throw new IllegalArgumentException(model);
        }).orElse(true);
        return growth ? growth(parsed, time) : member(parsed, time);
    }

    private static LifecycleModel growth(Options options, ActivityTime time)
    {
        refuse(options, "growth", "churn", "decline", "introduction", "maturity");
        long lost = threshold(options, "lost", 90);
        long silent = threshold(options, "silent", 30);
        checkAscending("silent", silent, "lost", lost);
        return new Growth(time.ofDays("lost", lost), time.ofDays("silent", silent), time.ofDays("novice", threshold(options, "novice", 30)), threshold(options, "loyal", 10));
    }

    private static LifecycleModel member(Options options, ActivityTime time)
    {
        refuse(options, "member", "lost", "silent", "novice", "loyal");
        long churn = threshold(options, "churn", 180);
        long decline = threshold(options, "decline", 60);
        checkAscending("decline", decline, "churn", churn);
        return new Member(time.ofDays("churn", churn), time.ofDays("decline", decline), time.ofDays("introduction", threshold(options, "introduction", 30)),
                threshold(options, "maturity", 10));
    }

    private static void refuse(Options options, String model, String... names)
    {
        for (String name : names) {
            if (options.text(name).isPresent()) {
                throw new IllegalArgumentException("Option '%s' is not one of model %s".formatted(name, model));
            }
        }
    }

    private static long threshold(Options options, String name, long byDefault)
    {
        long threshold = options.number(name).orElse(byDefault);
        if (threshold <= 0) {
            throw new IllegalArgumentException("Option '%s' must be positive, found %d".formatted(name, threshold));
        }
        return threshold;
    }

    private static void checkAscending(String smaller, long smallerValue, String larger, long largerValue)
    {
        if (smallerValue >= largerValue) {
            throw new IllegalArgumentException("Option '%s' must be smaller than '%s', found %d and %d".formatted(smaller, larger, smallerValue, largerValue));
        }
    }

    /// @param loyal a number of activities; the others are times
    record Growth(long lost, long silent, long novice, long loyal)
            implements LifecycleModel
    {
        @Override
        public LifecycleStage stage(long age, long silence, long activity)
        {
            if (silence > lost) {
                return LifecycleStage.LOST;
            }
            if (silence > silent) {
                return LifecycleStage.SILENT;
            }
            if (age <= novice) {
                return LifecycleStage.NOVICE;
            }
            return activity >= loyal ? LifecycleStage.LOYAL : LifecycleStage.GROWING;
        }
    }

    /// @param maturity a number of activities; the others are times
    record Member(long churn, long decline, long introduction, long maturity)
            implements LifecycleModel
    {
        @Override
        public LifecycleStage stage(long age, long silence, long activity)
        {
            if (silence > churn) {
                return LifecycleStage.CHURN;
            }
            if (silence > decline) {
                return LifecycleStage.DECLINE;
            }
            if (age <= introduction) {
                return LifecycleStage.INTRODUCTION;
            }
            return activity >= maturity ? LifecycleStage.MATURITY : LifecycleStage.GROWTH;
        }
    }
}
