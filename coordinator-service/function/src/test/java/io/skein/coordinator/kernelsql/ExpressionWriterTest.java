package io.skein.coordinator.kernelsql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import io.skein.spi.type.Type.Varchar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ExpressionWriterTest {
    private final ExpressionWriter writer = new ExpressionWriter(FunctionRegistry.standard());

    private static Reference column(String name, Type type) {
        return new Reference(new Symbol(name, type));
    }

    private String comparison(ComparisonOperator operator, Expression left, Expression right) {
        return writer.write(new Comparison(operator, left, right));
    }

    @Test
    void comparisonsOfDatesStayPlain() {
        assertThat(comparison(
                        ComparisonOperator.GREATER_THAN_OR_EQUAL,
                        column("c", Simple.DATE),
                        new Constant(LocalDate.of(1994, 1, 1), Simple.DATE)))
                .isEqualTo("(\"c\" >= DATE '1994-01-01')");
    }

    @Test
    void comparisonsOfDoublesWithNumbersGuardOnlyWhereNanWouldPass() {
        Constant number = new Constant(5.0, Simple.DOUBLE);
        assertThat(comparison(ComparisonOperator.LESS_THAN, column("c", Simple.DOUBLE), number))
                .isEqualTo("(\"c\" < ('5.0'::DOUBLE))");
        assertThat(comparison(ComparisonOperator.GREATER_THAN, column("c", Simple.DOUBLE), number))
                .isEqualTo("((\"c\" > ('5.0'::DOUBLE)) AND \"c\" <= 'Infinity'::DOUBLE)");
    }

    @Test
    void zonedTimestampsCompareByTheirInstant() {
        Type type = new Type.TimestampWithTimeZone(3);
        assertThat(comparison(ComparisonOperator.EQUAL, column("a", type), column("b", type)))
                .isEqualTo("(struct_extract(\"a\", 'instant') = struct_extract(\"b\", 'instant'))");
    }

    @Test
    void literalsCarryTheirTypes() {
        assertThat(writer.write(new Constant(5L, Simple.INTEGER))).isEqualTo("(5)::INTEGER");
        assertThat(writer.write(new Constant(new BigDecimal("1.50"), new Type.Decimal(3, 2))))
                .isEqualTo("'1.50'::DECIMAL(3,2)");
        assertThat(writer.write(new Constant("it's", Varchar.of(4)))).isEqualTo("'it''s'");
        assertThat(writer.write(new Constant(null, new Type.Array(Simple.DATE))))
                .isEqualTo("NULL::DATE[]");
        assertThat(writer.write(new Constant(new byte[] {0, (byte) 0xFF}, Simple.VARBINARY)))
                .isEqualTo("'\\x00\\xFF'::BLOB");
        ZonedDateTime time = ZonedDateTime.of(2020, 7, 1, 10, 0, 0, 0, ZoneId.of("Europe/Paris"));
        assertThat(writer.write(new Constant(time, new Type.TimestampWithTimeZone(0))))
                .isEqualTo("struct_pack(instant := TIMESTAMP '2020-07-01 08:00:00.000000', zone := 'Europe/Paris')");
    }

    @Test
    void castsThatChangeNoValueAreLeftOut() {
        assertThat(writer.write(new Cast(column("c", Varchar.of(3)), Varchar.UNBOUNDED, false)))
                .isEqualTo("\"c\"");
        assertThat(writer.write(new Cast(column("c", Simple.INTEGER), Simple.BIGINT, false)))
                .isEqualTo("CAST(\"c\" AS BIGINT)");
        assertThat(writer.write(new Cast(column("c", Varchar.of(3)), Varchar.of(2), false)))
                .isEqualTo("left(\"c\", 2)");
    }

    @Test
    void safeCastsCatchTheirErrors() {
        assertThat(writer.write(new Cast(column("c", Varchar.UNBOUNDED), Simple.INTEGER, true)))
                .isEqualTo("TRY(skein_varchar_to_integer(\"c\"))");
    }
}
