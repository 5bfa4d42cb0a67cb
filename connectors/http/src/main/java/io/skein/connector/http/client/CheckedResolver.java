package io.skein.connector.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds addresses, and refuses internal ones: what it gives is what is connected to, so that a name cannot mean one address when it is checked and
 * another after.
 *
 * @param internal the hosts that may have internal addresses
 */
record CheckedResolver(InternalHosts internal, DnsResolver names) implements DnsResolver {
    /** The host has an address that is not to be asked. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (!internal.contain(host)) {
            for (InetAddress address : addresses) {
                if (InternalAddresses.contain(address)) {
                    throw new Refused(host);
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
