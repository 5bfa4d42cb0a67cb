package io.skein.connector.sql;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How decimals that fit no decimal type are read; Trino's {@code decimal-mapping} and what goes with it.
 *
 * @param scale of the decimal(38, scale) that they become
 * @param rounding of digits beyond the scale; UNNECESSARY fails on them
 */
public record WideDecimals(Mapping mapping, int scale, RoundingMode rounding) {
    /** Whether they are read at all. */
    public enum Mapping {
        /** They are of an unsupported type. */
        STRICT,
        /** They become decimals, and values that do not fit fail. */
        ALLOW_OVERFLOW
    }

    public static WideDecimals of(CatalogProperties properties) {
        return new WideDecimals(
                properties.choice("decimal-mapping", Mapping.STRICT),
                properties.integer("decimal-default-scale", 0, 0, Type.Decimal.MAX_PRECISION),
                properties.choice("decimal-rounding-mode", RoundingMode.UNNECESSARY));
    }

    /** The type for a decimal without a known scale, or one that is too wide. */
    public Optional<Type> type(int knownScale) {
        return mapping == Mapping.STRICT
                ? Optional.empty()
                : Optional.of(new Type.Decimal(Type.Decimal.MAX_PRECISION, Math.min(scale, knownScale)));
    }

    /** @throws IllegalArgumentException where the rounding mode forbids it */
    public BigDecimal rounded(BigDecimal value, Type.Decimal type) {
        if (value.scale() <= type.scale()) {
            return value;
        }
        try {
            return value.setScale(type.scale(), rounding);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(value + " has more digits than decimal-rounding-mode allows to drop", e);
        }
    }
}
