package dev.trinocrowd.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Each conversion with each touch, without any thought of speed.
final class SlowAttribution
{
    /// @param touchpoint NULL if the row is no touch
    /// @param value NULL if the row is no conversion
    record Row(long time, String touchpoint, Double value, String link)
    {}

    private SlowAttribution()
    {}

    static Map<String, Double> credits(List<Row> rows, String model, long lookback, double halfLife, boolean linked)
    {
        Map<String, Double> credits = new TreeMap<>();
        for (Row conversion : rows) {
            if (conversion.value() == null) {
                continue;
            }
            List<Row> touches = rows.stream()
                    .filter(row -> row.touchpoint() != null && row.time() <= conversion.time() && row.time() >= conversion.time() - lookback)
                    .filter(row -> !linked || (row.link() != null && Objects.equals(row.link(), conversion.link())))
                    .sorted(Comparator.comparingLong(Row::time).thenComparing(Row::touchpoint))
                    .toList();
            double[] weights = weights(touches, model, halfLife);
            if (touches.isEmpty()) {
                credits.merge("direct", conversion.value(), Double::sum);
            }
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] >= 0) {
                    credits.merge(touches.get(i).touchpoint(), conversion.value() * weights[i], Double::sum);
                }
            }
        }
        return credits;
    }

    /// Adds up to 1; negative for a touch that is not credited at all.
    private static double[] weights(List<Row> touches, String model, double halfLife)
    {
        int size = touches.size();
        double[] weights = new double[size];
        double sum = 0;
        int lastNonDirect = size - 1;
        for (int i = 0; i < size; i++) {
            lastNonDirect = touches.get(i).touchpoint().equals("direct") ? lastNonDirect : i;
        }
        for (int i = 0; i < size; i++) {
            boolean first = i == 0;
            boolean last = i == size - 1;
            weights[i] = switch (model) {
                case "first" -> first ? 1 : -1;
                case "last" -> last ? 1 : -1;
                case "last_non_direct" -> i == lastNonDirect ? 1 : -1;
                case "linear" -> 1.0 / size;
                case "position" -> size == 1 ? 1 : size == 2 ? 0.5 : first || last ? 0.4 : 0.2 / (size - 2);
                case "time_decay" -> Math.pow(2, -(touches.getLast().time() - touches.get(i).time()) / halfLife);
                default -> throw new IllegalArgumentException(model);
            };
            sum += weights[i];
        }
        if (model.equals("time_decay")) {
            for (int i = 0; i < size; i++) {
                weights[i] /= sum;
            }
        }
        return weights;
    }
}
