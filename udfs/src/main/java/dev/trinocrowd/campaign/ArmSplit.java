package dev.trinocrowd.campaign;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.slice.XxHash64;

import static java.lang.Integer.BYTES;

/// Deals people to the arms of a campaign by hashing, so that nobody has to be remembered.
///
/// A person's place is the upper half of the XXH64, seed 0, of the salt's length in four bytes, the salt and the id, all little endian.
/// The 2^32 places are cut into one range an arm.
public final class ArmSplit
{
    private static final long PLACES = 1L << 32;

    /// The salt behind its length: without it the salts `a` and `a1` would share hashes.
    private final Slice prefix;
    /// The first place behind each arm's range.
    private final long[] ends;

    /// @param weights shares of 1 or percentages
    public static ArmSplit of(String salt, double... weights)
    {
        return new ArmSplit(Slices.utf8Slice(salt), ArmWeights.of(weights));
    }

    ArmSplit(Slice salt, ArmWeights weights)
    {
        prefix = Slices.allocate(BYTES + salt.length());
        prefix.setInt(0, salt.length());
        prefix.setBytes(BYTES, salt);
        ends = ends(weights);
    }

    /// @return the arm, from 1
    public int armOf(long userId)
    {
        Slice key = key(Long.BYTES);
        key.setLong(prefix.length(), userId);
        return arm(XxHash64.hash(key));
    }

    /// @param userId in UTF-8
    /// @return the arm, from 1
    int armOf(Slice userId)
    {
        Slice key = key(userId.length());
        key.setBytes(prefix.length(), userId);
        return arm(XxHash64.hash(key));
    }

    private Slice key(int idBytes)
    {
        Slice key = Slices.allocate(prefix.length() + idBytes);
        key.setBytes(0, prefix);
        return key;
    }

    private int arm(long hash)
    {
        long place = hash >>> Integer.SIZE;
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= place) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low + 1;
    }

    static long[] ends(ArmWeights weights)
    {
        long[] ends = new long[weights.arms()];
        int last = 0;
        double share = 0;
        for (int arm = 0; arm < ends.length; arm++) {
            share += weights.share(arm);
            // To whole places, so that 0.1 and 0.2 end where 0.3 does.
            ends[arm] = Math.min(PLACES, Math.round(share * PLACES));
            if (weights.share(arm) > 0) {
                last = arm;
            }
        }
        for (int arm = last; arm < ends.length; arm++) {
            ends[arm] = PLACES;
        }
        return ends;
    }
}
