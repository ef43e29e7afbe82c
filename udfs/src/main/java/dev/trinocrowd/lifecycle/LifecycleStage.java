package dev.trinocrowd.lifecycle;

import static java.util.Objects.requireNonNull;

/// The stages of both models, in the order of a customer's life.
public enum LifecycleStage
{
    NOVICE("novice"),
    GROWING("growing"),
    LOYAL("loyal"),
    SILENT("silent"),
    LOST("lost"),
    INTRODUCTION("introduction"),
    GROWTH("growth"),
    MATURITY("maturity"),
    DECLINE("decline"),
    CHURN("churn");

    private final String label;

    LifecycleStage(String label)
    {
        this.label = requireNonNull(label, "label is null");
    }

    public String label()
    {
        return label;
    }
}
