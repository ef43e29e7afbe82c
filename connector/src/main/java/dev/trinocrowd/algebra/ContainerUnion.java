package dev.trinocrowd.algebra;

import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.List;

/// Takes the containers of a chunk together.
final class ContainerUnion
{
    /// Fewer numbers than this are merged; more are marked in one bitmap, where the next container costs only its own numbers.
    private static final int MIN_MARKED = 512;

    private final List<Container> containers = new ArrayList<>();
    private long numbers;

    void add(Container container)
    {
        if (!container.isEmpty()) {
            containers.add(container);
            numbers += container.getCardinality();
        }
    }

    /// The union of what was added since the last time. It may be a container that was added, and is not to be changed.
    Container finish()
    {
        Container union = union();
        containers.clear();
        numbers = 0;
        return union;
    }

    private Container union()
    {
        if (containers.isEmpty()) {
            return Containers.EMPTY;
        }
        if (containers.size() == 1) {
            return containers.getFirst();
        }
        for (Container container : containers) {
            if (container.isFull()) {
                return container;
            }
        }
        if (containers.size() == 2) {
            return containers.getFirst().or(containers.getLast());
        }
        if (numbers < MIN_MARKED) {
            Container union = containers.getFirst();
            for (Container container : containers.subList(1, containers.size())) {
                union = union.or(container);
            }
            return union;
        }
        Container union = new BitmapContainer();
        for (Container container : containers) {
            union = union.lazyIOR(container);
        }
        return union.repairAfterLazy();
    }
}
