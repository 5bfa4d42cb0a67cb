package io.skein.rpc;

import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** Which version of its catalog a call means. It travels with the call: set it with {@link #attachedTo}, read it with {@link #current}. */
public record CatalogVersion(long value) {
    /** Whichever there is. */
    public static final CatalogVersion ANY = new CatalogVersion(0);

    private static final Context.Key<CatalogVersion> KEY = Context.key("skein-catalog-version");

    /** The version of the current gRPC context, {@link #ANY} when there is none. */
    public static CatalogVersion current() {
        @Nullable CatalogVersion version = KEY.get();
        return version == null ? ANY : version;
    }

    /** The context with this version: run client calls in it. */
    public Context attachedTo(Context context) {
        return context.withValue(KEY, this);
    }
}
