package io.skein.rpc.catalog;

import io.skein.proto.v1.FieldIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids of the fields within nested columns, by column. */
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
}
