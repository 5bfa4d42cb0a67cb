package io.skein.rpc;

import io.grpc.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a call acts for. It travels on every hop: set it with {@link #attachedTo}, read it with {@link #current}. */
public record Caller(String user, Set<String> groups) {
    /** The service itself: no user asked. */
    public static final Caller SYSTEM = new Caller("", Set.of());

    private static final Context.Key<Caller> KEY = Context.key("skein-caller");

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** The caller of the current gRPC context, {@link #SYSTEM} when there is none. */
    public static Caller current() {
        @Nullable Caller caller = KEY.get();
        return caller == null ? SYSTEM : caller;
    }

    /** The context with this caller: run client calls in it. */
    public Context attachedTo(Context context) {
        return context.withValue(KEY, this);
    }
}
