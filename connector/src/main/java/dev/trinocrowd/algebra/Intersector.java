package dev.trinocrowd.algebra;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

import java.util.Arrays;

/// Intersects containers. Used by one thread.
///
/// To merge two arrays of about one length is to guess every other branch wrong. Instead the numbers of one are marked in a bitmap, which is
/// kept for the next time, and those of the other looked up: no branches, a fourth of the time.
final class Intersector
{
    /// Two arrays that have fewer numbers together are merged.
    private static final int MIN_MARKED = 256;
    /// Where one array is so many times longer, the library gallops through it.
    static final int GALLOP_RATIO = 32;

    private final long[] words = new long[Containers.WORDS];
    private final BitmapContainer marks = new BitmapContainer(words, 0);
    private final ArrayChain chain = new ArrayChain();

    ArrayChain chain()
    {
        return chain;
    }

    int andCardinality(Container left, Container right)
    {
        // the library's gallop takes a first number for granted
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        if (isMarked(left, right)) {
            mark(left);
            return marks.andCardinality((ArrayContainer) right);
        }
        return left.andCardinality(right);
    }

    Container and(Container left, Container right)
    {
        if (left.isEmpty() || right.isEmpty()) {
            return Containers.EMPTY;
        }
        if (isMarked(left, right)) {
            mark(left);
            return marks.and((ArrayContainer) right);
        }
        return left.and(right);
    }

    /// @param owned may be changed
    Container andOwned(Container owned, Container other)
    {
        boolean isOwnKind = owned.isEmpty() || other.isEmpty() || isMarked(owned, other);
        return isOwnKind ? and(owned, other) : owned.iand(other);
    }

    /// The numbers of `left` that are not in `right`; may be `left` itself.
    static Container andNot(Container left, Container right)
    {
        // the library takes 0 for a number of an empty list of runs
        return (left.isEmpty() || right.isEmpty()) ? left : left.andNot(right);
    }

    private void mark(Container container)
    {
        Arrays.fill(words, 0);
        container.copyBitmapTo(words, 0);
    }

    private static boolean isMarked(Container left, Container right)
    {
        if (!(left instanceof ArrayContainer && right instanceof ArrayContainer)) {
            return false;
        }
        int leftCount = left.getCardinality();
        int rightCount = right.getCardinality();
        return leftCount + rightCount >= MIN_MARKED && Math.max(leftCount, rightCount) < GALLOP_RATIO * Math.min(leftCount, rightCount);
    }
}
