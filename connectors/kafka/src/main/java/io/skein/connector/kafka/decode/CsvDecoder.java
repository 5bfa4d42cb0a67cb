package io.skein.connector.kafka.decode;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of values between commas; a field's mapping is its number in the line, from 0. */
final class CsvDecoder implements MessageDecoder {
    private static final ObjectReader READER =
            new CsvMapper().enable(CsvParser.Feature.WRAP_AS_ARRAY).readerFor(String[].class);

    private final Type[] types;
    private final int[] positions;

    CsvDecoder(List<FieldDefinition> fields) {
        this.types = fields.stream().map(FieldDefinition::type).toArray(Type[]::new);
        this.positions = fields.stream().mapToInt(CsvDecoder::position).toArray();
    }

    private static int position(FieldDefinition field) {
        if (!TextValues.supports(field.type())) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' of type " + field.type() + " is not read from csv");
        }
        try {
            return Integer.parseUnsignedInt(field.mapping());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' needs the number of a column as its mapping", e);
        }
    }

    @Override
    public void decode(byte[] bytes, @Nullable Object[] values) {
        String[] line = line(bytes);
        for (int i = 0; i < types.length; i++) {
            @Nullable String text = positions[i] < line.length ? line[positions[i]] : null;
            values[i] = text == null || (text.isEmpty() && !(types[i] instanceof Type.Varchar))
                    ? null
                    : TextValues.parse(types[i], text);
        }
    }

    private static String[] line(byte[] bytes) {
        try (var lines = READER.<String[]>readValues(new String(bytes, StandardCharsets.UTF_8))) {
            return lines.hasNextValue() ? lines.nextValue() : new String[0];
        } catch (IOException e) {
            throw new CorruptMessageException("no line of csv");
        }
    }
}
