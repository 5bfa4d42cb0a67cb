package io.skein.worker.kernel.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverflowMessagesTest {
    @Test
    void arithmeticNamesTheTypeAndTheOperands() {
        assertThat(OverflowMessages.translate(
                        "Out of Range Error: Overflow in addition of INT64 (9223372036854775807 + 1)!"))
                .contains("bigint addition overflow: 9223372036854775807 + 1");
        assertThat(OverflowMessages.translate("Overflow in multiplication of INT16 (256 * 256)!"))
                .contains("smallint multiplication overflow: 256 * 256");
    }

    @Test
    void decimalsOverflowWithoutOperands() {
        assertThat(OverflowMessages.translate("Overflow in addition of DECIMAL(38) (1 + 2);"))
                .contains("Decimal overflow");
    }

    @Test
    void absoluteValuesNameTheTypeByItsLeastValue() {
        assertThat(OverflowMessages.translate("Overflow on abs(-128)"))
                .contains("Value -128 is out of range for abs(tinyint)");
        assertThat(OverflowMessages.translate("Overflow on abs(-9223372036854775808)"))
                .contains("Value -9223372036854775808 is out of range for abs(bigint)");
    }

    @Test
    void narrowingNamesTheTarget() {
        assertThat(
                        OverflowMessages.translate(
                                "Type INT32 with value 200 can't be cast because the value is out of range for the destination type INT8"))
                .contains("Out of range for tinyint: 200");
    }

    @Test
    void otherErrorsAreLeftAlone() {
        assertThat(OverflowMessages.translate("Binder Error: no such column")).isEmpty();
    }
}
