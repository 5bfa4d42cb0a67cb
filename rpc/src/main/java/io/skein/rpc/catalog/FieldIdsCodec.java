package io.skein.rpc.catalog;

import io.skein.proto.v1.FieldIds;
import io.skein.proto.v1.NamedField;
import io.skein.spi.connector.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids of the fields within nested columns, by column, and the names that fields have in files without ids. */
final class FieldIdsCodec {
    private FieldIdsCodec() {}

    static Map<String, FieldIds> encode(Map<String, List<Integer>> ids) {
        Map<String, FieldIds> encoded = new HashMap<>();
        ids.forEach((column, within) ->
                encoded.put(column, FieldIds.newBuilder().addAllIds(within).build()));
        return encoded;
    }

    static Map<String, List<Integer>> decode(Map<String, FieldIds> ids) {
        Map<String, List<Integer>> decoded = new HashMap<>();
        ids.forEach((column, within) -> decoded.put(column, List.copyOf(within.getIdsList())));
        return decoded;
    }

    static NamedField encode(Split.NamedField field) {
        return NamedField.newBuilder()
                .setId(field.id())
                .addAllNames(field.names())
                .addAllFields(field.fields().stream().map(FieldIdsCodec::encode).toList())
                .build();
    }

    static Split.NamedField decode(NamedField field) {
        return new Split.NamedField(
                field.getId(),
                field.getNamesList(),
                field.getFieldsList().stream().map(FieldIdsCodec::decode).toList());
    }
}
