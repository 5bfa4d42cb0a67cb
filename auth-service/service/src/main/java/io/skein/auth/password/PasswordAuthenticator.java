package io.skein.auth.password;

import java.util.Optional;

/** Decides whether a user is who they say. */
public interface PasswordAuthenticator {
    boolean passwordRequired();

    /** Whether the user may come in with this password; tells nobody whether the user or the password was wrong. */
    boolean accepts(String user, Optional<String> password);

    /** A deployment without passwords: everybody is who they say. */
    static PasswordAuthenticator none() {
        return new PasswordAuthenticator() {
            @Override
            public boolean passwordRequired() {
                return false;
            }

            @Override
            public boolean accepts(String user, Optional<String> password) {
                return true;
            }
        };
    }
}
