package io.skein.connector.iceberg.maintain;

import io.skein.connector.iceberg.adopt.AddFiles;
import io.skein.connector.iceberg.table.Attempts;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.TablePoint.Precedence;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.connector.iceberg.write.Rewrites;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.Procedure.Argument;
import io.skein.spi.connector.Procedure.Form;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;

/** The procedures of a catalog and of its tables, under Trino's names. */
public final class IcebergProcedures implements ConnectorProcedures {
    private static final String SYSTEM = "system";
    private static final Type TEXT = Type.Varchar.UNBOUNDED;
    private static final Argument SCHEMA = new Argument("SCHEMA_NAME", TEXT, true);
    private static final Argument TABLE = new Argument("TABLE_NAME", TEXT, true);
    private static final Argument RETENTION = new Argument("retention_threshold", TEXT, false);

    /** Of {@code optimize}: leave the commit to a later attempt while rows of the table are being changed. */
    public static final String YIELD = "yield_to_changes";

    private static final List<Procedure> ALL = List.of(
            new Procedure(
                    Form.CALL,
                    SYSTEM,
                    "ROLLBACK_TO_SNAPSHOT",
                    List.of(
                            new Argument("SCHEMA", TEXT, true),
                            new Argument("TABLE", TEXT, true),
                            new Argument("SNAPSHOT_ID", Type.Simple.BIGINT, true))),
            new Procedure(
                    Form.CALL,
                    SYSTEM,
                    "REGISTER_TABLE",
                    List.of(
                            SCHEMA,
                            TABLE,
                            new Argument("TABLE_LOCATION", TEXT, true),
                            new Argument("METADATA_FILE_NAME", TEXT, false))),
            new Procedure(Form.CALL, SYSTEM, "UNREGISTER_TABLE", List.of(SCHEMA, TABLE)),
            new Procedure(
                    Form.REWRITE,
                    "",
                    "OPTIMIZE",
                    List.of(
                            new Argument("file_size_threshold", TEXT, false),
                            new Argument(YIELD, Type.Simple.BOOLEAN, false))),
            new Procedure(Form.TABLE, "", "OPTIMIZE_MANIFESTS", List.of()),
            new Procedure(Form.TABLE, "", "DROP_EXTENDED_STATS", List.of()),
            new Procedure(
                    Form.TABLE,
                    "",
                    "ROLLBACK_TO_SNAPSHOT",
                    List.of(new Argument("snapshot_id", Type.Simple.BIGINT, true))),
            new Procedure(Form.TABLE, "", "EXPIRE_SNAPSHOTS", List.of(RETENTION)),
            new Procedure(Form.TABLE, "", "REMOVE_ORPHAN_FILES", List.of(RETENTION)),
            new Procedure(
                    Form.TABLE,
                    "",
                    "ADD_FILES",
                    List.of(
                            new Argument("location", TEXT, false),
                            new Argument("format", TEXT, false),
                            new Argument("recursive_directory", TEXT, false))),
            new Procedure(
                    Form.TABLE,
                    "",
                    "ADD_FILES_FROM_TABLE",
                    List.of(
                            new Argument("schema_name", TEXT, false),
                            new Argument("table_name", TEXT, false),
                            new Argument("partition_filter", new Type.MapOf(TEXT, TEXT), false),
                            new Argument("recursive_directory", TEXT, false))));

    private final Warehouse warehouse;
    private final Rewrites rewrites;
    private final Registration registration;
    private final AddFiles addFiles;
    private final Retention retention;

    public IcebergProcedures(Warehouse warehouse, Rewrites rewrites, AddFiles addFiles, Retention retention) {
        this.addFiles = addFiles;
        this.warehouse = warehouse;
        this.rewrites = rewrites;
        this.registration = new Registration(warehouse);
        this.retention = retention;
    }

    @Override
    public List<Procedure> procedures() {
        return ALL;
    }

