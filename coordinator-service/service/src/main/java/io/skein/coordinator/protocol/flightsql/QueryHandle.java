package io.skein.coordinator.protocol.flightsql;

import com.google.protobuf.ByteString;
import io.skein.spi.id.QueryId;
import java.util.Optional;

/** The handle in a ticket: the query's id and a secret, so that nobody guesses another's. */
final class QueryHandle {
    private QueryHandle() {}

    static ByteString of(QueryId query, String secret) {
        return ByteString.copyFromUtf8(query.value() + "/" + secret);
    }

    static Optional<QueryId> query(ByteString handle) {
        String text = handle.toStringUtf8();
        int slash = text.indexOf('/');
        return slash < 1 ? Optional.empty() : Optional.of(new QueryId(text.substring(0, slash)));
    }
}
