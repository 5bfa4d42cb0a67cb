package io.skein.coordinator.protocol;

import io.skein.rpc.Caller;
import java.util.Optional;

/** Finds out who a client is. */
public interface Callers {
    /** Whether clients must present a password. */
    boolean passwordRequired();

    /**
     * The caller with the groups of the user.
     *
     * @throws io.skein.spi.error.SkeinException PERMISSION_DENIED when the password is missing or wrong, or nobody has that name
     */
    Caller authenticate(String user, Optional<String> password);
}
