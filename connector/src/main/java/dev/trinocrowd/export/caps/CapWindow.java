package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.List;

/// Adds up what members got on single days, by how long ago that was, for some caps.
public final class CapWindow
{
    private final List<Cap> caps;
    /// What was got within the period of a cap, and not within that of the one before.
    private final List<MemberCounts> sums = new ArrayList<>();

    /// @param caps the shortest period first
    public CapWindow(List<Cap> caps)
    {
        this.caps = ImmutableList.copyOf(caps);
        caps.forEach(_ -> sums.add(MemberCounts.EMPTY));
    }

    /// @param age in days; less than 0, which a clock that was turned back leaves behind, counts as 0
    public void add(long age, MemberCounts counts)
    {
        for (int i = 0; i < caps.size(); i++) {
            if (age < caps.get(i).period().days()) {
                sums.set(i, sums.get(i).plus(counts));
                return;
            }
        }
    }

    /// Whether something of an age matters.
    public boolean covers(long age)
    {
        return !caps.isEmpty() && age < caps.getLast().period().days();
    }

    /// By cap, what counts against it.
    public List<MemberCounts> finish()
    {
        ImmutableList.Builder<MemberCounts> windows = ImmutableList.builder();
        MemberCounts window = MemberCounts.EMPTY;
        for (MemberCounts sum : sums) {
            window = window.plus(sum);
            windows.add(window);
        }
        return windows.build();
    }
}
