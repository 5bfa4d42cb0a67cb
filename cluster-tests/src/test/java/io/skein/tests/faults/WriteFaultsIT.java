package io.skein.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Services;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.Lake;
import io.skein.tests.storage.S3Server;
import io.skein.tests.storage.StorageProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes are killed and storage fails while statements write, alone or two at a time. After each round the table is in a state that some serial order of
 * what was done explains, each file that is named is there, nothing is held, and the cluster serves; statements that fail leave no files, and those of killed
 * processes are orphans that can be removed. {@code -Dskein.faults.rounds} and {@code -Dskein.faults.seed} say how many rounds the full suite has, and which.
 */
class WriteFaultsIT {
    private static final long SEED = Long.getLong("skein.faults.seed", 20261129);
    /** Each service is killed, storage fails, and there are two writers. */
    private static final long SEED_OF_FEW = 20261118;

    private static final int ROUNDS = Integer.getInteger("skein.faults.rounds", 200);
    private static final int FEW_ROUNDS = 6;
    private static final String PREFIX = "writes";

    private static StorageProxy proxy;
    private static Services cluster;
    private static List<FaultyTable> tables;

    @BeforeAll
    static void start() throws IOException {
        proxy = new StorageProxy(S3Server.shared().port());
        Path warehouse = Files.createTempDirectory(
                Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers")), "warehouse");
        List<String> local = List.of(
                "iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse,
                "iceberg.expire-snapshots.min-retention=0s",
                "iceberg.remove-orphan-files.min-retention=0s");
        List<String> remote = new ArrayList<>(Lake.jdbc(proxy.endpoint(), PREFIX));
        remote.addAll(local.subList(1, 3));
        remote.add("s3.max-error-retries=2");
        remote.add("s3.socket-read-timeout=3s");
        List<String> patient = new ArrayList<>(Lake.jdbc(proxy.endpoint(), "patient"));
        patient.add("s3.socket-read-timeout=5m");
        cluster = Services.start(
                Lake.directory(Map.of("local", local, "lake", remote, "patient", patient)),
                Map.of("SKEIN_TEST_S3_SECRET", S3Server.SECRET_KEY));
        for (String catalog : List.of("local", "lake")) {
            Jdbc.execute(cluster, "CREATE SCHEMA " + catalog + ".s");
            Jdbc.execute(
                    cluster,
                    "CREATE TABLE " + catalog
                            + ".s.t (id bigint, v bigint) WITH (partitioning = ARRAY['bucket(id, 3)'])");
        }
        tables = List.of(
                new FaultyTable("local.s.t", new LocalFiles(warehouse.resolve("s"))),
                new FaultyTable("lake.s.t", new BucketFiles(PREFIX + "/s/")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        proxy.close();
    }

    @Test
    void aFewRoundsLeaveTheTablesWhole() {
        new FaultRounds(cluster, proxy, tables, SEED_OF_FEW).run(FEW_ROUNDS);
    }

    @Test
    @Tag("full")
    void manyRoundsLeaveTheTablesWhole() {
        new FaultRounds(cluster, proxy, tables, SEED).run(ROUNDS);
    }

    /** Calls that say nothing for so long must not be taken for dead. */
    @Test
    @Tag("full")
    void aWriteThatWaitsTwoMinutesForItsStorageIsDone() {
        Jdbc.execute(cluster, "CREATE SCHEMA patient.s");
        Jdbc.execute(cluster, "CREATE TABLE patient.s.t AS SELECT * FROM tpch.tiny.nation");
        proxy.breakNext(Fault.Requests.ALL_WRITES.predicate(), new StorageProxy.Fault.Slow(60_000), 1);

        Jdbc.execute(cluster, "INSERT INTO patient.s.t VALUES (25, 'ATLANTIS', 0, 'under the sea')");

        assertThat(proxy.broken()).isEqualTo(1);
        assertThat(Jdbc.query(cluster, "SELECT count(*), max(name) FROM patient.s.t"))
                .containsExactly(List.of(26L, "VIETNAM"));
    }

    private record LocalFiles(Path directory) implements FaultyTable.Files {
        @Override
        public Set<String> all() {
            try (Stream<Path> all = Files.walk(directory)) {
                return all.filter(Files::isRegularFile).map(Path::toString).collect(Collectors.toSet());
            } catch (UncheckedIOException | IOException deletedMeanwhile) {
                return all();
            }
        }

        @Override
        public byte[] read(String location) {
            try {
                return Files.readAllBytes(Path.of(location));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record BucketFiles(String prefix) implements FaultyTable.Files {
        private static final String BUCKET = "s3://" + S3Server.BUCKET + "/";

        @Override
        public Set<String> all() {
            return S3Server.shared().keys(prefix).stream()
                    .map(key -> BUCKET + key)
                    .collect(Collectors.toSet());
        }

        @Override
        public byte[] read(String location) {
            return S3Server.shared().read(location.substring(BUCKET.length()));
        }
    }
}
