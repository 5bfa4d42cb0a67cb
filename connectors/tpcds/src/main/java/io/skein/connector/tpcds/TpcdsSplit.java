package io.skein.connector.tpcds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** The generator's rows {@code first} to {@code last}, counted from 1. Its wire form is {@code scale/table/first/last}. */
record TpcdsSplit(double scale, String table, long first, long last) {
    private static final int FIELDS = 4;

    byte[] encode() {
        return (scale + "/" + table + "/" + first + "/" + last).getBytes(UTF_8);
    }

    static TpcdsSplit decode(byte[] data) {
        String text = new String(data, UTF_8);
        String[] fields = text.split("/", -1);
        if (fields.length != FIELDS) {
            throw new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "Not a split of a tpcds table: " + text);
        }
        return new TpcdsSplit(
                Double.parseDouble(fields[0]), fields[1], Long.parseLong(fields[2]), Long.parseLong(fields[3]));
    }
}
