package io.skein.coordinator.protocol.trino;

import java.net.URI;

/** Where a statement's answers point to: its own address at the server the client asked. */
record PageTarget(URI base, String slug) {
    URI next(String query, long token) {
        return base.resolve("/v1/statement/executing/" + query + "/" + slug + "/" + token);
    }

    URI queued(String query, long token) {
        return base.resolve("/v1/statement/queued/" + query + "/" + slug + "/" + token);
    }

    URI partialCancel(String query) {
        return base.resolve("/v1/statement/partialCancel/" + query + "/0/" + slug + "/0");
    }

    URI info(String query) {
        return base.resolve("/v1/query/" + query);
    }
}
