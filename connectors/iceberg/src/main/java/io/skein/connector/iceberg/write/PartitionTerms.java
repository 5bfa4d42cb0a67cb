package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableFields;
import io.skein.spi.connector.WriteHandle.PartitionTerm;
import io.skein.spi.connector.WriteHandle.PartitionTerm.Transform;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A partition spec as terms for sinks, and the values that they report as Iceberg's. */
final class PartitionTerms {
    private static final Pattern TRANSFORM = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");
    private static final int NANOS_PER_MICRO = 1000;
    private static final Set<Type.TypeID> WRITTEN = EnumSet.of(
            Type.TypeID.BOOLEAN,
            Type.TypeID.INTEGER,
            Type.TypeID.LONG,
            Type.TypeID.FLOAT,
            Type.TypeID.DOUBLE,
            Type.TypeID.DECIMAL,
            Type.TypeID.STRING,
            Type.TypeID.UUID,
            Type.TypeID.BINARY,
            Type.TypeID.DATE,
            Type.TypeID.TIME,
            Type.TypeID.TIMESTAMP);

    private final PartitionSpec spec;

    PartitionTerms(PartitionSpec spec) {
        this.spec = spec;
    }

    /** For rows that have these columns; the others are NULL, and so is what comes of them. */
    List<PartitionTerm> of(List<NestedField> columns) {
        Set<Integer> written = columns.stream().map(NestedField::fieldId).collect(Collectors.toSet());
        return spec.fields().stream().map(field -> term(field, written)).toList();
    }

    private PartitionTerm term(PartitionField field, Set<Integer> written) {
        @Nullable NestedField source = spec.schema().asStruct().field(field.sourceId());
        if (field.transform().isVoid()) {
            return new PartitionTerm(source == null ? "" : TableFields.name(source), Transform.VOID, 0);
        }
        Matcher matcher = TRANSFORM.matcher(field.transform().toString());
        if (source == null || !WRITTEN.contains(source.type().typeId()) || !matcher.matches()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Writing partitions by " + field.transform() + " of '"
                            + spec.schema().findColumnName(field.sourceId()) + "' is not supported");
        }
        boolean absent = !written.contains(source.fieldId());
        Transform transform =
                absent ? Transform.VOID : Transform.valueOf(matcher.group(1).toUpperCase(Locale.ENGLISH));
        int parameter = absent || matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new PartitionTerm(TableFields.name(source), transform, parameter);
    }

    /** The partition whose values a sink has reported. */
    PartitionData partition(List<Optional<String>> values) {
        PartitionData partition = new PartitionData(spec.partitionType());
        if (values.size() != spec.fields().size()) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR, "A sink wrote other partitions than " + spec);
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                partition.set(i, value(spec.fields().get(i), values.get(i).get()));
            }
        }
        return partition;
    }

    private Object value(PartitionField field, String text) {
        String transform = field.transform().toString();
        boolean same = field.transform().isIdentity() || transform.startsWith("truncate");
        return same ? value(spec.schema().findType(field.sourceId()), text) : Integer.valueOf(text);
    }

    private static Object value(Type type, String text) {
        return switch (type.typeId()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> (float) real(text);
            case DOUBLE -> real(text);
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale(), RoundingMode.UNNECESSARY);
            case STRING -> text;
            case UUID -> UUID.fromString(text);
            case BINARY -> ByteBuffer.wrap(HexFormat.of().parseHex(text));
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME -> LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO;
            case TIMESTAMP -> Bounds.lower(type, text).orElseThrow();
            default -> throw new IllegalArgumentException("No partition value of " + type);
        };
    }

    private static double real(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
