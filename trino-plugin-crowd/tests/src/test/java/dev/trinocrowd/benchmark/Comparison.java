package dev.trinocrowd.benchmark;

import com.google.common.collect.ImmutableList;
import com.sun.management.OperatingSystemMXBean;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static com.google.common.base.Preconditions.checkState;

/// Things that do the same work in different ways, measured in turn, so that all meet the same weather.
///
/// All must give the same answer, but for those that stand beside them. The first one is what the others are compared with.
public final class Comparison
{
    /// The engine takes over standard output once it starts.
    public static final PrintStream OUT = System.out;

    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int ROUNDS = 5;
    private static final int LONGEST_ANSWER = 200;

    public interface Work
    {
        Object run();
    }

    /// @param processorNanos of the whole process, which tell more than the time where others use the machine too
    private record Contender(String name, Work work, boolean sameAnswer, List<Long> nanos, List<Long> processorNanos)
    {
        private Contender(String name, Work work, boolean sameAnswer)
        {
            this(name, work, sameAnswer, new ArrayList<>(), new ArrayList<>());
        }

        private double millis()
        {
            return median(nanos) / 1e6;
        }

        private double processorMillis()
        {
            return median(processorNanos) / 1e6;
        }

        private static long median(List<Long> values)
        {
            List<Long> sorted = values.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    private final String title;
    private final List<Contender> contenders = new ArrayList<>();

    public Comparison(String title)
    {
        this.title = title;
    }

    public Comparison with(String name, Work work)
    {
        contenders.add(new Contender(name, work, true));
        return this;
    }

    /// Something that answers another question over the same rows.
    public Comparison beside(String name, Work work)
    {
        contenders.add(new Contender(name, work, false));
        return this;
    }

    /// @param warmups rounds before those that count
    public void run(int warmups)
    {
        Object answer = null;
        for (int round = -warmups; round < ROUNDS; round++) {
            for (Contender contender : ImmutableList.copyOf(contenders)) {
                long processorStart = SYSTEM.getProcessCpuTime();
                long start = System.nanoTime();
                Object found = contender.work().run();
                long nanos = System.nanoTime() - start;
                long processorNanos = SYSTEM.getProcessCpuTime() - processorStart;
                if (contender.sameAnswer()) {
                    checkState(answer == null || answer.equals(found), "%s: %s gives %s instead of %s", title, contender.name(), found, answer);
                    answer = found;
                }
                if (round >= 0) {
                    contender.nanos().add(nanos);
                    contender.processorNanos().add(processorNanos);
                }
            }
        }
        double first = contenders.getFirst().millis();
        OUT.printf("%n%s (answer %s)%n%n| what | median ms | ratio | processor ms |%n|---|---|---|---|%n", title, abbreviated(String.valueOf(answer)));
        for (Contender contender : contenders) {
            OUT.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.0f |%n", contender.name(), contender.millis(), contender.millis() / first, contender.processorMillis());
        }
    }

    private static String abbreviated(String answer)
    {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER) + "…";
    }
}
