package io.skein.auth.rim;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where passwords and groups come from. */
@ConfigMapping(prefix = "skein.auth")
public interface AuthConfiguration {
    /** A file of lines {@code user:bcrypt-hash}; without it nobody needs a password. Read again when it changes. */
    Optional<Path> passwordFile();

    /** A file of lines {@code group:user,user}; read again when it changes. */
    Optional<Path> groupFile();
}
