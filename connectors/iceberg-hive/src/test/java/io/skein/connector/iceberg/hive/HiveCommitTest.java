package io.skein.connector.iceberg.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.file.LocalFileIO;
import io.skein.connector.iceberg.hive.FakeMetastore.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit says when the metastore breaks in its midst. */
class HiveCommitTest {
    private static final TableIdentifier NAME = TableIdentifier.of("s", "t");
    private static final Schema COLUMNS = new Schema(Types.NestedField.optional(1, "x", Types.LongType.get()));

    @TempDir
    private Path directory;

    private FakeMetastore server;
    private Metastore metastore;
    private HiveCatalog catalog;

    @BeforeEach
    void start() throws Exception {
        server = new FakeMetastore();
        metastore = new Metastore(server.settings());
        catalog = new HiveCatalog(
                metastore,
                true,
                new LocalFileIO(),
                schema -> directory.resolve(schema).toString());
    }

    @AfterEach
    void stop() {
        metastore.close();
        server.close();
    }

    @Test
    void aChangeWhoseAnswerWasLostIsFoundToBeMade() throws Exception {
        Table table = create();
        server.breakNext(Trouble.ANSWER_LOST);

        table.updateProperties().set("note", "made").commit();

        assertThat(catalog.loadTable(NAME).properties()).containsEntry("note", "made");
        assertThat(metadataFiles()).isEqualTo(2);
        assertThat(server.held()).isZero();
    }

    @Test
    void aChangeThatMayStillComeIsUnknown() throws Exception {
        Table table = create();
        server.breakNext(Trouble.REQUEST_LOST);

        assertThatThrownBy(() -> table.updateProperties().set("note", "lost").commit())
                .isInstanceOf(CommitStateUnknownException.class);

        assertThat(metadataFiles()).as("the file may be needed").isEqualTo(2);
        assertThat(server.held()).isZero();
    }

    @Test
    void aRefusedChangeIsTriedAgainAndLeavesNoFile() throws Exception {
        Table table = create();
        server.breakNext(Trouble.REFUSED);

        table.updateProperties().set("note", "made").commit();

        assertThat(catalog.loadTable(NAME).properties()).containsEntry("note", "made");
        assertThat(metadataFiles()).isEqualTo(2);
    }

    @Test
    void aChangeOfSomethingElseIsNotMade() throws Exception {
        create();
        TableOperations mine = catalog.newTableOps(NAME);
        TableMetadata seen = mine.current();
        catalog.loadTable(NAME).updateProperties().set("note", "theirs").commit();
        TableMetadata changed = TableMetadata.buildFrom(seen)
                .setProperties(Map.of("note", "mine"))
                .build();

        assertThatThrownBy(() -> mine.commit(seen, changed)).isInstanceOf(CommitFailedException.class);

        assertThat(catalog.loadTable(NAME).properties()).containsEntry("note", "theirs");
        assertThat(metadataFiles()).isEqualTo(2);
        assertThat(server.held()).isZero();
    }

    @Test
    void aLockThatOthersHaveIsWaitedFor() throws Exception {
        Table table = create();
        server.lockIsBusy(3, false);

        table.updateProperties().set("note", "made").commit();

        assertThat(catalog.loadTable(NAME).properties()).containsEntry("note", "made");
        assertThat(server.held()).isZero();
    }

    @Test
    void withoutItsLockAChangeIsNotMade() throws Exception {
        Table table = catalog.createTable(NAME, COLUMNS, null, Map.of(TableProperties.COMMIT_NUM_RETRIES, "0"));
        server.lockIsBusy(1, true);

        assertThatThrownBy(() -> table.updateProperties().set("note", "mine").commit())
                .isInstanceOf(CommitFailedException.class)
                .hasMessage("The Hive metastore did not lock s.t");

        assertThat(metadataFiles()).isEqualTo(1);
        assertThat(server.held()).isZero();
    }

    @Test
    void aTableThatSaysSoIsNotLocked() {
        Table table = catalog.createTable(NAME, COLUMNS, null, Map.of("engine.hive.lock-enabled", "false"));
        server.lockIsBusy(0, true);

        table.updateProperties().set("note", "made").commit();

        assertThat(catalog.loadTable(NAME).properties()).containsEntry("note", "made");
    }

    @Test
    void aTableWhoseAnswerWasLostIsThere() {
        server.breakNext(Trouble.ANSWER_LOST);

        create();

        assertThat(catalog.tableExists(NAME)).isTrue();
    }

    private Table create() {
        return catalog.createTable(NAME, COLUMNS);
    }

    private long metadataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .count();
        }
    }
}
