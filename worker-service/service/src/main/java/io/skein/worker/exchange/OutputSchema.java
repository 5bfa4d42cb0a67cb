package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of an exchange, as planned. */
public record OutputSchema(List<String> names, List<Type> types) {
    public OutputSchema {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    public Schema arrow() {
        return ArrowTypes.schema(names, types);
    }

    /** Refuses actual columns whose buffers would be read as something else; names do not matter. */
    public void check(List<Field> actual) {
        List<Field> planned = arrow().getFields();
        if (actual.size() != planned.size()) {
            throw mismatch("has " + actual.size() + " columns, planned are " + planned.size());
        }
        for (int i = 0; i < planned.size(); i++) {
            if (!fits(planned.get(i), actual.get(i))) {
                throw mismatch("computes column " + names.get(i) + " as "
                        + actual.get(i).getType() + ", planned is "
                        + types.get(i).displayName());
            }
        }
    }

    private static boolean fits(Field planned, Field actual) {
        List<Field> wanted = planned.getChildren();
        List<Field> given = actual.getChildren();
        if (!planned.getType().equals(actual.getType()) || wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!fits(wanted.get(i), given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static SkeinException mismatch(String what) {
        return new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "The fragment's statement " + what);
    }
}
