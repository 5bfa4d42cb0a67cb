package io.skein.connector.http.table;

/**
 * How a CSV document is written.
 *
 * @param header whether the first line has the columns' names
 */
public record CsvForm(boolean header, char separator, char quote) {
    static final CsvForm USUAL = new CsvForm(true, ',', '"');
}
