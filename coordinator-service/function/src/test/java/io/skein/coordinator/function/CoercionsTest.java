package io.skein.coordinator.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Decimal;
import io.skein.spi.type.Type.Simple;
import io.skein.spi.type.Type.Varchar;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoercionsTest {
    @Test
    void integersWidenTowardsDecimalAndDouble() {
        assertThat(Coercions.canCoerce(Simple.INTEGER, Simple.BIGINT)).isTrue();
        assertThat(Coercions.canCoerce(Simple.BIGINT, Simple.INTEGER)).isFalse();
        assertThat(Coercions.commonSuperType(Simple.INTEGER, new Decimal(2, 1))).contains(new Decimal(11, 1));
        assertThat(Coercions.commonSuperType(new Decimal(2, 1), Simple.REAL)).contains(Simple.REAL);
        assertThat(Coercions.commonSuperType(List.of(Simple.TINYINT, Simple.BIGINT, Simple.DOUBLE)))
                .contains(Simple.DOUBLE);
    }

    @Test
    void decimalsKeepTheirDigitsUpTo38() {
        assertThat(Coercions.commonSuperType(new Decimal(10, 2), new Decimal(8, 6)))
                .contains(new Decimal(14, 6));
        assertThat(Coercions.commonSuperType(new Decimal(38, 0), new Decimal(10, 9)))
                .contains(new Decimal(38, 9));
    }

    @Test
    void textNeverMeetsNumbersOrDates() {
        assertThat(Coercions.commonSuperType(Varchar.of(1), Simple.INTEGER)).isEmpty();
        assertThat(Coercions.commonSuperType(Varchar.of(10), Simple.DATE)).isEmpty();
        assertThat(Coercions.commonSuperType(Simple.BOOLEAN, Simple.INTEGER)).isEmpty();
    }

    @Test
    void varcharBecomesChar() {
        assertThat(Coercions.commonSuperType(new Type.Char(3), Varchar.of(4))).contains(new Type.Char(4));
        assertThat(Coercions.canCoerce(new Type.Char(3), Varchar.UNBOUNDED)).isFalse();
    }

    @Test
    void unknownBecomesAnything() {
        assertThat(Coercions.canCoerce(Simple.UNKNOWN, new Type.Array(Simple.DATE)))
                .isTrue();
        assertThat(Coercions.canCoerce(Simple.DATE, Simple.UNKNOWN)).isFalse();
        assertThat(Coercions.commonSuperType(Simple.DATE, Simple.UNKNOWN)).contains(Simple.DATE);
    }

    @Test
    void datesBecomeTimestampsOfTheOtherPrecision() {
        assertThat(Coercions.commonSuperType(Simple.DATE, new Type.Timestamp(6)))
                .contains(new Type.Timestamp(6));
        assertThat(Coercions.commonSuperType(new Type.Timestamp(3), new Type.TimestampWithTimeZone(0)))
                .contains(new Type.TimestampWithTimeZone(3));
    }
}
