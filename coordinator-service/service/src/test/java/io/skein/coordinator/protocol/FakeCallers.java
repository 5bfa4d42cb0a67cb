package io.skein.coordinator.protocol;

import io.skein.rpc.Caller;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import java.util.Set;

/** Everybody is who they say, or knows the one password. */
public final class FakeCallers implements Callers {
    private volatile Optional<String> password = Optional.empty();

    public void requirePassword(String required) {
        password = Optional.of(required);
    }

    @Override
    public boolean passwordRequired() {
        return password.isPresent();
    }

    @Override
    public Caller authenticate(String user, Optional<String> presented) {
        if (password.isPresent() && !password.equals(presented)) {
            throw new SkeinException(StandardErrorCode.PERMISSION_DENIED, "Access Denied: Invalid credentials");
        }
        return new Caller(user, Set.of());
    }
}
