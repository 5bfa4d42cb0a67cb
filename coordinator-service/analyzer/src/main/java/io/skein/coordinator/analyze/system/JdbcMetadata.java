package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code system.jdbc}: what Trino's JDBC driver asks for its DatabaseMetaData, over all catalogs. The rows are in the plan, as those of
 * {@link InformationSchema}; a catalog that does not answer is left out.
 */
final class JdbcMetadata {
    private static final Set<String> NUMBERS = Set.of(
            "data_type",
            "column_size",
            "buffer_length",
            "decimal_digits",
            "num_prec_radix",
            "nullable",
            "sql_data_type",
            "sql_datetime_sub",
            "char_octet_length",
            "ordinal_position",
            "source_data_type",
            "precision",
            "searchable",
            "minimum_scale",
            "maximum_scale",
            "procedure_type",
            "column_type",
            "length",
            "scale",
            "radix",
            "base_type",
            "attr_size");
    private static final Set<String> FLAGS =
            Set.of("case_sensitive", "unsigned_attribute", "fixed_prec_scale", "auto_increment");
    private static final long NULLABLE = 1;
    private static final long NULLABLE_UNKNOWN = 2;
    private static final long SEARCHABLE = 3;
    private static final long NOT_SEARCHABLE = 0;

    private static final List<String> PARAMETRIC_TYPES = List.of(
            "varchar",
            "char",
            "decimal",
            "row",
            "array",
            "map",
            "function",
            "qdigest",
            "timestamp",
            "timestamp with time zone",
            "time",
            "time with time zone");

    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            table("catalogs", "table_cat"),
            table("schemas", "table_schem table_catalog"),
            table("table_types", "table_type"),
            table(
                    "tables",
                    "table_cat table_schem table_name table_type remarks type_cat type_schem type_name self_referencing_col_name ref_generation"),
            table(
                    "columns",
                    "table_cat table_schem table_name column_name data_type type_name column_size buffer_length decimal_digits num_prec_radix"
                            + " nullable remarks column_def sql_data_type sql_datetime_sub char_octet_length ordinal_position is_nullable"
                            + " scope_catalog scope_schema scope_table source_data_type is_autoincrement is_generatedcolumn"),
            table(
                    "types",
                    "type_name data_type precision literal_prefix literal_suffix create_params nullable case_sensitive searchable"
                            + " unsigned_attribute fixed_prec_scale auto_increment local_type_name minimum_scale maximum_scale sql_data_type"
                            + " sql_datetime_sub num_prec_radix"),
            table("procedures", "procedure_cat procedure_schem procedure_name remarks procedure_type specific_name"),
            table(
                    "procedure_columns",
                    "procedure_cat procedure_schem procedure_name column_name column_type data_type type_name precision length scale radix"
                            + " nullable remarks column_def sql_data_type sql_datetime_sub char_octet_length ordinal_position is_nullable"
                            + " specific_name"),
            table("udts", "type_cat type_schem type_name class_name data_type remarks base_type"),
            table("super_types", "type_cat type_schem type_name supertype_cat supertype_schem supertype_name"),
            table("super_tables", "table_cat table_schem table_name supertable_name"),
            table(
                    "attributes",
                    "type_cat type_schem type_name attr_name data_type attr_type_name attr_size decimal_digits num_prec_radix nullable remarks"
                            + " attr_def sql_data_type sql_datetime_sub char_octet_length ordinal_position is_nullable scope_catalog"
                            + " scope_schema scope_table source_data_type"),
            table(
                    "pseudo_columns",
                    "table_cat table_schem table_name column_name data_type column_size decimal_digits num_prec_radix column_usage remarks"
                            + " char_octet_length is_nullable"));

    private final CatalogMetadata metadata;
    private final Restriction restriction;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private JdbcMetadata(CatalogMetadata metadata, Restriction restriction) {
        this.metadata = metadata;
        this.restriction = restriction;
    }

    /** The tables' names. */
    static Set<String> tables() {
        return TABLES.keySet();
    }

    static Optional<VirtualTable> find(CatalogMetadata metadata, String table) {
        return Optional.ofNullable(TABLES.get(table))
                .map(columns -> new VirtualTable(
                        columns.stream()
                                .map(name -> new VirtualTable.Column(name, type(name)))
                                .toList(),
                        restriction -> new JdbcMetadata(metadata, restriction).rows(table)));
    }

    private static Map.Entry<String, List<String>> table(String name, String columns) {
        return Map.entry(name, List.of(columns.split(" ")));
    }

    private static Type type(String column) {
        if (FLAGS.contains(column)) {
            return Type.Simple.BOOLEAN;
        }
        return NUMBERS.contains(column) ? Type.Simple.BIGINT : Type.Varchar.UNBOUNDED;
    }

    private List<List<@Nullable Object>> rows(String table) {
        switch (table) {
            case "catalogs" -> catalogs().forEach(this::row);
            case "schemas" ->
                catalogs()
                        .forEach(catalog -> schemas(catalog).stream()
                                .filter(schema -> restriction.allows("table_schem", schema))
                                .forEach(schema -> row(schema, catalog)));
            case "table_types" -> List.of("TABLE", "VIEW").forEach(this::row);
            case "tables" -> catalogs().forEach(this::tableRows);
            case "columns" ->
                catalogs().forEach(catalog -> tables(catalog).forEach(each -> columnRows(catalog, each.name())));
            case "types" -> typeRows();
            default -> {}
        }
        return rows;
    }

    private void row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
    }

    private List<String> catalogs() {
        return SystemCatalog.catalogs(metadata).stream()
                .filter(catalog ->
                        restriction.allows("table_cat", catalog) && restriction.allows("table_catalog", catalog))
                .toList();
    }

    private List<String> schemas(String catalog) {
        return answered(() -> InformationSchema.schemas(metadata, catalog));
    }

    private List<ListedTable> tables(String catalog) {
        return answered(() -> ListedTable.of(metadata, catalog, restriction, "table_schem", "table_name"));
    }

    private void tableRows(String catalog) {
        for (ListedTable table : tables(catalog)) {
            String type = table.view() ? "VIEW" : "TABLE";
            if (restriction.allows("table_type", type)) {
                row(catalog, table.name().schema(), table.name().table(), type, null, null, null, null, null, null);
            }
        }
    }

    private void columnRows(String catalog, SchemaTableName table) {
        List<ColumnMetadata> columns = answered(() -> SystemCatalog.columns(metadata, new Tables.Name(catalog, table)));
        long position = 1;
        for (ColumnMetadata column : columns) {
            if (restriction.allows("column_name", column.name())) {
                columnRow(catalog, table, column, position);
            }
            position++;
        }
    }

    private void columnRow(String catalog, SchemaTableName table, ColumnMetadata column, long position) {
        Type type = column.type();
        row(
                catalog,
                table.schema(),
                table.table(),
                column.name(),
                JdbcType.number(type),
                type.displayName(),
                JdbcType.size(type),
                0L,
                JdbcType.digits(type),
                JdbcType.radix(type),
                NULLABLE_UNKNOWN,
                column.comment().orElse(null),
                null,
                null,
                null,
                JdbcType.octets(type),
                position,
                "",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void typeRows() {
        for (Type.Simple type : Type.Simple.values()) {
            typeRow(
                    type.displayName(),
                    JdbcType.number(type),
                    JdbcType.size(type),
                    type.comparable() ? SEARCHABLE : NOT_SEARCHABLE,
                    JdbcType.radix(type));
        }
        for (String type : PARAMETRIC_TYPES) {
            long number = type.equals("array") ? Types.ARRAY : Types.JAVA_OBJECT;
            typeRow(type, number, null, NOT_SEARCHABLE, null);
        }
    }

    private void typeRow(String name, long number, @Nullable Long size, long searchable, @Nullable Long radix) {
        row(
                name,
                number,
                size,
                null,
                null,
                null,
                NULLABLE,
                false,
                searchable,
                null,
                false,
                null,
                null,
                0L,
                0L,
                null,
                null,
                radix);
    }

    private static <T> List<T> answered(Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (SkeinException unavailable) {
            return List.of();
        }
    }
}
