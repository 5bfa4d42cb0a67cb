package io.skein.rpc.catalog;

import io.skein.proto.v1.View;
import io.skein.proto.v1.ViewColumn;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.type.TypeParser;
import java.util.Optional;

/** Views. */
public final class ViewCodec {
    private ViewCodec() {}

    public static View encode(ViewDefinition view) {
        View.Builder builder = View.newBuilder().setSql(view.sql());
        view.catalog().ifPresent(builder::setCatalog);
        view.schema().ifPresent(builder::setSchema);
        view.comment().ifPresent(builder::setComment);
        view.owner().ifPresent(builder::setOwner);
        for (ViewDefinition.Column column : view.columns()) {
            ViewColumn.Builder encoded = ViewColumn.newBuilder()
                    .setName(column.name())
                    .setType(column.type().displayName());
            column.comment().ifPresent(encoded::setComment);
            builder.addColumns(encoded);
        }
        return builder.build();
    }

    public static ViewDefinition decode(View view) {
        return new ViewDefinition(
                view.getSql(),
                view.hasCatalog() ? Optional.of(view.getCatalog()) : Optional.empty(),
                view.hasSchema() ? Optional.of(view.getSchema()) : Optional.empty(),
                view.getColumnsList().stream()
                        .map(column -> new ViewDefinition.Column(
                                column.getName(),
                                TypeParser.parse(column.getType()),
                                column.hasComment() ? Optional.of(column.getComment()) : Optional.empty()))
                        .toList(),
                view.hasComment() ? Optional.of(view.getComment()) : Optional.empty(),
                view.hasOwner() ? Optional.of(view.getOwner()) : Optional.empty());
    }
}
