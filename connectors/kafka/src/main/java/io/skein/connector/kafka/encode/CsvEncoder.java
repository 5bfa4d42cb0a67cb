package io.skein.connector.kafka.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.skein.connector.kafka.table.FieldDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line without its end. Fields are at the places that their mappings say; NULL is an empty one. */
final class CsvEncoder implements MessageEncoder {
    private static final ObjectWriter WRITER =
            new CsvMapper().writer(CsvSchema.emptySchema().withLineSeparator(""));

    private final int[] places;
    private final String[] line;

    CsvEncoder(List<FieldDefinition> fields) {
        this.places = fields.stream()
                .mapToInt(field -> Integer.parseUnsignedInt(field.mapping()))
                .toArray();
        this.line = new String[Arrays.stream(places).max().orElse(-1) + 1];
    }

    @Override
    public byte[] encode(@Nullable Object[] values) {
        Arrays.fill(line, "");
        for (int i = 0; i < values.length; i++) {
            line[places[i]] = values[i] == null ? "" : String.valueOf(values[i]);
        }
        try {
            return WRITER.writeValueAsString(line).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
