package io.skein.connector.iceberg.adopt;

import io.skein.connector.iceberg.adopt.FieldMatches.Match;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;

/** What a file's footer tells of its columns, as the metrics that let scans leave files out. What one row group does not tell of a column is not known of the file. */
final class FooterMetrics {
    private final ParquetFooter file;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();

    private FooterMetrics(ParquetFooter file) {
        this.file = file;
    }

    static Metrics of(ParquetFooter file, List<Match> fields) {
        FooterMetrics metrics = new FooterMetrics(file);
        fields.stream()
                .filter(match -> match.single() && match.field().type().isPrimitiveType())
                .forEach(metrics::add);
        return new Metrics(
                file.metadata().getNum_rows(),
                metrics.sizes,
                metrics.values,
                metrics.nulls,
                Map.of(),
                metrics.lower,
                metrics.upper);
    }

    private void add(Match match) {
        int id = match.field().fieldId();
        List<ColumnMetaData> chunks = file.metadata().getRow_groups().stream()
                .map(RowGroup::getColumns)
                .map(columns -> columns.get(match.node().leaf()).getMeta_data())
                .toList();
        sizes.put(
                id,
                chunks.stream()
                        .mapToLong(ColumnMetaData::getTotal_compressed_size)
                        .sum());
        values.put(id, chunks.stream().mapToLong(ColumnMetaData::getNum_values).sum());
        if (chunks.stream()
                .allMatch(chunk ->
                        chunk.isSetStatistics() && chunk.getStatistics().isSetNull_count())) {
            nulls.put(
                    id,
                    chunks.stream()
                            .mapToLong(chunk -> chunk.getStatistics().getNull_count())
                            .sum());
        }
        // Without an order of its own a column's bounds were compared nobody knows how.
        if (file.metadata().isSetColumn_orders()) {
            addBounds(
                    match, chunks.stream().filter(chunk -> !isOnlyNulls(chunk)).toList());
        }
    }

    private static boolean isOnlyNulls(ColumnMetaData chunk) {
        return chunk.isSetStatistics()
                && chunk.getStatistics().isSetNull_count()
                && chunk.getStatistics().getNull_count() == chunk.getNum_values();
    }

    private void addBounds(Match match, List<ColumnMetaData> chunks) {
        Type.PrimitiveType type = match.field().type().asPrimitiveType();
        Comparator<Object> order = Comparators.forType(type);
        Optional<Object> least = Optional.empty();
        Optional<Object> greatest = Optional.empty();
        for (ColumnMetaData chunk : chunks) {
            Statistics statistics = chunk.isSetStatistics() ? chunk.getStatistics() : new Statistics();
            if (!statistics.isSetMin_value() || !statistics.isSetMax_value()) {
                return;
            }
            Optional<Object> low = FooterBound.lower(match.node().element(), type, statistics.getMin_value());
            Optional<Object> high = FooterBound.upper(match.node().element(), type, statistics.getMax_value());
            if (low.isEmpty() || high.isEmpty()) {
                return;
            }
            least = least.filter(other -> order.compare(other, low.get()) <= 0).or(() -> low);
            greatest = greatest.filter(other -> order.compare(other, high.get()) >= 0)
                    .or(() -> high);
        }
        least.ifPresent(bound -> lower.put(match.field().fieldId(), Conversions.toByteBuffer(type, bound)));
        greatest.ifPresent(bound -> upper.put(match.field().fieldId(), Conversions.toByteBuffer(type, bound)));
    }
}
