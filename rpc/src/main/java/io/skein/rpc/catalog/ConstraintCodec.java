package io.skein.rpc.catalog;

import io.skein.proto.v1.Range;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constraints with their domains and ranges. */
public final class ConstraintCodec {
    private ConstraintCodec() {}

    public static io.skein.proto.v1.Constraint encode(Constraint constraint) {
        io.skein.proto.v1.Constraint.Builder builder = io.skein.proto.v1.Constraint.newBuilder();
        constraint.domains().forEach((column, domain) -> builder.putDomains(column, encode(domain)));
        return builder.build();
    }

    public static Constraint decode(io.skein.proto.v1.Constraint constraint) {
        return new Constraint(constraint.getDomainsMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> decode(entry.getValue()))));
    }

    public static io.skein.proto.v1.Domain encode(Domain domain) {
        io.skein.proto.v1.Domain.Builder builder = io.skein.proto.v1.Domain.newBuilder()
                .setType(domain.type().displayName())
                .setNullAllowed(domain.nullAllowed());
        domain.ranges().forEach(range -> builder.addRanges(encode(range)));
        return builder.build();
    }

    public static Domain decode(io.skein.proto.v1.Domain domain) {
        Type type = TypeParser.parse(domain.getType());
        return new Domain(
                type,
                domain.getRangesList().stream()
                        .map(range -> decode(range, type))
                        .toList(),
                domain.getNullAllowed());
    }

    private static Range encode(Domain.Range range) {
        Range.Builder builder =
                Range.newBuilder().setLowInclusive(range.lowInclusive()).setHighInclusive(range.highInclusive());
        range.low().ifPresent(low -> builder.setLow(ValueCodec.encode(low)));
        range.high().ifPresent(high -> builder.setHigh(ValueCodec.encode(high)));
        return builder.build();
    }

    private static Domain.Range decode(Range range, Type type) {
        return new Domain.Range(
                range.hasLow() ? Optional.of(ValueCodec.decode(range.getLow(), type)) : Optional.empty(),
                range.getLowInclusive(),
                range.hasHigh() ? Optional.of(ValueCodec.decode(range.getHigh(), type)) : Optional.empty(),
                range.getHighInclusive());
    }
}
