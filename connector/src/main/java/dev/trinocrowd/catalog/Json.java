package dev.trinocrowd.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.trinocrowd.storage.CorruptFileException;

import java.io.IOException;

/// How records are written into logs.
public final class Json
{
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private Json()
    {}

    public static byte[] write(Object value)
    {
        try {
            return MAPPER.writeValueAsBytes(value);
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param file for messages
    public static <T> T read(String file, byte[] text, Class<T> type)
    {
        try {
            return MAPPER.readValue(text, type);
        }
        catch (IOException e) {
            throw new CorruptFileException(file, e.getMessage(), e);
        }
    }
}
