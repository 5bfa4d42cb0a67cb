package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs, IP addresses, UUIDs, LIKE patterns and subsets. */
final class UrlFunctions {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private UrlFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_url_part", TEXT, row -> part(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of("skein_url_port", BIGINT, row -> port(row.text(0)), TEXT),
                JavaFunction.of("skein_url_parameter", TEXT, row -> parameter(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of("skein_url_encode", TEXT, row -> URLEncoder.encode(row.text(0), UTF_8), TEXT),
                JavaFunction.of("skein_url_decode", TEXT, row -> decoded(row.text(0)), TEXT),
                JavaFunction.of("skein_varchar_to_uuid", TEXT, row -> uuid(row.text(0)), TEXT),
                JavaFunction.of("skein_varbinary_to_uuid", TEXT, row -> uuidOfHex(row.text(0)), TEXT),
                JavaFunction.of("skein_varchar_to_ipaddress", TEXT, row -> text(address(row.text(0))), TEXT),
                JavaFunction.of("skein_varbinary_to_ipaddress", TEXT, row -> text(addressOfHex(row.text(0))), TEXT),
                JavaFunction.of(
                        "skein_ipaddress_to_hex",
                        TEXT,
                        row -> HexFormat.of().formatHex(wide(address(row.text(0)))),
                        TEXT),
                JavaFunction.of(
                        "skein_network_contains", BOOLEAN, row -> contains(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of(
                        "skein_checked_pattern", TEXT, row -> checkedPattern(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of("skein_subsets", TEXT, row -> subsets(row.bigint(0), row.bigint(1)), BIGINT, BIGINT));
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable String part(String text, String name) {
        URI uri = parsed(text);
        if (uri == null) {
            return null;
        }
        String part = switch (name) {
            case "host" -> uri.getHost();
            case "path" -> uri.getPath();
            case "protocol" -> uri.getScheme();
            case "query" -> uri.getQuery();
            default -> uri.getFragment();
        };
        return part == null ? "" : part;
    }

    private static @Nullable Object port(String text) {
        URI uri = parsed(text);
        return uri == null || uri.getPort() < 0 ? null : (long) uri.getPort();
    }

    private static @Nullable String parameter(String text, String name) {
        URI uri = parsed(text);
        if (uri == null || uri.getRawQuery() == null) {
            return null;
        }
        for (String each : uri.getRawQuery().split("&", -1)) {
            int equals = each.indexOf('=');
            String key = equals < 0 ? each : each.substring(0, equals);
            if (decoded(key).equals(name)) {
                return equals < 0 ? "" : decoded(each.substring(equals + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalidArgument(String.valueOf(e.getMessage()));
        }
    }

    private static String uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw Failures.invalidCast("Cannot cast value to UUID: " + text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String uuidOfHex(String hex) {
        if (hex.length() != 32) {
            throw Failures.invalidCast("Invalid UUID binary length: " + hex.length() / 2);
        }
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)).toString();
    }

    static byte[] address(String text) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return InetAddress.getByName(text).getAddress();
            }
        } catch (UnknownHostException e) {
            throw Failures.invalidCast("Cannot cast value to IPADDRESS: " + text);
        }
        throw Failures.invalidCast("Cannot cast value to IPADDRESS: " + text);
    }

    private static byte[] addressOfHex(String hex) {
        if (hex.length() != 8 && hex.length() != 32) {
            throw Failures.invalidCast("Invalid IP address binary length: " + hex.length() / 2);
        }
        try {
            return InetAddress.getByAddress(HexFormat.of().parseHex(hex)).getAddress();
        } catch (UnknownHostException e) {
            throw Failures.invalidCast("Invalid IP address binary length: " + hex.length() / 2);
        }
    }

    private static byte[] wide(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        byte[] wide = new byte[16];
        wide[10] = (byte) 0xFF;
        wide[11] = (byte) 0xFF;
        System.arraycopy(address, 0, wide, 12, 4);
        return wide;
    }

    /** The canonical text: the longest run of zero groups shortened. */
    private static String text(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 255) + "." + (address[1] & 255) + "." + (address[2] & 255) + "." + (address[3] & 255);
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 16; i += 2) {
            groups.add(Integer.toHexString((address[i] & 255) << 8 | address[i + 1] & 255));
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && groups.get(i + length).equals("0")) {
                length++;
            }
            if (length > longest) {
                start = i;
                longest = length;
            }
        }
        return start < 0
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + longest, 8));
    }

    private static Object contains(String network, String address) {
        int slash = network.indexOf('/');
        if (slash < 0) {
            throw invalidArgument("Invalid CIDR");
        }
        byte[] base;
        int bits;
        try {
            base = address(network.substring(0, slash));
            bits = Integer.parseInt(network.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw invalidArgument("Invalid network IP address");
        }
        if (bits < 0 || bits > base.length * 8) {
            throw invalidArgument(slash > 0 && base.length == 4 ? "Invalid CIDR" : "Invalid prefix length");
        }
        byte[] other = address(address);
        if (other.length != base.length) {
            return false;
        }
        int dropped = base.length * 8 - bits;
        return new BigInteger(1, base).shiftRight(dropped).equals(new BigInteger(1, other).shiftRight(dropped));
    }

    private static String checkedPattern(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw invalidArgument("Escape string must be a single character");
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == escape.charAt(0)) {
                i++;
                if (i == pattern.length()
                        || "%_".indexOf(pattern.charAt(i)) < 0 && pattern.charAt(i) != escape.charAt(0)) {
                    throw invalidArgument(
                            "Escape character must be followed by '%', '_' or the escape character itself");
                }
            }
        }
        return pattern;
    }

    /** All ascending choices of {@code size} places from 1 to {@code count}, as JSON. */
    private static String subsets(long count, long size) {
        List<String> found = new ArrayList<>();
        collect(found, "", 1, count, size);
        return "[" + String.join(",", found) + "]";
    }

    private static void collect(List<String> found, String prefix, long from, long count, long left) {
        if (found.size() > 100_000) {
            throw invalidArgument("combinations exceed max size");
        }
        if (left == 0) {
            found.add("[" + prefix + "]");
            return;
        }
        for (long i = from; i + left - 1 <= count; i++) {
            collect(found, prefix.isEmpty() ? Long.toString(i) : prefix + "," + i, i + 1, count, left - 1);
        }
    }
}
