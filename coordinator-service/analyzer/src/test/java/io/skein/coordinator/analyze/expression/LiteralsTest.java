package io.skein.coordinator.analyze.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Literal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    private static Expression read(String text) {
        return Literals.read((Literal) new SqlParser().createExpression(text));
    }

    private static Expression.Constant constant(Object value, Type type) {
        return new Expression.Constant(value, type);
    }

    @Test
    void wholeNumbersAreIntegersWhileTheyFit() {
        assertThat(read("2147483647")).isEqualTo(constant(2147483647L, Type.Simple.INTEGER));
        assertThat(read("2147483648")).isEqualTo(constant(2147483648L, Type.Simple.BIGINT));
    }

    @Test
    void intervalsGoFromLargerToSmallerFieldsOfOneKind() {
        assertThatThrownBy(() -> read("INTERVAL '1' HOUR TO DAY"))
                .isInstanceOf(SkeinException.class)
                .hasMessage("Invalid interval qualifier: HOUR TO DAY");
        assertThatThrownBy(() -> read("INTERVAL '1-1' YEAR TO DAY"))
                .isInstanceOf(SkeinException.class)
                .hasMessage("Invalid interval qualifier: YEAR TO DAY");
    }

    @Test
    void decimalsKeepTheirScale() {
        assertThat(read("1.10")).isEqualTo(constant(new BigDecimal("1.10"), new Type.Decimal(3, 2)));
        assertThat(read(".5")).isEqualTo(constant(new BigDecimal("0.5"), new Type.Decimal(1, 1)));
    }

    @Test
    void stringsAreAsLongAsTheirCodePoints() {
        assertThat(read("'a😀'")).isEqualTo(constant("a😀", Type.Varchar.of(2)));
    }

    @Test
    void fractionDigitsAreAPrecision() {
        assertThat(read("TIMESTAMP '2024-02-29 01:02:03.125'"))
                .isEqualTo(constant(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 125_000_000), new Type.Timestamp(3)));
        assertThat(read("DATE '2024-02-29'")).isEqualTo(constant(LocalDate.of(2024, 2, 29), Type.Simple.DATE));
    }

    @Test
    void aZoneInTheTextIsAZoneInTheType() {
        assertThat(read("TIMESTAMP '2024-01-01 00:00:00 Europe/Warsaw'"))
                .isEqualTo(constant(
                        ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Warsaw")),
                        new Type.TimestampWithTimeZone(0)));
    }

    @Test
    void intervalsAreMonthsOrMilliseconds() {
        assertThat(read("INTERVAL '1-3' YEAR TO MONTH")).isEqualTo(constant(15L, Type.Simple.INTERVAL_YEAR_MONTH));
        assertThat(read("INTERVAL -'1 02:03:04.005' DAY TO SECOND"))
                .isEqualTo(constant(-93_784_005L, Type.Simple.INTERVAL_DAY_SECOND));
    }

    @Test
    void textsThatAreNoLiteralsSayWhereTheyStand() {
        assertThatThrownBy(() -> read("DATE 'x'"))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code().name()).isEqualTo("INVALID_LITERAL"))
                .hasMessage("'x' is not a valid DATE literal");
        assertThatThrownBy(() -> read("INTERVAL 'a' DAY")).hasMessage("Invalid INTERVAL DAY value: a");
    }
}
