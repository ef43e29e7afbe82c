package dev.trinocrowd.bitmap;

import java.util.PrimitiveIterator;

/// A bitmap as text: its members in ascending order with commas between them.
public final class BitmapText
{
    private BitmapText()
    {}

    /// @param text whole numbers in any order, with commas between them and perhaps spaces around them; the empty set if there is nothing
    public static Bitmap parse(String text)
    {
        if (text.isBlank()) {
            return Bitmap.empty();
        }
        long[] ids = new long[(int) text.chars().filter(character -> character == ',').count() + 1];
        int start = 0;
        for (int i = 0; i < ids.length; i++) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            ids[i] = parseId(text.substring(start, end).strip(), i + 1);
            start = end + 1;
        }
        return BitmapBuilder.fromIds(ids, ids.length);
    }

    private static long parseId(String item, int number)
    {
        boolean isDigits = !item.isEmpty() && item.chars().allMatch(character -> character >= '0' && character <= '9');
        if (isDigits) {
            try {
                return Long.parseLong(item);
            }
            catch (NumberFormatException _) {
                // Too large, which is said below.
            }
        }
        String shown = item.length() > 40 ? item.substring(0, 40) + "…" : item;
        throw new IllegalArgumentException("Item %d of the bitmap must be a whole number from 0 to 9223372036854775807, found '%s'".formatted(number, shown));
    }

    public static String format(Bitmap bitmap)
    {
        StringBuilder text = new StringBuilder();
        BitmapLimits.checkElements(bitmap.cardinality());
        for (PrimitiveIterator.OfLong ids = bitmap.iterator(); ids.hasNext();) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(ids.nextLong());
        }
        return text.toString();
    }
}
