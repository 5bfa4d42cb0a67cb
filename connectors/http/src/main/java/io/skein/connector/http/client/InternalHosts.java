package io.skein.connector.http.client;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts may have internal addresses.
 *
 * @param all whatever they are called
 */
public record InternalHosts(boolean all, Set<String> names) {
    public InternalHosts {
        names = names.stream().map(name -> name.toLowerCase(Locale.ENGLISH)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host may be an address, an IPv6 one in brackets or not */
    boolean contain(String host) {
        String name = host.toLowerCase(Locale.ENGLISH);
        return all || names.contains(name) || names.contains("[" + name + "]");
    }
}
