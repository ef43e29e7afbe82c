package dev.trinocrowd.period;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.bitmap.Bitmap;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.function.LongFunction;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// The periods of many groups, each with what its periods are, and the bytes in which a group travels.
///
/// The bytes: version, form, setting, then a base and a word, or the index of the first word and the words, or a bitmap.
final class PeriodGroups
{
    static final int VERSION = 1;

    /// A form is written as its place in this list.
    private static final ImmutableList<PeriodSets.Form> FORMS = ImmutableList.of(PeriodSets.Form.EMPTY, PeriodSets.Form.WORD, PeriodSets.Form.WORDS, PeriodSets.Form.UNION);

    private static final int INSTANCE_SIZE = instanceSize(PeriodGroups.class);
    private static final int FORM_OFFSET = 1;
    private static final int SETTING_OFFSET = 2;
    private static final int BASE_OFFSET = SETTING_OFFSET + Long.BYTES;
    private static final int WORDS_OFFSET = BASE_OFFSET + Long.BYTES;
    private static final int BITMAP_OFFSET = BASE_OFFSET;

    private final LongFunction<String> settingText;
    private final PeriodSets sets;
    private final GroupSettings settings;

    /// @param settingText how an error names a setting
    PeriodGroups(LongFunction<String> settingText)
    {
        this(settingText, new PeriodSets(), new GroupSettings());
    }

    private PeriodGroups(LongFunction<String> settingText, PeriodSets sets, GroupSettings settings)
    {
        this.settingText = requireNonNull(settingText, "settingText is null");
        this.sets = requireNonNull(sets, "sets is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    PeriodGroups copy()
    {
        return new PeriodGroups(settingText, sets.copy(), settings.copy());
    }

    void ensureCapacity(int groups)
    {
        sets.ensureCapacity(groups);
    }

    void add(int group, long setting, long period)
    {
        if (period < 0) {
            throw new IllegalArgumentException(
                    "active_periods needs periods from 0 on, because a bitmap holds no negative number: found %s, which is before 1970 or negative (%s)".formatted(
                            period, settingText.apply(setting)));
        }
        checkSetting(group, setting);
        sets.add(group, period);
    }

    void addAll(int group, PeriodGroups other, int otherGroup)
    {
        if (other.sets.isEmpty(otherGroup)) {
            return;
        }
        checkSetting(group, other.settings.get(otherGroup, other.sets));
        sets.addAll(group, other.sets, otherGroup);
    }

    private void checkSetting(int group, long setting)
    {
        long present = settings.putIfAbsent(group, setting, sets);
        if (present != setting) {
            throw new IllegalArgumentException("active_periods unit, zone or length must not change within a group, found %s and %s".formatted(
                    settingText.apply(Math.max(present, setting)),
                    settingText.apply(Math.min(present, setting))));
        }
    }

    /// Empty for a group without a period.
    Bitmap bitmap(int group)
    {
        return sets.isEmpty(group) ? Bitmap.empty() : sets.bitmap(group);
    }

    Slice serialize(int group)
    {
        if (sets.isEmpty(group)) {
            return Slices.EMPTY_SLICE;
        }
        PeriodSets.Form form = sets.form(group);
        Slice serialized = switch (form) {
            case EMPTY -> Slices.EMPTY_SLICE;
            case WORD -> {
                Slice word = Slices.allocate(WORDS_OFFSET + Long.BYTES);
                word.setLong(BASE_OFFSET, sets.base(group));
                word.setLong(WORDS_OFFSET, sets.word(group));
                yield word;
            }
            case WORDS -> {
                long[] several = sets.words(group);
                Slice words = Slices.allocate(WORDS_OFFSET + several.length * Long.BYTES);
                words.setLong(BASE_OFFSET, sets.base(group));
                words.setLongs(WORDS_OFFSET, several);
                yield words;
            }
            case UNION -> {
                Slice bitmap = sets.bitmap(group).slice();
                Slice union = Slices.allocate(BITMAP_OFFSET + bitmap.length());
                union.setBytes(BITMAP_OFFSET, bitmap);
                yield union;
            }
        };
        serialized.setByte(0, VERSION);
        serialized.setByte(FORM_OFFSET, FORMS.indexOf(form));
        serialized.setLong(SETTING_OFFSET, settings.get(group, sets));
        return serialized;
    }

    /// Replaces what the group holds.
    ///
    /// @param serialized of version [#VERSION]
    void deserialize(int group, Slice serialized)
    {
        sets.clear(group);
        settings.putIfAbsent(group, serialized.getLong(SETTING_OFFSET), sets);
        int form = serialized.getByte(FORM_OFFSET);
        switch (FORMS.get(form)) {
            case EMPTY -> throw new IllegalStateException("A group without a period has no bytes");
            case WORD -> sets.setWord(group, serialized.getLong(BASE_OFFSET), serialized.getLong(WORDS_OFFSET));
            case WORDS -> sets.setWords(group, serialized.getLong(BASE_OFFSET), serialized.getLongs(WORDS_OFFSET, (serialized.length() - WORDS_OFFSET) / Long.BYTES));
            case UNION -> sets.addBitmap(group, Bitmap.of(serialized.slice(BITMAP_OFFSET, serialized.length() - BITMAP_OFFSET)));
        }
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sets.retainedBytes() + settings.retainedBytes();
    }
}
