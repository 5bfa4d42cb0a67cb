package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.postgresql.CommitProxy.Fault;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection is lost in the very moment of a commit. */
class LostCommitTest {
    private static final SchemaTableName TABLE = new SchemaTableName("public", "t");

    private final LocalPostgres server = LocalPostgres.shared();
    private final String database = server.database();
    private final CommitProxy proxy = new CommitProxy(server.port());
    private final Connector connector = server.connect(
            database,
            Map.of(
                    "connection-url",
                    "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database + "?sslmode=disable"));
    private final BufferAllocator allocator = new RootAllocator();

    @BeforeEach
    void prepare() {
        server.run(database, "CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void close() throws IOException {
        connector.close();
        proxy.close();
        allocator.close();
    }

    /** A write that is ready to be finished, and the query that has a row once it has been. */
    record Ready(WriteHandle handle, List<byte[]> fragments, String done) {}

    private Ready ready(WriteHandle handle, List<@Nullable Object> row, String done) {
        return new Ready(handle, Rows.sink(connector, handle, List.of(row), allocator), done);
    }

    private Ready insert() {
        WriteHandle handle = connector.write().orElseThrow().beginInsert(Rows.table(connector, TABLE), List.of("id"));
        return ready(handle, List.of(2), "SELECT 1 FROM t WHERE id = 2");
    }

    private Ready create() {
        TableMetadata made = new TableMetadata(
                new SchemaTableName("public", "made"),
                List.of(ColumnMetadata.of("id", Type.Simple.INTEGER)),
                Map.of(),
                Optional.empty());
        return ready(
                connector.write().orElseThrow().beginCreate(made, false),
                List.of(2),
                "SELECT 1 FROM pg_class WHERE relname = 'made'");
    }

    private Ready update() {
        WriteHandle handle = connector
                .rowChanges()
                .orElseThrow()
                .begin(
                        Rows.table(connector, TABLE),
                        new ChangedColumns(List.of("id"), Set.of("id"), Set.of()),
                        Constraint.ALL);
        List<@Nullable Object> row = new ArrayList<>(List.of((byte) RowChange.UPDATE.code()));
        row.addAll(Rows.read(
                        connector,
                        Rows.table(connector, TABLE),
                        List.of(RowIdentity.FILE, RowIdentity.POSITION),
                        allocator)
                .getFirst());
        row.add(3);
        return ready(handle, row, "SELECT 1 FROM t WHERE id = 3");
    }

    Stream<Supplier<Ready>> writes() {
        return Stream.of(this::insert, this::create, this::update);
    }

    private boolean done(Ready write) {
        return !server.run(database, write.done()).isEmpty();
    }

    private void assertFails(Ready write, ErrorCode code, String message) {
        assertThatThrownBy(() -> connector.write().orElseThrow().finish(write.handle(), write.fragments()))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void aWriteThatWasNotCommittedFails() {
        writes().map(Supplier::get).forEach(write -> {
            proxy.next(Fault.BEFORE);
            assertFails(write, StandardErrorCode.CONNECTOR_COMMIT_ERROR.code(), "was not committed");
            assertThat(done(write)).isFalse();
            connector.write().orElseThrow().abort(write.handle(), List.of());
        });
        assertThat(server.run(database, "SELECT 1 FROM pg_class WHERE relname LIKE 'skein%'"))
                .isEmpty();
    }

    @Test
    void aWriteThatWasCommittedSucceeds() {
        writes().map(Supplier::get).forEach(write -> {
            proxy.next(Fault.AFTER);
            connector.write().orElseThrow().finish(write.handle(), write.fragments());
            assertThat(done(write)).isTrue();
        });
    }

    @Test
    void ofWhatNobodyCanTellTheOutcomeIsUnknown() {
        Ready write = insert();
        proxy.next(Fault.AFTER_FOR_EVER);
        assertFails(
                write,
                StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code(),
                "The write into public.t may have been committed or not: Catalog 'pg': ");
        assertThat(done(write)).isTrue();
    }

    @Test
    void aDeleteThatTheServerDoesItselfIsUnknown() {
        proxy.next(Fault.AFTER);
        assertThatThrownBy(
                        () -> connector.rowChanges().orElseThrow().delete(Rows.table(connector, TABLE), Constraint.ALL))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code())
                                .isEqualTo(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code()));
        assertThat(server.run(database, "SELECT 1 FROM t")).isEmpty();
    }
}
