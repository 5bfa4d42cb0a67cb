package io.skein.rpc.catalog;

import io.skein.proto.v1.KnownReply;
import io.skein.proto.v1.KnownRequest;
import io.skein.proto.v1.KnownValue;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Aggregates that metadata may know, and their values. */
public final class KnownCodec {
    private KnownCodec() {}

    public static List<io.skein.proto.v1.KnownAggregate> encode(List<KnownAggregate> aggregates) {
        return aggregates.stream()
                .map(aggregate -> {
                    io.skein.proto.v1.KnownAggregate.Builder builder = io.skein.proto.v1.KnownAggregate.newBuilder()
                            .setKind(io.skein.proto.v1.KnownAggregate.Kind.valueOf(
                                    aggregate.kind().name()));
                    aggregate.column().ifPresent(column -> builder.setColumn(TableCodec.encode(column)));
                    return builder.build();
                })
                .toList();
    }

    public static List<KnownAggregate> decode(KnownRequest request) {
        return request.getAggregatesList().stream()
                .map(aggregate -> new KnownAggregate(
                        KnownAggregate.Kind.valueOf(aggregate.getKind().name()),
                        aggregate.hasColumn()
                                ? Optional.of(TableCodec.decode(aggregate.getColumn()))
                                : Optional.empty()))
                .toList();
    }

    public static KnownReply encode(Optional<List<Optional<Object>>> values) {
        KnownReply.Builder reply = KnownReply.newBuilder().setKnown(values.isPresent());
        for (Optional<Object> value : values.orElse(List.of())) {
            KnownValue.Builder known = reply.addValuesBuilder();
            value.ifPresent(present -> known.setValue(ValueCodec.encode(present)));
        }
        return reply.build();
    }

    /** @param types the values' */
    public static Optional<List<Optional<Object>>> decode(KnownReply reply, List<Type> types) {
        if (!reply.getKnown()) {
            return Optional.empty();
        }
        List<Optional<Object>> values = new ArrayList<>();
        for (int i = 0; i < reply.getValuesCount(); i++) {
            KnownValue value = reply.getValues(i);
            values.add(
                    value.hasValue()
                            ? Optional.of(ValueCodec.decode(value.getValue(), types.get(i)))
                            : Optional.empty());
        }
        return Optional.of(values);
    }
}
