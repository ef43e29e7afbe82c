package dev.trinocrowd.options;

import java.util.Arrays;

import static java.lang.Math.min;

/// How far a word is from one that was perhaps meant.
public final class EditDistance
{
    private EditDistance()
    {}

    /// How many letters must be put in, left out or replaced to make one word of the other (Levenshtein's distance).
    public static int between(String left, String right)
    {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = min(replaced, 1 + min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
