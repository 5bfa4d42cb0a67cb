package io.skein.rpc.rim;

import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The application's {@link Channels}, with its shared secret ({@code skein.shared-secret}). */
@Singleton
class ChannelBeans {
    @Produces
    @Singleton
    Channels channels(@ConfigProperty(name = "skein.shared-secret") Optional<String> secret) {
        return new Channels(new SharedSecret(secret.orElse("")));
    }
}
