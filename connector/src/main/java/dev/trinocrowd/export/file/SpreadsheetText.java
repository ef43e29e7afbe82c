package dev.trinocrowd.export.file;

/// Text that a spreadsheet takes for text.
final class SpreadsheetText
{
    /// What formulas start with, and what is passed over before one, by OWASP's page on CSV injection; the wide forms are for Excel in East Asian languages.
    private static final String DANGEROUS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SpreadsheetText()
    {}

    /// @return the text, after an apostrophe if a spreadsheet would run it
    static String escape(String text)
    {
        return !text.isEmpty() && DANGEROUS.indexOf(firstVisible(text)) >= 0 ? "'" + text : text;
    }

    /// Blanks before a formula do not keep every spreadsheet from running it.
    private static char firstVisible(String text)
    {
        int i = 0;
        while (i < text.length() - 1 && (text.charAt(i) == ' ' || text.charAt(i) == '\u00A0' || text.charAt(i) == '\uFEFF')) {
            i++;
        }
        return text.charAt(i);
    }
}
