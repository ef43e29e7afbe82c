package dev.trinocrowd.benchmark;

import com.google.common.collect.ImmutableList;

import java.io.PrintStream;
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

    private static final int ROUNDS = 5;

    public interface Work
    {
        Object run();
    }

    private record Contender(String name, Work work, boolean sameAnswer, List<Long> nanos)
    {
        double median()
        {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.get(sorted.size() / 2) / 1e6;
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
        contenders.add(new Contender(name, work, true, new ArrayList<>()));
        return this;
    }

    /// Something that answers another question over the same rows.
    public Comparison beside(String name, Work work)
    {
        contenders.add(new Contender(name, work, false, new ArrayList<>()));
        return this;
    }

    /// @param warmups rounds before those that count
    public void run(int warmups)
    {
        Object answer = null;
        for (int round = -warmups; round < ROUNDS; round++) {
            for (Contender contender : ImmutableList.copyOf(contenders)) {
                long start = System.nanoTime();
                Object found = contender.work().run();
                long nanos = System.nanoTime() - start;
                if (contender.sameAnswer()) {
                    checkState(answer == null || answer.equals(found), "%s: %s gives %s instead of %s", title, contender.name(), found, answer);
                    answer = found;
                }
                if (round >= 0) {
                    contender.nanos().add(nanos);
                }
            }
        }
        double first = contenders.getFirst().median();
        OUT.printf("%n%s (answer %s)%n%n| what | median ms | ratio |%n|---|---|---|%n", title, answer);
        for (Contender contender : contenders) {
            OUT.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", contender.name(), contender.median(), contender.median() / first);
        }
    }
}
