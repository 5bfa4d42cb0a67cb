package io.skein.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a connector with schemas and tables to make, and rows to write, has to keep besides {@link ReadContract}. */
public abstract class WriteContract extends ReadContract {
    private static final String SCHEMA = "contract";
    private static final SchemaTableName NAME = new SchemaTableName(SCHEMA, "written");
    private static final List<List<Object>> ROWS = List.of(List.of(1L, "one"), List.of(2L, "two"), List.of(3L, "drei"));

    /** The shape the tests create; a connector adds what it needs. */
    protected TableMetadata shape(SchemaTableName name) {
        return new TableMetadata(
                name,
                List.of(ColumnMetadata.of("id", Type.Simple.BIGINT), ColumnMetadata.of("name", Type.Varchar.UNBOUNDED)),
                Map.of(),
                Optional.empty());
    }

    @Test
    void createsAndDropsSchemas() {
        definition().createSchema(SCHEMA, Map.of());
        assertThat(connector().metadata().schemas()).contains(SCHEMA);
        refuses(StandardErrorCode.SCHEMA_ALREADY_EXISTS, () -> definition().createSchema(SCHEMA, Map.of()));

        definition().createTable(shape(NAME));
        refuses(StandardErrorCode.SCHEMA_NOT_EMPTY, () -> definition().dropSchema(SCHEMA, false));

        definition().dropTable(Rows.table(connector(), NAME));
        definition().dropSchema(SCHEMA, false);
        assertThat(connector().metadata().schemas()).doesNotContain(SCHEMA);
        refuses(StandardErrorCode.SCHEMA_NOT_FOUND, () -> definition().dropSchema(SCHEMA, false));
        refuses(StandardErrorCode.SCHEMA_NOT_FOUND, () -> definition().createTable(shape(NAME)));
    }

    @Test
    void createsAnEmptyTableOnce() {
        createSchema();
        definition().createTable(shape(NAME));

        assertThat(visibleColumns())
                .extracting(ColumnMetadata::name, ColumnMetadata::type)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", Type.Simple.BIGINT),
                        org.assertj.core.groups.Tuple.tuple("name", Type.Varchar.UNBOUNDED));
        refuses(StandardErrorCode.TABLE_ALREADY_EXISTS, () -> definition().createTable(shape(NAME)));
    }

    @Test
    void renamesATable() {
        createSchema();
        definition().createTable(shape(NAME));
        SchemaTableName renamed = new SchemaTableName(SCHEMA, "renamed");
        definition().renameTable(Rows.table(connector(), NAME), renamed);

        assertThat(connector().metadata().tables(Optional.of(SCHEMA))).containsExactly(renamed);
        definition().createTable(shape(NAME));
        TableHandle other = Rows.table(connector(), NAME);
        refuses(StandardErrorCode.TABLE_ALREADY_EXISTS, () -> definition().renameTable(other, renamed));
    }

    @Test
    void addsAndRenamesColumns() {
        createSchema();
        definition().createTable(shape(NAME));
        ColumnMetadata added = ColumnMetadata.of("since", Type.Simple.DATE);
        definition().changeTable(Rows.table(connector(), NAME), new TableChange.AddColumn(added));
        definition().changeTable(Rows.table(connector(), NAME), new TableChange.RenameColumn("name", "title"));

        assertThat(visibleColumns())
                .extracting(ColumnMetadata::name, ColumnMetadata::type)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", Type.Simple.BIGINT),
                        org.assertj.core.groups.Tuple.tuple("title", Type.Varchar.UNBOUNDED),
                        org.assertj.core.groups.Tuple.tuple("since", Type.Simple.DATE));
        refuses(
                StandardErrorCode.COLUMN_NOT_FOUND,
                () -> definition()
                        .changeTable(Rows.table(connector(), NAME), new TableChange.RenameColumn("name", "other")));
    }

    @Test
    void setsAndTakesAwayComments() {
        createSchema();
        definition().createTable(shape(NAME));
        comment(Optional.of("about it"));
        assertThat(metadata().comment()).contains("about it");
        assertThat(metadata().columns().getFirst().comment()).contains("about it");

        comment(Optional.empty());
        assertThat(metadata().comment()).isEmpty();
        assertThat(metadata().columns().getFirst().comment()).isEmpty();
    }

    private void comment(Optional<String> text) {
        definition().changeTable(Rows.table(connector(), NAME), new TableChange.SetComment(text));
        definition().changeTable(Rows.table(connector(), NAME), new TableChange.SetColumnComment("id", text));
    }

    private List<ColumnMetadata> visibleColumns() {
        return metadata().columns().stream().filter(column -> !column.hidden()).toList();
    }

    private TableMetadata metadata() {
        return connector().metadata().tableMetadata(Rows.table(connector(), NAME));
    }

    @Test
    void showsACreatedTableAtFinishOnly() {
        createSchema();
        WriteHandle handle = write().beginCreate(shape(NAME), false);
        List<byte[]> fragments = pages(handle);
        assertThat(connector().metadata().table(NAME)).isEmpty();

        write().finish(handle, fragments);

        assertThat(read()).containsExactlyInAnyOrderElementsOf(ROWS);
    }

    @Test
    void showsInsertedRowsAtFinishOnly() {
        createSchema();
        definition().createTable(shape(NAME));
        WriteHandle handle = write().beginInsert(Rows.table(connector(), NAME), List.of("id", "name"));
        List<byte[]> fragments = new ArrayList<>(pages(handle));
        fragments.addAll(pages(handle));
        assertThat(read()).isEmpty();

        write().finish(handle, fragments);

        assertThat(read()).hasSize(2 * ROWS.size());
    }

    @Test
    void dropsWhatWasAborted() {
        createSchema();
        WriteHandle create = write().beginCreate(shape(NAME), false);
        write().abort(create, pages(create));
        assertThat(connector().metadata().table(NAME)).isEmpty();

        definition().createTable(shape(NAME));
        WriteHandle insert = write().beginInsert(Rows.table(connector(), NAME), List.of("id", "name"));
        write().abort(insert, List.of());
        assertThat(read()).isEmpty();
    }

    @Test
    void releasesWhatAnAbortedSinkTook() {
        createSchema();
        WriteHandle handle = write().beginCreate(shape(NAME), false);
        assumePages(handle);
        var sink = write().sink(handle, allocator());
        try (var batch = Rows.batch(handle.columns(), ROWS, allocator())) {
            sink.append(batch);
        }
        sink.abort();
        write().abort(handle, List.of());
        assertThat(allocator().getAllocatedMemory()).isZero();
    }

    private void createSchema() {
        definition().createSchema(SCHEMA, Map.of());
    }

    private List<byte[]> pages(WriteHandle handle) {
        assumePages(handle);
        return Rows.sink(connector(), handle, ROWS, allocator());
    }

    private static void assumePages(WriteHandle handle) {
        assumeTrue(handle.target() instanceof WriteHandle.Pages, "the kernel writes this connector's files itself");
    }

    private List<List<@Nullable Object>> read() {
        return Rows.read(connector(), NAME, allocator());
    }

    private ConnectorDefinition definition() {
        return connector().definition().orElseThrow();
    }

    private ConnectorWrite write() {
        return connector().write().orElseThrow();
    }

    private static void refuses(StandardErrorCode code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code()).isEqualTo(code.code()));
    }
}
