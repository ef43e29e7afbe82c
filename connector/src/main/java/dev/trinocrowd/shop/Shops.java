package dev.trinocrowd.shop;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.Column.Kind;
import dev.trinocrowd.shop.story.Scale;
import dev.trinocrowd.shop.story.Shop;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;

import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// The shops in use, and the dictionaries of their texts: all pages of a column share one.
final class Shops
{
    private static final long MOST_SHOPS = 16;
    private static final long MOST_DICTIONARIES = 512;

    private final LoadingCache<Scale, Shop> shops = CacheBuilder.newBuilder()
            .maximumSize(MOST_SHOPS)
            .build(CacheLoader.from(Shop::new));
    private final LoadingCache<Text, Block> dictionaries = CacheBuilder.newBuilder()
            .maximumSize(MOST_DICTIONARIES)
            .build(CacheLoader.from(text -> dictionary(text.column().vocabulary(shop(text.scale())))));

    Shop shop(Scale scale)
    {
        return shops.getUnchecked(scale);
    }

    /// The texts of a column, and NULL behind the last.
    Block dictionary(Scale scale, Column column)
    {
        return dictionaries.getUnchecked(new Text(scale, column));
    }

    private static Block dictionary(List<String> vocabulary)
    {
        BlockBuilder texts = VARCHAR.createBlockBuilder(null, vocabulary.size() + 1);
        for (String text : vocabulary) {
            Slice slice = Slices.utf8Slice(text);
            VARCHAR.writeSlice(texts, slice);
        }
        return texts.appendNull().build();
    }

    private record Text(Scale scale, Column column)
    {
        Text
        {
            checkArgument(column.kind() == Kind.TEXT, "column %s is not text", column);
        }
    }
}
