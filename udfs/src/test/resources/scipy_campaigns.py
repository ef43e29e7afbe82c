"""Reads a question about a campaign a line; prints the figures that SciPy finds, with - where there are none."""
import math
import sys

from scipy import stats


def uplift(treated, treated_converted, control, control_converted):
    treated_rate = treated_converted / treated
    control_rate = control_converted / control
    lift = treated_rate - control_rate
    pooled = (treated_converted + control_converted) / (treated + control)
    pooled_error = math.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control))
    z = lift / pooled_error if pooled_error else None
    error = math.sqrt(treated_rate * (1 - treated_rate) / treated + control_rate * (1 - control_rate) / control)
    low, high = stats.norm.interval(0.95, loc=lift, scale=error) if error else (None, None)
    return lift, lift / control_rate if control_rate else None, z, None if z is None else 2 * stats.norm.sf(abs(z)), low, high


def mean_lift(treated, treated_mean, treated_variance, control, control_mean, control_variance):
    test = stats.ttest_ind_from_stats(
        treated_mean, math.sqrt(treated_variance), treated, control_mean, math.sqrt(control_variance), control, equal_var=False)
    treated_part = treated_variance / treated
    control_part = control_variance / control
    error = math.sqrt(treated_part + control_part)
    freedom = (treated_part + control_part) ** 2 / (treated_part**2 / (treated - 1) + control_part**2 / (control - 1))
    lift = treated_mean - control_mean
    low, high = stats.t.interval(0.95, freedom, loc=lift, scale=error)
    return lift, lift / control_mean, test.statistic, freedom, test.pvalue, low, high


def sample_ratio_p(*numbers):
    counts = numbers[: len(numbers) // 2]
    weights = numbers[len(numbers) // 2 :]
    people = sum(counts)
    return (stats.chisquare(counts, [people * weight / 100 for weight in weights]).pvalue,)


for line in sys.stdin:
    name, *arguments = line.split()
    figures = {"uplift": uplift, "mean_lift": mean_lift, "sample_ratio_p": sample_ratio_p}[name](
        *(float(argument) if "." in argument or "E" in argument else int(argument) for argument in arguments))
    print(*("-" if figure is None else repr(float(figure)) for figure in figures))
