package dev.trinocrowd.export.delivery;

/// Instants at which a process can end. From the one that is chosen on nothing works any more.
public final class CrashPoints
{
    private final int crashAt;
    private int passed;
    private boolean isCrashed;

    public static final class SimulatedCrash
            extends Error
    {
        private SimulatedCrash()
        {
            super("simulated crash");
        }
    }

    /// @param crashAt from 1
    public CrashPoints(int crashAt)
    {
        this.crashAt = crashAt;
    }

    public static CrashPoints none()
    {
        return new CrashPoints(Integer.MAX_VALUE);
    }

    public synchronized void pass()
    {
        passed++;
        if (isCrashed || passed == crashAt) {
            isCrashed = true;
            throw new SimulatedCrash();
        }
    }

    public synchronized boolean isCrashed()
    {
        return isCrashed;
    }
}
