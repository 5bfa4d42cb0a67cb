package io.skein.rpc.catalog;

import io.skein.spi.connector.VersionPointer;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;

/** Versions of tables. */
public final class VersionCodec {
    private VersionCodec() {}

    public static io.skein.proto.v1.VersionPointer encode(VersionPointer version) {
        return io.skein.proto.v1.VersionPointer.newBuilder()
                .setTime(version.kind() == VersionPointer.Kind.TIME)
                .setType(version.type().displayName())
                .setValue(ValueCodec.encode(version.value()))
                .setZone(version.zone())
                .build();
    }

    public static VersionPointer decode(io.skein.proto.v1.VersionPointer version) {
        Type type = TypeParser.parse(version.getType());
        return new VersionPointer(
                version.getTime() ? VersionPointer.Kind.TIME : VersionPointer.Kind.VERSION,
                type,
                ValueCodec.decode(version.getValue(), type),
                version.getZone());
    }
}
