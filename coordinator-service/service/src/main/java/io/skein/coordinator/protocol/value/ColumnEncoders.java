package io.skein.coordinator.protocol.value;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Chooses the encoder for a type in its Arrow form. */
final class ColumnEncoders {
    private ColumnEncoders() {}

    static ColumnEncoder of(Type type, ValueVector vector, DateTimeForm form) {
        return switch (type) {
            case Simple simple -> simple(simple, vector);
            case Type.QDigest _ -> new BinaryEncoder((VarBinaryVector) vector);
            case Type.Decimal _ -> NumberEncoders.decimal((DecimalVector) vector);
            case Type.Varchar _ -> new TextEncoder((VarCharVector) vector, 0);
            case Type.Char character -> new TextEncoder((VarCharVector) vector, character.length());
            case Type.Time _
            when vector instanceof VarCharVector picoseconds ->
                form == DateTimeForm.PARAMETRIC
                        ? new TextEncoder(picoseconds, 0)
                        : TimeEncoders.shortTime(picoseconds, form.digits(0));
            case Type.Time time -> TimeEncoders.time(vector, form.digits(time.precision()));
            case Type.TimeWithTimeZone time ->
                TimeEncoders.zonedTime((StructVector) vector, form.digits(time.precision()));
            case Type.Timestamp _
            when vector instanceof VarCharVector picoseconds ->
                form == DateTimeForm.PARAMETRIC
                        ? new TextEncoder(picoseconds, 0)
                        : TimeEncoders.shortTimestamp(picoseconds, form.digits(0));
            case Type.Timestamp timestamp ->
                TimeEncoders.timestamp((TimeStampVector) vector, form.digits(timestamp.precision()));
            case Type.TimestampWithTimeZone timestamp ->
                TimeEncoders.zonedTimestamp((StructVector) vector, form.digits(timestamp.precision()));
            case Type.Array array -> {
                ListVector list = (ListVector) vector;
                yield NestedEncoders.array(list, of(array.element(), list.getDataVector(), form));
            }
            case Type.MapOf map -> {
                MapVector entries = (MapVector) vector;
                StructVector entry = (StructVector) entries.getDataVector();
                yield NestedEncoders.map(
                        entries,
                        of(map.key(), entry.getChildByOrdinal(0), form),
                        of(map.value(), entry.getChildByOrdinal(1), form));
            }
            case Type.Row row -> {
                StructVector struct = (StructVector) vector;
                List<ColumnEncoder> fields = new ArrayList<>();
                for (int i = 0; i < row.fields().size(); i++) {
                    fields.add(of(row.fields().get(i).type(), struct.getChildByOrdinal(i), form));
                }
                yield NestedEncoders.row(struct, List.copyOf(fields));
            }
            case Type.Function _ -> throw new IllegalArgumentException("No column has the type " + type);
        };
    }

    private static ColumnEncoder simple(Simple type, ValueVector vector) {
        return switch (type) {
            case BOOLEAN -> NumberEncoders.bool((BitVector) vector);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> NumberEncoders.integer((BaseIntVector) vector);
            case REAL -> NumberEncoders.real((Float4Vector) vector);
            case DOUBLE -> NumberEncoders.dbl((Float8Vector) vector);
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST ->
                new BinaryEncoder((VarBinaryVector) vector);
            case DATE -> TimeEncoders.date((DateDayVector) vector);
            case INTERVAL_YEAR_MONTH -> TimeEncoders.yearMonth((BaseIntVector) vector);
            case INTERVAL_DAY_SECOND -> TimeEncoders.daySecond((BaseIntVector) vector);
            case JSON, UUID, IPADDRESS -> new TextEncoder((VarCharVector) vector, 0);
            case UNKNOWN -> new AsciiEncoder<>(vector, (text, _) -> text.append("null"));
        };
    }
}
