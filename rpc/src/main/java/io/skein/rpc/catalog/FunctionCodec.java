package io.skein.rpc.catalog;

import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.StoredFunction;
import java.util.Optional;

/** Functions written in SQL. */
public final class FunctionCodec {
    private FunctionCodec() {}

    public static io.skein.proto.v1.StoredFunction encode(StoredFunction function) {
        io.skein.proto.v1.StoredFunction.Builder builder = io.skein.proto.v1.StoredFunction.newBuilder()
                .setSchema(function.name().schema())
                .setName(function.name().function())
                .setSignature(function.signature())
                .setSql(function.sql());
        function.owner().ifPresent(builder::setOwner);
        for (CatalogSchemaName element : function.path()) {
            builder.addPath(io.skein.proto.v1.CatalogSchemaName.newBuilder()
                    .setCatalog(element.catalog())
                    .setSchema(element.schema()));
        }
        return builder.build();
    }

    public static StoredFunction decode(io.skein.proto.v1.StoredFunction function) {
        return new StoredFunction(
                new SchemaFunctionName(function.getSchema(), function.getName()),
                function.getSignature(),
                function.getSql(),
                function.getPathList().stream()
                        .map(element -> new CatalogSchemaName(element.getCatalog(), element.getSchema()))
                        .toList(),
                function.hasOwner() ? Optional.of(function.getOwner()) : Optional.empty());
    }
}
