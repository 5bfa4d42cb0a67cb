package io.skein.auth.identity;

import io.skein.rpc.Caller;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.util.Optional;

/** Checks passwords and knows groups. */
public final class Identities {
    private final Optional<WatchedFile<Passwords>> passwords;
    private final Optional<WatchedFile<Groups>> groups;

    /**
     * Reads the files.
     *
     * @param passwordFile without one, everybody is who they say
     * @throws RuntimeException when a file can't be read or is wrong
     */
    public Identities(Optional<Path> passwordFile, Optional<Path> groupFile) {
        passwords = passwordFile.map(path -> new WatchedFile<>(path, Passwords::parse));
        groups = groupFile.map(path -> new WatchedFile<>(path, Groups::parse));
    }

    public boolean passwordRequired() {
        return passwords.isPresent();
    }

    /**
     * The user with their groups.
     *
     * @throws SkeinException PERMISSION_DENIED, the same for unknown users and wrong passwords
     */
    public Caller authenticate(String user, Optional<String> password) {
        if (user.isBlank()) {
            throw denied("User must be set");
        }
        if (passwords.isPresent()) {
            boolean matches = passwords.get().value().match(user, password.orElse(""));
            if (!matches || password.isEmpty()) {
                throw denied("Access Denied: Invalid credentials");
            }
        }
        return new Caller(
                user, groups.map(WatchedFile::value).orElse(Groups.NONE).of(user));
    }

    private static SkeinException denied(String message) {
        return new SkeinException(StandardErrorCode.PERMISSION_DENIED, message);
    }
}
