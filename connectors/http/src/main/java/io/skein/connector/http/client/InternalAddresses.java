package io.skein.connector.http.client;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Addresses that are not of the public Internet: this machine, private networks, and what clouds tell their machines under link-local addresses. */
final class InternalAddresses {
    private static final List<Block> BLOCKS = List.of(
            new Block(new int[] {0}, 8),
            new Block(new int[] {10}, 8),
            new Block(new int[] {100, 64}, 10),
            new Block(new int[] {127}, 8),
            new Block(new int[] {169, 254}, 16),
            new Block(new int[] {172, 16}, 12),
            new Block(new int[] {192, 0, 0}, 24),
            new Block(new int[] {192, 168}, 16),
            new Block(new int[] {198, 18}, 15),
            // Multicast, reserved and broadcast.
            new Block(new int[] {224}, 3));
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    /** 64:ff9b::/96, by which IPv6 networks reach IPv4. */
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private InternalAddresses() {}

    private record Block(int[] prefix, int bits) {
        boolean contains(byte[] address) {
            int left = bits;
            for (int i = 0; left > 0; i++) {
                int mask = left >= 8 ? 0xff : 0xff << (8 - left) & 0xff;
                int wanted = i < prefix.length ? prefix[i] : 0;
                if ((address[i] & mask) != (wanted & mask)) {
                    return false;
                }
                left -= 8;
            }
            return true;
        }
    }

    static boolean contain(InetAddress address) {
        return switch (address) {
            case Inet4Address ipv4 -> contain(ipv4.getAddress());
            case Inet6Address ipv6 -> contain(ipv6);
            default -> true;
        };
    }

    private static boolean contain(byte[] ipv4) {
        return BLOCKS.stream().anyMatch(block -> block.contains(ipv4));
    }

    private static boolean contain(Inet6Address address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean translated = Arrays.equals(bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length);
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || address.isIPv4CompatibleAddress()
                || uniqueLocal
                || sixToFour && contain(Arrays.copyOfRange(bytes, 2, 2 + IPV4_BYTES))
                || translated && contain(Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    }
}
