package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Disks that are full: that of the cache, of what does not fit into memory, and of the tables. They are small file systems, which only root may mount. */
class FullDiskIT {
    private static final int EXCEEDED_SPILL_LIMIT = 0x0002_0006;
    private static final int WRITER_DATA_ERROR = 0x0504_0010;
    private static final int MEBIBYTE = 1 << 20;

    private static final List<Path> DISKS = new ArrayList<>();
    private static Path cache;
    private static Path spill;
    private static Path tables;
    private static SkeinProcess server;

    @BeforeAll
    static void start() throws Exception {
        cache = disk("cache", 4);
        spill = disk("spill", 8);
        tables = disk("tables", 4);
        server = Lake.start(
                Map.of(
                        "lake",
                        Lake.jdbc(S3Server.shared().endpoint(), "full"),
                        "local",
                        List.of("iceberg.jdbc-catalog.default-warehouse-dir=" + tables)),
                List.of(
                        "skein.worker.cache-directory=" + cache,
                        "skein.worker.spill-directory=" + spill,
                        "skein.worker.query-max-memory-per-node=" + 200 * MEBIBYTE),
                "start");
        Jdbc.execute(server, "CREATE SCHEMA lake.s");
        Jdbc.execute(server, "CREATE SCHEMA local.s");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        for (Path disk : DISKS) {
            run("umount", disk.toString());
        }
    }

    @AfterEach
    void nothingIsHeld() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @Test
    void filesThatTheCacheHasNoRoomForAreReadAllTheSame() {
        String sum = "SELECT count(*), sum(orderkey), max(clerk), max(comment) FROM ";
        Jdbc.execute(server, "CREATE TABLE lake.s.large AS SELECT * FROM tpch.\"sf0.1\".orders");
        Jdbc.execute(server, "CREATE TABLE lake.s.small AS SELECT * FROM tpch.tiny.orders");

        for (int i = 0; i < 2; i++) {
            assertThat(Jdbc.query(server, sum + "lake.s.large"))
                    .isEqualTo(Jdbc.query(server, sum + "tpch.\"sf0.1\".orders"));
            assertThat(Jdbc.query(server, sum + "lake.s.small"))
                    .isEqualTo(Jdbc.query(server, sum + "tpch.tiny.orders"));
        }
    }

    @Test
    void aQueryThatSpillsMoreThanThereIsRoomForSaysSo() throws IOException {
        Jdbc.Failure failure =
                Jdbc.failure(server, "SELECT * FROM tpch.sf1.lineitem ORDER BY comment, orderkey, linenumber");

        assertThat(failure.code()).as(failure.message()).isEqualTo(EXCEEDED_SPILL_LIMIT);
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
        assertThat(files(spill)).isEmpty();
        assertThat(Jdbc.query(server, "SELECT count(*) FROM tpch.tiny.lineitem"))
                .containsExactly(List.of(60175L));
    }

    @Test
    void aWriteThatFillsTheDiskLeavesNothing() throws IOException {
        Jdbc.execute(server, "CREATE TABLE local.s.kept AS SELECT * FROM tpch.tiny.nation");
        List<Path> before = files(tables);

        Jdbc.Failure create =
                Jdbc.failure(server, "CREATE TABLE local.s.never AS SELECT * FROM tpch.\"sf0.1\".lineitem");
        assertThat(create.message()).contains("No space left on device");
        assertThat(create.code()).as(create.message()).isEqualTo(WRITER_DATA_ERROR);
        assertThat(Jdbc.query(server, "SHOW TABLES FROM local.s")).containsExactly(List.of("kept"));
        assertThat(Jdbc.failure(
                                server,
                                "INSERT INTO local.s.kept SELECT orderkey, comment, linenumber, comment FROM tpch.\"sf0.1\".lineitem")
                        .code())
                .isEqualTo(WRITER_DATA_ERROR);

        assertThat(files(tables)).isEqualTo(before);
        Jdbc.execute(server, "INSERT INTO local.s.kept VALUES (25, 'ATLANTIS', 0, 'under the sea')");
        assertThat(Jdbc.query(server, "SELECT count(*) FROM local.s.kept")).containsExactly(List.of(26L));
    }

    private static Path disk(String name, int mebibytes) throws Exception {
        Path disk = ForeignServer.directory(name);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", disk.toString()),
                "only root may mount a small file system");
        DISKS.add(disk);
        return disk;
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static List<Path> files(Path disk) throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
