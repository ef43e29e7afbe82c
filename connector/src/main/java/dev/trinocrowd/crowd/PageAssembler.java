package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.RowClass;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.Type;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

import static io.airlift.slice.SizeOf.sizeOf;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// Makes pages of rows that come as runs of one class: what a class determines is written once a run, not once a row.
final class PageAssembler
{
    static final int CHUNK_SIZE = 1 << 16;
    /// From here on a page is worth handing over.
    private static final int ENOUGH_POSITIONS = 8_192;

    private final List<CrowdColumnHandle> columns;
    private final boolean needsIds;
    private final int[] scratch;
    private final List<RowClass> runClasses = new ArrayList<>();
    private int[] runLengths = new int[16];
    private long[] ids = new long[0];
    private int positions;

    PageAssembler(List<CrowdColumnHandle> columns)
    {
        this.columns = ImmutableList.copyOf(requireNonNull(columns, "columns is null"));
        needsIds = needsIds(columns);
        scratch = new int[needsIds ? CHUNK_SIZE : 0];
    }

    /// Whether the columns show which ids there are, rather than how many.
    static boolean needsIds(List<CrowdColumnHandle> columns)
    {
        return columns.stream().anyMatch(column -> column.source() instanceof ColumnSource.Id || column.source() instanceof ColumnSource.Row);
    }

    boolean isEnough()
    {
        return positions >= ENOUGH_POSITIONS;
    }

    boolean isEmpty()
    {
        return positions == 0;
    }

    int positions()
    {
        return positions;
    }

    long retainedBytes()
    {
        return sizeOf(scratch) + sizeOf(ids) + sizeOf(runLengths);
    }

    /// @param base of the ids, whose lower 16 bits are those of the container
    void add(RowClass rowClass, long base, Container container)
    {
        int count = container.getCardinality();
        if (needsIds) {
            ensureIds(positions + count);
            container.fillLeastSignificant16bits(scratch, 0, 0);
            for (int i = 0; i < count; i++) {
                ids[positions + i] = base | scratch[i];
            }
        }
        addRun(rowClass, count);
    }

    void add(RowClass rowClass, long id)
    {
        if (needsIds) {
            ensureIds(positions + 1);
            ids[positions] = id;
        }
        addRun(rowClass, 1);
    }

    /// Rows of which nobody needs the ids.
    void add(RowClass rowClass, int count)
    {
        addRun(rowClass, count);
    }

    private void ensureIds(int size)
    {
        if (size > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(size, Math.min(2 * ids.length, ENOUGH_POSITIONS + CHUNK_SIZE)));
        }
    }

    private void addRun(RowClass rowClass, int count)
    {
        positions += count;
        int last = runClasses.size() - 1;
        if (last >= 0 && runClasses.get(last) == rowClass) {
            runLengths[last] += count;
            return;
        }
        runClasses.add(rowClass);
        if (runClasses.size() > runLengths.length) {
            runLengths = Arrays.copyOf(runLengths, 2 * runLengths.length);
        }
        runLengths[last + 1] = count;
    }

    /// The rows so far, which are then forgotten.
    SourcePage build()
    {
        SourcePage page;
        if (columns.isEmpty()) {
            page = SourcePage.create(positions);
        }
        else {
            Runs runs = runs();
            Block[] blocks = columns.stream().map(column -> block(column, runs)).toArray(Block[]::new);
            page = SourcePage.create(new io.trino.spi.Page(positions, blocks));
        }
        // The page keeps the ids.
        ids = new long[0];
        runClasses.clear();
        positions = 0;
        return page;
    }

    /// @param classes that differ
    /// @param classOfPosition empty if there is only one
    @SuppressWarnings("ArrayRecordComponent") // runs are not compared
    private record Runs(List<RowClass> classes, int[] classOfPosition)
    {}

    private Runs runs()
    {
        IdentityHashMap<RowClass, Integer> numbers = new IdentityHashMap<>();
        List<RowClass> classes = new ArrayList<>();
        for (RowClass rowClass : runClasses) {
            if (numbers.putIfAbsent(rowClass, classes.size()) == null) {
                classes.add(rowClass);
            }
        }
        if (classes.size() == 1) {
            return new Runs(classes, new int[0]);
        }
        int[] classOfPosition = new int[positions];
        int position = 0;
        for (int run = 0; run < runClasses.size(); run++) {
            Arrays.fill(classOfPosition, position, position + runLengths[run], numbers.get(runClasses.get(run)));
            position += runLengths[run];
        }
        return new Runs(classes, classOfPosition);
    }

    private Block block(CrowdColumnHandle column, Runs runs)
    {
        return switch (column.source()) {
            case ColumnSource.Key(KeyColumn key) -> keyBlock(column.type(), key, runs);
            case ColumnSource.Id(Member member) -> idBlock(member, runs);
            case ColumnSource.Row _ -> rowBlock(column.type(), runs);
            case ColumnSource.Value _ -> throw new IllegalArgumentException("a column of an aggregation in rows: " + column);
        };
    }

    private Block keyBlock(Type type, KeyColumn key, Runs runs)
    {
        BlockBuilder values = type.createBlockBuilder(null, runs.classes.size());
        for (RowClass rowClass : runs.classes) {
            KeyValues.write(type, values, rowClass.value(key));
        }
        Block dictionary = values.build();
        return runs.classes.size() == 1
                ? RunLengthEncodedBlock.create(dictionary, positions)
                : DictionaryBlock.create(positions, dictionary, runs.classOfPosition);
    }

    private Block idBlock(Member member, Runs runs)
    {
        boolean[] absent = new boolean[runs.classes.size()];
        boolean isAny = false;
        boolean isAll = true;
        for (int i = 0; i < absent.length; i++) {
            RowClass rowClass = runs.classes.get(i);
            absent[i] = member.leaves().stream().noneMatch(rowClass::isPresent);
            isAny |= absent[i];
            isAll &= absent[i];
        }
        if (isAll) {
            return RunLengthEncodedBlock.create(BIGINT, null, positions);
        }
        if (!isAny) {
            return new LongArrayBlock(positions, Optional.empty(), ids);
        }
        long[] valid = Bitmap.allocateWords(positions, true);
        for (int i = 0; i < positions; i++) {
            if (absent[runs.classOfPosition[i]]) {
                Bitmap.clear(valid, 0, i);
            }
        }
        return new LongArrayBlock(positions, Optional.of(valid), ids);
    }

    private Block rowBlock(Type type, Runs runs)
    {
        List<Type> keyTypes = RowIds.keyTypes(type);
        Block[] fields = new Block[keyTypes.size() + 1];
        for (int i = 0; i < keyTypes.size(); i++) {
            fields[i] = keyBlock(keyTypes.get(i), new KeyColumn(0, i), runs);
        }
        fields[keyTypes.size()] = new LongArrayBlock(positions, Optional.empty(), ids);
        return RowBlock.fromFieldBlocks(positions, fields);
    }
}
