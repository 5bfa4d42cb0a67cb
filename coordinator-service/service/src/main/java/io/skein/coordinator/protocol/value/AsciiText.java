package io.skein.coordinator.protocol.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reusable buffer of ASCII text that knows dates and times. */
final class AsciiText {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int[] POWERS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private byte[] bytes = new byte[64];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    AsciiText append(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    AsciiText append(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A non-negative number with leading zeros up to {@code width}. */
    AsciiText padded(long value, int width) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int size = Math.max(digits, width);
        reserve(size);
        long rest = value;
        for (int i = length + size - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += size;
        return this;
    }

    /** An unscaled decimal; not for {@link Long#MIN_VALUE}. */
    AsciiText decimal(long unscaled, int scale) {
        if (unscaled < 0) {
            append('-');
        }
        if (scale == 0) {
            return padded(Math.abs(unscaled), 1);
        }
        int start = length;
        padded(Math.abs(unscaled), scale + 1);
        append('0');
        int point = length - 1 - scale;
        if (point > start) {
            System.arraycopy(bytes, point, bytes, point + 1, scale);
        }
        bytes[point] = '.';
        return this;
    }

    /** {@code 2020-01-31}; years past 9999 carry a sign, as ISO asks. */
    AsciiText date(long epochDay) {
        // days since 0000-03-01 in eras of 400 years
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0) {
            append('-');
        } else if (year > 9999) {
            append('+');
        }
        return padded(Math.abs(year), 4)
                .append('-')
                .padded(month, 2)
                .append('-')
                .padded(day, 2);
    }

    /** {@code 12:34:56.789}, rounded half up to {@code digits}; what rounds up to midnight is its beginning. */
    AsciiText time(int secondOfDay, int nanos, int digits) {
        long rounded = secondOfDay * NANOS_PER_SECOND + nanos + half(digits);
        return clock((int) (rounded / NANOS_PER_SECOND % 86_400), (int) (rounded % NANOS_PER_SECOND), digits);
    }

    /** {@code 2020-01-31 12:34:56.789}, rounded half up to {@code digits}. */
    AsciiText timestamp(long epochSecond, int nanos, int digits) {
        long fraction = nanos + half(digits);
        long second = epochSecond + fraction / NANOS_PER_SECOND;
        return date(Math.floorDiv(second, 86_400))
                .append(' ')
                .clock(Math.floorMod(second, 86_400), (int) (fraction % NANOS_PER_SECOND), digits);
    }

    private static int half(int digits) {
        return digits < 9 ? POWERS[digits] / 2 : 0;
    }

    private AsciiText clock(int secondOfDay, int nanos, int digits) {
        padded(secondOfDay / 3600, 2)
                .append(':')
                .padded(secondOfDay / 60 % 60, 2)
                .append(':')
                .padded(secondOfDay % 60, 2);
        if (digits > 0) {
            int shown = Math.min(digits, 9);
            append('.').padded(nanos / POWERS[shown], shown);
            for (int i = shown; i < digits; i++) {
                append('0');
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
