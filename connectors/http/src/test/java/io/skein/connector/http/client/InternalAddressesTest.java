package io.skein.connector.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.http.table.Origin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.192",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:a00:1::1",
                "fec0::1"
            })
    void internalOnes(String address) throws UnknownHostException {
        assertThat(InternalAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void publicOnes(String address) throws UnknownHostException {
        assertThat(InternalAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aNameIsCheckedEachTimeItIsResolved() throws UnknownHostException {
        AtomicInteger times = new AtomicInteger();
        DnsResolver rebinding = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return InetAddress.getAllByName(times.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1");
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        CheckedResolver resolver = new CheckedResolver(new InternalHosts(false, Set.of()), rebinding);

        assertThat(resolver.resolve("evil.example.com")).containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThatThrownBy(() -> resolver.resolve("evil.example.com")).isInstanceOf(CheckedResolver.Refused.class);
    }

    @Test
    void hostsGoByNameOrBelowADomain() {
        HostPolicy hosts = new HostPolicy(List.of("*.Example.com", "api.test"));
        Origin origin = Origin.of(URI.create("https://a.example.com/"));

        assertThat(hosts.refusal(URI.create("https://B.example.com/x"), origin)).isEmpty();
        assertThat(hosts.refusal(URI.create("https://api.test:8443/"), origin)).isEmpty();
        for (String other : List.of("https://example.com/", "https://notexample.com/", "https://api.test.evil.com/")) {
            assertThat(hosts.refusal(URI.create(other), origin))
                    .contains("whose host is not among 'http.allowed-hosts'");
        }
        assertThat(hosts.refusal(URI.create("http://b.example.com/"), origin))
                .contains("which is not encrypted as the table's URL is");
        assertThat(hosts.refusal(URI.create("https://u:p@b.example.com/"), origin))
                .isEqualTo(Optional.of("which has a user and password"));
    }
}
