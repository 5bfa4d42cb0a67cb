package io.skein.spi.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeParserTest {
    @ParameterizedTest
    @EnumSource(Type.Simple.class)
    void readsEverySimpleTypeBack(Type.Simple type) {
        assertThat(TypeParser.parse(type.displayName())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal(12,2)",
                "varchar",
                "varchar(0)",
                "varchar(2147483646)",
                "char(65536)",
                "time(0)",
                "time(6) with time zone",
                "timestamp(12)",
                "timestamp(3) with time zone",
                "array(array(decimal(38,10)))",
                "map(varchar(3), map(bigint, array(double)))",
                "row(a bigint, b varchar)",
                "row(bigint, varchar(25))",
                "row(date date, timestamp timestamp(3) with time zone, interval interval year to month)",
                "row(\"a b\" integer, \"q\"\"q\" row(x row(y uuid)))",
                "row(MixedCase bigint)",
                "function(bigint,boolean)",
            })
    void readsDisplayNamesBack(String text) {
        assertThat(TypeParser.parse(text).displayName()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT|integer",
                "Double Precision|double",
                "decimal|decimal(38,0)",
                "decimal(5)|decimal(5,0)",
                "NUMERIC ( 10 , 1 )|decimal(10,1)",
                "time|time(3)",
                "time with time zone|time(3) with time zone",
                "TIMESTAMP|timestamp(3)",
                "timestamp without time zone|timestamp(3)",
                "TIMESTAMP WITH TIME ZONE|timestamp(3) with time zone",
                "char|char(1)",
                "INTERVAL DAY TO SECOND|interval day to second",
                "hyperloglog|HyperLogLog",
                "array<map<int,varchar>>|array(map(integer, varchar))",
                "ROW(X BIGINT)|row(X bigint)",
            })
    void readsOtherSpellings(String text, String displayName) {
        assertThat(TypeParser.parse(text).displayName()).isEqualTo(displayName);
    }

    @Test
    void tellsFieldNamesFromTypes() {
        assertThat(TypeParser.parse("row(date, \"date\" date)"))
                .isEqualTo(new Type.Row(List.of(
                        new Type.Field(Optional.empty(), Type.Simple.DATE),
                        new Type.Field(Optional.of("date"), Type.Simple.DATE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xyz",
                "string",
                "char(65537)",
                "timestamp(13)",
                "decimal(39,0)",
                "decimal(4,5)",
                "array(xyz)",
                "bigint bigint",
                "row()",
                "row(\"a",
                "varchar(",
                ""
            })
    void refusesWhatIsNoType(String text) {
        assertThatThrownBy(() -> TypeParser.parse(text))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.TYPE_NOT_FOUND.code()))
                .hasMessage("Unknown type: " + text);
    }
}
