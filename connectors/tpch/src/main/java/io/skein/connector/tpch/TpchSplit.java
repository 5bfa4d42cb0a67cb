package io.skein.connector.tpch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** One of a table's equal parts; {@code part} counts from 1, as the generator has it. Its wire form is {@code scale/table/part/parts}. */
record TpchSplit(double scale, String table, int part, int parts) {
    private static final int FIELDS = 4;

    byte[] encode() {
        return (scale + "/" + table + "/" + part + "/" + parts).getBytes(UTF_8);
    }

    static TpchSplit decode(byte[] data) {
        String text = new String(data, UTF_8);
        String[] fields = text.split("/", -1);
        if (fields.length != FIELDS) {
            throw new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "Not a split of a tpch table: " + text);
        }
        return new TpchSplit(
                Double.parseDouble(fields[0]), fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }
}
