package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;

/** Functions of varbinary: encodings, hashes and bits. Java functions take and give it as hexadecimal text. */
final class BinaryFunctions {
    private static final List<String> SHIFTED = List.of("bigint", "integer", "smallint", "tinyint");

    private BinaryFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>(List.of(
                scalar("length(varbinary) -> bigint", "octet_length($1)").describedAs("Length of the given binary"),
                scalar(
                                "substr(varbinary, bigint) -> varbinary",
                                "unhex(skein_binary_substr($1, $2, 1000000000::BIGINT))")
                        .describedAs("Suffix starting at given index"),
                scalar("substr(varbinary, bigint, bigint) -> varbinary", "unhex(skein_binary_substr($1, $2, $3))")
                        .describedAs("Substring of given length starting at an index"),
                scalar("reverse(varbinary) -> varbinary", "unhex(skein_hex_reverse(hex($1)))")
                        .describedAs("Reverse a given varbinary"),
                scalar(
                                "lpad(varbinary, bigint, varbinary) -> varbinary",
                                "unhex(skein_hex_pad(hex($1), $2, hex($3), TRUE))")
                        .describedAs("Pads a varbinary on the left"),
                scalar(
                                "rpad(varbinary, bigint, varbinary) -> varbinary",
                                "unhex(skein_hex_pad(hex($1), $2, hex($3), FALSE))")
                        .describedAs("Pads a varbinary on the right"),
                scalar("to_hex(varbinary) -> varchar", "hex($1)").describedAs("Encode binary data as hex"),
                scalar("from_hex(varchar(x)) -> varbinary", "unhex(skein_checked_hex($1))")
                        .describedAs("Decode hex encoded binary data"),
                scalar("from_hex(varbinary) -> varbinary", "unhex(skein_checked_hex(decode($1)))")
                        .describedAs("Decode hex encoded binary data"),
                scalar("to_base64(varbinary) -> varchar", "base64($1)").describedAs("Encode binary data as base64"),
                scalar("from_base64(varchar(x)) -> varbinary", "unhex(skein_base64_to_hex($1, FALSE))")
                        .describedAs("Decode base64 encoded binary data"),
                scalar("from_base64(varbinary) -> varbinary", "unhex(skein_base64_to_hex(decode($1), FALSE))"),
                scalar("to_base64url(varbinary) -> varchar", "replace(replace(base64($1), '+', '-'), '/', '_')")
                        .describedAs("Encode binary data as base64 using the URL safe alphabet"),
                scalar("from_base64url(varchar(x)) -> varbinary", "unhex(skein_base64_to_hex($1, TRUE))")
                        .describedAs("Decode URL safe base64 encoded binary data"),
                scalar("from_base64url(varbinary) -> varbinary", "unhex(skein_base64_to_hex(decode($1), TRUE))"),
                scalar("to_base32(varbinary) -> varchar", "skein_hex_to_base32(hex($1))")
                        .describedAs("Encode binary data as base32"),
                scalar("from_base32(varchar(x)) -> varbinary", "unhex(skein_base32_to_hex($1))")
                        .describedAs("Decode base32 encoded binary data"),
                scalar("from_base32(varbinary) -> varbinary", "unhex(skein_base32_to_hex(decode($1)))"),
                scalar("md5(varbinary) -> varbinary", "unhex(md5($1))").describedAs("Compute md5 hash"),
                scalar("sha1(varbinary) -> varbinary", "unhex(sha1($1))").describedAs("Compute sha1 hash"),
                scalar("sha256(varbinary) -> varbinary", "unhex(sha256($1))").describedAs("Compute sha256 hash"),
                scalar("sha512(varbinary) -> varbinary", "unhex(skein_hex_sha512(hex($1)))")
                        .describedAs("Compute sha512 hash"),
                scalar("crc32(varbinary) -> bigint", "skein_hex_crc32(hex($1))").describedAs("Compute CRC-32"),
                scalar("xxhash64(varbinary) -> varbinary", "unhex(skein_hex_xxhash64(hex($1)))")
                        .describedAs("Compute xxhash64 hash"),
                scalar("murmur3(varbinary) -> varbinary", "unhex(skein_hex_murmur3(hex($1)))")
                        .describedAs("Compute murmur3 hash"),
                scalar("spooky_hash_v2_32(varbinary) -> varbinary", "unhex(skein_hex_spooky(hex($1), 32))")
                        .describedAs("Compute SpookyHashV2 32-bit hash"),
                scalar("spooky_hash_v2_64(varbinary) -> varbinary", "unhex(skein_hex_spooky(hex($1), 64))")
                        .describedAs("Compute SpookyHashV2 64-bit hash"),
                scalar("to_big_endian_64(bigint) -> varbinary", "unhex(skein_number_to_hex($1, 8, FALSE))"),
                scalar("to_big_endian_32(integer) -> varbinary", "unhex(skein_number_to_hex($1::BIGINT, 4, FALSE))"),
                scalar("from_big_endian_64(varbinary) -> bigint", "skein_hex_to_number(hex($1), 8)"),
                scalar("from_big_endian_32(varbinary) -> integer", "CAST(skein_hex_to_number(hex($1), 4) AS INTEGER)"),
                scalar("to_ieee754_64(double) -> varbinary", "unhex(skein_double_to_hex($1))"),
                scalar("from_ieee754_64(varbinary) -> double", "skein_hex_to_double(hex($1))"),
                scalar("to_ieee754_32(real) -> varbinary", "unhex(skein_real_to_hex($1))"),
                scalar("from_ieee754_32(varbinary) -> real", "skein_hex_to_real(hex($1))"),
                scalar("bitwise_and(bigint, bigint) -> bigint", "($1 & $2)")
                        .describedAs("Bitwise AND in 2's complement arithmetic"),
                scalar("bitwise_or(bigint, bigint) -> bigint", "($1 | $2)")
                        .describedAs("Bitwise OR in 2's complement arithmetic"),
                scalar("bitwise_xor(bigint, bigint) -> bigint", "xor($1, $2)")
                        .describedAs("Bitwise XOR in 2's complement arithmetic"),
                scalar("bitwise_not(bigint) -> bigint", "(-1::BIGINT - $1)")
                        .describedAs("Bitwise NOT in 2's complement arithmetic"),
                scalar("bit_count(bigint, bigint) -> bigint", "skein_bit_count($1, $2)")
                        .describedAs("Count number of set bits in 2's complement representation")));
        for (String name : List.of("md5", "sha1", "sha256", "sha512")) {
            all.add(scalar(
                            "hmac_" + name + "(varbinary, varbinary) -> varbinary",
                            "unhex(skein_hex_hmac('" + name + "', hex($1), hex($2)))")
                    .describedAs("Compute HMAC with " + name.toUpperCase(java.util.Locale.ROOT)));
        }
        int bits = 64;
        for (String type : SHIFTED) {
            String shift = "CAST(skein_shift('%s', $1::BIGINT, $2, " + bits + ") AS " + type + ")";
            all.add(scalar("bitwise_left_shift(%s, bigint) -> %s".formatted(type, type), shift.formatted("left")));
            all.add(scalar("bitwise_right_shift(%s, bigint) -> %s".formatted(type, type), shift.formatted("right")));
            all.add(scalar(
                    "bitwise_right_shift_arithmetic(%s, bigint) -> %s".formatted(type, type),
                    shift.formatted("arithmetic")));
            bits /= 2;
        }
        return all;
    }
}
