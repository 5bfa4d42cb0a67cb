package io.skein.coordinator.analyze.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.type.Type;
import io.trino.sql.parser.SqlParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeReaderTest {
    private static Optional<Type> read(String text) {
        return TypeReader.read(new SqlParser().createType(text));
    }

    @Test
    void precisionsHaveTrinosDefaults() {
        assertThat(read("timestamp")).contains(new Type.Timestamp(3));
        assertThat(read("decimal")).contains(new Type.Decimal(38, 0));
        assertThat(read("double precision")).contains(Type.Simple.DOUBLE);
    }

    @Test
    void namesOfRowFieldsAreLowerCaseUnlessQuoted() {
        assertThat(read("row(X bigint, \"Y\" varchar(5))"))
                .contains(new Type.Row(List.of(
                        new Type.Field(Optional.of("x"), Type.Simple.BIGINT),
                        new Type.Field(Optional.of("Y"), Type.Varchar.of(5)))));
    }

    @Test
    void otherNamesAreNoTypes() {
        assertThat(read("nope")).isEmpty();
    }
}
