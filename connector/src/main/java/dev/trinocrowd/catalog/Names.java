package dev.trinocrowd.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

import static dev.trinocrowd.catalog.CatalogException.Reason.INVALID_NAME;

/// Names of schemas as names of folders, and what names may be.
///
/// A folder's name has lower-case letters, digits, `_` and `-`; each other byte of the UTF-8 is `%` and two digits. So no name leads out of
/// its folder or collides with another where case does not count.
public final class Names
{
    private static final int MAX_CHARACTERS = 255;
    /// What filesystems take as one name.
    private static final int MAX_FOLDER_BYTES = 240;
    private static final HexFormat HEX = HexFormat.of();

    private Names()
    {}

    /// @param what the name is of
    static String check(String what, String name)
    {
        if (name.isBlank()) {
            throw new CatalogException(INVALID_NAME, "The name of a %s must not be empty".formatted(what));
        }
        if (name.length() > MAX_CHARACTERS) {
            throw new CatalogException(INVALID_NAME, "The name of a %s must have at most %s characters, found %s".formatted(what, MAX_CHARACTERS, name.length()));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new CatalogException(INVALID_NAME, "The name of a %s must not have control characters".formatted(what));
        }
        return name;
    }

    public static String folder(String schema)
    {
        StringBuilder folder = new StringBuilder();
        byte[] bytes = check("schema", schema).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char letter = (char) (bytes[i] & 0xFF);
            // What starts with an underscore is not a schema.
            if (isPlain(letter) && !(i == 0 && letter == '_')) {
                folder.append(letter);
            }
            else {
                folder.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        if (folder.length() > MAX_FOLDER_BYTES) {
            throw new CatalogException(INVALID_NAME,
                    "The name of schema '%s' is too long: it takes %s bytes as a folder, at most %s are possible".formatted(schema, folder.length(), MAX_FOLDER_BYTES));
        }
        return folder.toString();
    }

    private static boolean isPlain(char letter)
    {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
    }

    /// @return empty if it is not the folder of a schema
    static Optional<String> schema(String folder)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < folder.length(); i++) {
            char letter = folder.charAt(i);
            if (letter == '%' && i + 2 < folder.length() && HexFormat.isHexDigit(folder.charAt(i + 1)) && HexFormat.isHexDigit(folder.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(folder, i + 1, i + 3));
                i += 2;
            }
            else {
                bytes.write(letter);
            }
        }
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
            return folder(name).equals(folder) ? Optional.of(name) : Optional.empty();
        }
        catch (CharacterCodingException | CatalogException _) {
            return Optional.empty();
        }
    }
}