    @Override
    public void call(ProcedureCall call) {
        switch (call.name()) {
            case "ROLLBACK_TO_SNAPSHOT" -> {
                SchemaTableName name = new SchemaTableName(text(call, "SCHEMA"), text(call, "TABLE"));
                if (warehouse.find(name).isEmpty()) {
                    throw new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table '" + name + "' not found");
                }
                rollBack(name, number(call, "SNAPSHOT_ID"), StandardErrorCode.PROCEDURE_CALL_FAILED);
            }
            case "REGISTER_TABLE" ->
                registration.register(name(call), text(call, "TABLE_LOCATION"), call.text("METADATA_FILE_NAME"));
            case "UNREGISTER_TABLE" -> registration.unregister(name(call));
            default -> throw unknown(call);
        }
    }

    @Override
    public void execute(TableHandle table, ProcedureCall call) {
        SchemaTableName name = table.name();
        switch (call.name()) {
            case "ADD_FILES" -> addFiles.execute(name, call);
            // Tables of Hive are no tables here, in a metastore of Hive too.
            case "ADD_FILES_FROM_TABLE" ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "This catalog does not support add_files_from_table procedure");
            case "OPTIMIZE_MANIFESTS" ->
                Failures.changing(
                        name.toString(),
                        () -> Attempts.repeat(ValidationException.class, () -> Manifests.optimize(load(table))));
            case "DROP_EXTENDED_STATS" -> Failures.changing(name.toString(), () -> Statistics.drop(load(table)));
            case "ROLLBACK_TO_SNAPSHOT" ->
                rollBack(name, number(call, "snapshot_id"), StandardErrorCode.GENERIC_INTERNAL_ERROR);
            case "EXPIRE_SNAPSHOTS" -> {
                long before =
                        System.currentTimeMillis() - retention.ofSnapshots(call).toMillis();
                Failures.changing(name.toString(), () -> Snapshots.expire(load(table), before));
            }
            case "REMOVE_ORPHAN_FILES" -> {
                long before =
                        System.currentTimeMillis() - retention.ofOrphans(call).toMillis();
                TableVersion version = warehouse.version(table);
                version.reading(() -> new OrphanFiles(load(table), warehouse.storage()).remove(before));
            }
            default -> throw unknown(call);
        }
    }

    @Override
    public TableHandle select(TableHandle table, ProcedureCall call, Constraint rows) {
        return rewrites.select(
                table,
                Sizes.bytes(call, "file_size_threshold", Rewrites.SMALL_FILE_BYTES),
                call.flag(YIELD).orElse(false) ? Precedence.CHANGES : Precedence.FIRST_COMMIT,
                rows);
    }

    @Override
    public WriteHandle begin(TableHandle selected) {
        return rewrites.begin(selected);
    }

    private void rollBack(SchemaTableName name, long snapshot, StandardErrorCode refusal) {
        Failures.changing(name.toString(), () -> {
            try {
                warehouse
                        .catalog()
                        .loadTable(warehouse.identifier(name))
                        .manageSnapshots()
                        .setCurrentSnapshot(snapshot)
                        .commit();
            } catch (ValidationException | IllegalArgumentException unknown) {
                throw new SkeinException(refusal, String.valueOf(unknown.getMessage()), unknown);
            }
        });
    }

    private Table load(TableHandle table) {
        return warehouse.catalog().loadTable(warehouse.identifier(table.name()));
    }

    private static SchemaTableName name(ProcedureCall call) {
        return new SchemaTableName(text(call, "SCHEMA_NAME"), text(call, "TABLE_NAME"));
    }

    private static String text(ProcedureCall call, String argument) {
        return call.text(argument).orElseThrow(() -> missing(argument));
    }

    private static long number(ProcedureCall call, String argument) {
        return call.number(argument).orElseThrow(() -> missing(argument));
    }

    private static SkeinException missing(String argument) {
        return new SkeinException(
                StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                argument.toLowerCase(java.util.Locale.ENGLISH) + " cannot be null");
    }

    private static SkeinException unknown(ProcedureCall call) {
        return new SkeinException(StandardErrorCode.PROCEDURE_NOT_FOUND, "Procedure not registered: " + call.name());
    }
}
