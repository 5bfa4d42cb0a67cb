package io.skein.connector.http.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How servers are asked.
 *
 * @param internal which of them may be in internal networks
 * @param certificates a file of certificates to trust instead of the usual ones
 * @param limits of each scan
 */
public record ClientSettings(
        String catalog,
        HostPolicy hosts,
        InternalHosts internal,
        Optional<Path> certificates,
        Duration connectTimeout,
        Duration readTimeout,
        int redirects,
        int retries,
        ScanLimits limits) {}
