package io.skein.rpc.catalog;

import io.skein.proto.v1.MaterializedViewDefinition;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Materialized views. */
public final class MaterializedViewCodec {
    private MaterializedViewCodec() {}

    public static MaterializedViewDefinition encode(MaterializedView.Definition definition) {
        MaterializedViewDefinition.Builder builder = MaterializedViewDefinition.newBuilder()
                .setView(ViewCodec.encode(definition.view()))
                .putAllProperties(definition.properties());
        definition.gracePeriod().map(Duration::toMillis).ifPresent(builder::setGracePeriodMillis);
        return builder.build();
    }

    public static MaterializedView.Definition decode(MaterializedViewDefinition definition) {
        return new MaterializedView.Definition(
                ViewCodec.decode(definition.getView()),
                definition.hasGracePeriodMillis()
                        ? Optional.of(Duration.ofMillis(definition.getGracePeriodMillis()))
                        : Optional.empty(),
                definition.getPropertiesMap());
    }

    public static io.skein.proto.v1.MaterializedView encode(MaterializedView view) {
        io.skein.proto.v1.MaterializedView.Builder builder = io.skein.proto.v1.MaterializedView.newBuilder()
                .setDefinition(encode(view.definition()))
                .setStorage(TableCodec.encode(view.storage()))
                .setFreshness(view.freshness().name());
        view.lastFresh().map(Instant::toEpochMilli).ifPresent(builder::setLastFreshMillis);
        view.added().map(TableCodec::encode).ifPresent(builder::setAdded);
        return builder.build();
    }

    public static MaterializedView decode(io.skein.proto.v1.MaterializedView view) {
        try {
            return new MaterializedView(
                    decode(view.getDefinition()),
                    TableCodec.decode(view.getStorage()),
                    MaterializedView.Freshness.valueOf(view.getFreshness()),
                    view.hasLastFreshMillis()
                            ? Optional.of(Instant.ofEpochMilli(view.getLastFreshMillis()))
                            : Optional.empty(),
                    view.hasAdded() ? Optional.of(TableCodec.decode(view.getAdded())) : Optional.empty());
        } catch (IllegalArgumentException unknown) {
            throw new SkeinException(
                    StandardErrorCode.SERIALIZATION_ERROR, "An unknown freshness: " + view.getFreshness(), unknown);
        }
    }
}
