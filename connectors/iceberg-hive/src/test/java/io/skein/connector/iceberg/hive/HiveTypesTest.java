package io.skein.connector.iceberg.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.hive.thrift.metastore.FieldSchema;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class HiveTypesTest {
    @Test
    void everyTypeHasANameInHive() {
        Schema schema = new Schema(
                NestedField.optional(1, "a", Types.BooleanType.get()),
                NestedField.optional(2, "b", Types.IntegerType.get(), "a number"),
                NestedField.optional(3, "c", Types.DecimalType.of(20, 4)),
                NestedField.optional(4, "d", Types.TimestampType.withoutZone()),
                NestedField.optional(5, "e", Types.TimestampType.withZone()),
                NestedField.optional(6, "f", Types.UUIDType.get()),
                NestedField.optional(7, "g", Types.FixedType.ofLength(3)),
                NestedField.optional(8, "h", Types.TimeType.get()),
                NestedField.optional(
                        9,
                        "i",
                        Types.MapType.ofOptional(
                                10,
                                11,
                                Types.StringType.get(),
                                Types.ListType.ofOptional(
                                        12,
                                        Types.StructType.of(
                                                NestedField.optional(13, "x", Types.LongType.get()),
                                                NestedField.optional(14, "y", Types.DateType.get()))))));

        assertThat(HiveTypes.columns(schema))
                .containsExactly(
                        new FieldSchema("a", "boolean", ""),
                        new FieldSchema("b", "int", "a number"),
                        new FieldSchema("c", "decimal(20,4)", ""),
                        new FieldSchema("d", "timestamp", ""),
                        new FieldSchema("e", "timestamp with local time zone", ""),
                        new FieldSchema("f", "string", ""),
                        new FieldSchema("g", "binary", ""),
                        new FieldSchema("h", "string", ""),
                        new FieldSchema("i", "map<string,array<struct<x:bigint,y:date>>>", ""));
    }
}
