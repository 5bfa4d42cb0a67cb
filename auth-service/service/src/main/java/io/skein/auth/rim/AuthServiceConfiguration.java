package io.skein.auth.rim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The auth service's settings. */
@ConfigMapping(prefix = "skein.auth")
public interface AuthServiceConfiguration {
    /** Lines {@code user:bcrypt-hash}. Without it nobody is asked for a password. */
    Optional<Path> passwordFile();

    /** Lines {@code group:user,user}. */
    Optional<Path> groupFile();

    /** How often the files are looked at. */
    @WithDefault("5s")
    Duration refreshPeriod();
}
