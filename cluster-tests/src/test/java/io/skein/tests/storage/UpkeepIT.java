package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are kept in shape while nobody looks. */
class UpkeepIT {
    private static final int INVALID_TABLE_PROPERTY = 0x0012;
    private static final int INVALID_SCHEMA_PROPERTY = 0x0021;
    private static final int INVALID_MATERIALIZED_VIEW_PROPERTY = 0x005F;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OFTEN =
            "upkeep_interval = '100ms', upkeep_small_file_count = 4, upkeep_manifest_count = 1000";
    private static final Map<House, SkeinProcess> SERVERS = new EnumMap<>(House.class);
    private static final Map<House, Path> WAREHOUSES = new EnumMap<>(House.class);

    enum House {
        STANDALONE("start"),
        CLUSTER("cluster", "--workers", "2");

        private final List<String> command;

        House(String... command) {
            this.command = List.of(command);
        }

        SkeinProcess server() {
            return SERVERS.computeIfAbsent(this, _ -> {
                WAREHOUSES.put(this, ForeignServer.directory("upkeep"));
                return Lake.start(
                        Map.of(
                                "lake",
                                List.of(
                                        "iceberg.jdbc-catalog.default-warehouse-dir=" + WAREHOUSES.get(this),
                                        "iceberg.upkeep.check-interval=100ms",
                                        "iceberg.expire-snapshots.min-retention=0s",
                                        "iceberg.remove-orphan-files.min-retention=0s")),
                        List.of("skein.coordinator.upkeep.poll-interval=100ms"),
                        command.toArray(String[]::new));
            });
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(SkeinProcess::close);
        SERVERS.clear();
    }

    @ParameterizedTest
    @EnumSource
    void manySmallFilesBecomeOneAndTheDryRunSaysSo(House house) {
        SkeinProcess server = house.server();
        Jdbc.execute(server, "CREATE SCHEMA lake.shape");
        fill(server, "lake.shape.t", OFTEN + ", upkeep_snapshot_retention = '0s'");
        String dryRun = "SELECT action, pending, files, manifests, snapshots, statement, due, last_outcome"
                + " FROM lake.shape.\"t$upkeep\"";
        String optimize = "ALTER TABLE \"lake\".\"shape\".\"t\" EXECUTE optimize(file_size_threshold => '100MB',"
                + " yield_to_changes => true)";
        String expire = "ALTER TABLE \"lake\".\"shape\".\"t\" EXECUTE expire_snapshots(retention_threshold => '0s')";
        List<List<Object>> wanted = List.of(
                Arrays.asList("optimize", true, 6L, null, null, optimize, null, null),
                Arrays.asList("optimize_manifests", false, null, 6L, null, null, null, null),
                Arrays.asList("expire_snapshots", true, null, null, 6L, expire, null, null));
        assertThat(Jdbc.query(server, dryRun)).containsExactlyElementsOf(wanted);

        // By the time that another table has had its turn, this one would have had it as well.
        fill(server, "lake.shape.canary", OFTEN);
        Jdbc.execute(server, "ALTER TABLE lake.shape.canary SET PROPERTIES upkeep_enabled = true");
        awaitFiles(server, "lake.shape.\"canary$files\"", 1);
        assertThat(Jdbc.query(server, dryRun)).containsExactlyElementsOf(wanted);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM lake.shape.\"canary$snapshots\""))
                .containsExactly(List.of(8L));

        Jdbc.execute(server, "ALTER TABLE lake.shape.t SET PROPERTIES upkeep_enabled = true");
        awaitFiles(server, "lake.shape.\"t$files\"", 1);
        awaitFiles(server, "lake.shape.\"t$snapshots\"", 1);
        await("the last step is told of")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Jdbc.query(
                                server,
                                "SELECT action, pending, statement, due, last_outcome, last_run > now() - INTERVAL '5' MINUTE"
                                        + " FROM lake.shape.\"t$upkeep\""))
                        .containsExactly(
                                Arrays.asList("optimize", false, null, null, "done", true),
                                Arrays.asList("optimize_manifests", false, null, null, null, null),
                                Arrays.asList("expire_snapshots", false, null, null, "done", true)));
        assertThat(Jdbc.query(server, "SELECT count(*), sum(n), count(DISTINCT n) FROM lake.shape.t"))
                .containsExactly(List.of(6L, 21L, 6L));
        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT DISTINCT \"user\", source FROM system.runtime.queries WHERE query LIKE 'ALTER TABLE \"lake\"%'"))
                .containsExactly(List.of("upkeep", "skein-upkeep"));

        Set<Path> files = files(house, "t-");
        assertThat(files)
                .filteredOn(file -> file.toString().endsWith(".parquet"))
                .hasSize(1);
        Jdbc.execute(server, "ALTER TABLE lake.shape.t EXECUTE remove_orphan_files(retention_threshold => '0s')");
        assertThat(files(house, "t-")).isEqualTo(files);
    }

    @ParameterizedTest
    @EnumSource
    void noStatementFailsBecauseOfUpkeep(House house) {
        SkeinProcess server = house.server();
        Jdbc.execute(server, "CREATE SCHEMA lake.race");
        Jdbc.execute(
                server,
                "CREATE TABLE lake.race.t (k bigint, v bigint) WITH (upkeep_enabled = true, upkeep_interval = '1ms',"
                        + " upkeep_small_file_count = 2, upkeep_manifest_count = 2, upkeep_snapshot_retention = '1h')");
        CompletableFuture<Void> columns = CompletableFuture.runAsync(() -> IntStream.range(0, 20)
                .forEach(i -> Jdbc.execute(server, "ALTER TABLE lake.race.t ADD COLUMN c" + i + " bigint")));
        for (int k = 0; k < 30; k++) {
            Jdbc.execute(server, "INSERT INTO lake.race.t (k, v) VALUES (" + k + ", 0), (-1, 0)");
            Jdbc.execute(server, "UPDATE lake.race.t SET v = v + 1 WHERE k % 2 = 0");
            Jdbc.execute(server, "DELETE FROM lake.race.t WHERE k < 0");
        }
        columns.join();

        assertThat(Jdbc.query(server, "SELECT count(*), sum(k), sum(v) FROM lake.race.t"))
                .containsExactly(List.of(30L, 435L, 240L));
        await("there was a race")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Jdbc.query(
                                server,
                                "SELECT count(*) > 0 FROM lake.race.\"t$snapshots\" WHERE operation = 'replace'"
                                        + " AND element_at(summary, 'deleted-data-files') IS NOT NULL"))
                        .containsExactly(List.of(true)));
        Jdbc.execute(server, "DROP TABLE lake.race.t");
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @Test
    void aSchemaSpeaksForItsTables() {
        SkeinProcess server = House.STANDALONE.server();
        Jdbc.execute(
                server,
                "CREATE SCHEMA lake.kept WITH (upkeep_enabled = true, upkeep_interval = '100ms', upkeep_small_file_count = 3)");
        fill(server, "lake.kept.own", "upkeep_enabled = false");
        fill(server, "lake.kept.plain", "upkeep_enabled = false");
        Jdbc.execute(server, "ALTER TABLE lake.kept.plain SET PROPERTIES upkeep_enabled = DEFAULT");

        awaitFiles(server, "lake.kept.\"plain$files\"", 1);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM lake.kept.\"own$files\""))
                .containsExactly(List.of(6L));
        assertThat(Jdbc.query(
                        server, "SELECT value FROM lake.kept.\"own$properties\" WHERE key = 'skein.upkeep.enabled'"))
                .containsExactly(List.of("false"));
        Jdbc.execute(server, "ALTER TABLE lake.kept.own SET PROPERTIES upkeep_enabled = DEFAULT");
        awaitFiles(server, "lake.kept.\"own$files\"", 1);
    }

    @Test
    void whatCannotBeIsRefused() {
        SkeinProcess server = House.STANDALONE.server();
        Jdbc.execute(server, "CREATE SCHEMA lake.bad");
        Jdbc.execute(server, "CREATE TABLE lake.bad.t (n bigint) WITH (upkeep_interval = '2h')");

        refuses(
                "CREATE TABLE lake.bad.u (n bigint) WITH (upkeep_interval = 'soon')",
                INVALID_TABLE_PROPERTY,
                "Unable to set catalog 'lake' table property 'upkeep_interval' to ['soon']: duration is not a valid data duration string: soon");
        refuses(
                "ALTER TABLE lake.bad.t SET PROPERTIES upkeep_small_file_count = 1",
                INVALID_TABLE_PROPERTY,
                "upkeep_small_file_count must be greater than or equal to 2");
        refuses(
                "ALTER TABLE lake.bad.t SET PROPERTIES upkeep_enabled = 'perhaps'",
                INVALID_TABLE_PROPERTY,
                "Invalid value for catalog 'lake' table property 'upkeep_enabled': Cannot convert ['perhaps'] to boolean");
        refuses(
                "CREATE SCHEMA lake.worse WITH (upkeep_small_file_size = 'large')",
                INVALID_SCHEMA_PROPERTY,
                "Unable to set catalog 'lake' schema property 'upkeep_small_file_size' to ['large']: size is not a valid data size string: large");
        refuses(
                "CREATE MATERIALIZED VIEW lake.bad.m WITH (upkeep_enabled = true) AS SELECT 1 AS n",
                INVALID_MATERIALIZED_VIEW_PROPERTY,
                "materialized view property 'upkeep_enabled' does not exist");
        assertThat(Jdbc.query(server, "SHOW CREATE TABLE lake.bad.t"))
                .singleElement()
                .extracting(row -> row.getFirst(), STRING)
                .contains("upkeep_interval = '2h'");
    }

    @Test
    void aTableThatIsDroppedInBetweenLeavesNothing() {
        SkeinProcess server = House.STANDALONE.server();
        Jdbc.execute(server, "CREATE SCHEMA lake.gone");
        for (int round = 0; round < 8; round++) {
            fill(server, "lake.gone.t", "upkeep_enabled = true, upkeep_interval = '1ms', upkeep_small_file_count = 2");
            Jdbc.execute(server, "DROP TABLE lake.gone.t");
        }

        await("nothing is left")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files(House.STANDALONE, "gone" + File.separator))
                        // The metadata file of a commit that lost to the DROP stays, as of any that loses on a JDBC
                        // catalog.
                        .allMatch(file -> file.toString().endsWith(".metadata.json")));
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
        Jdbc.execute(server, "DROP SCHEMA lake.gone");
    }

    /** Six rows in as many files. */
    private static void fill(SkeinProcess server, String table, String properties) {
        Jdbc.execute(server, "CREATE TABLE " + table + " (n bigint) WITH (" + properties + ")");
        for (int n = 1; n <= 6; n++) {
            Jdbc.execute(server, "INSERT INTO " + table + " VALUES " + n);
        }
    }

    private static void awaitFiles(SkeinProcess server, String metadataTable, long count) {
        await(metadataTable)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Jdbc.query(server, "SELECT count(*) FROM " + metadataTable))
                        .containsExactly(List.of(count)));
    }

    private static void refuses(String statement, int code, String message) {
        Jdbc.Failure failure = Jdbc.failure(House.STANDALONE.server(), statement);
        assertThat(failure.message()).contains(message);
        assertThat(failure.code()).isEqualTo(code);
    }

    /** Files of the warehouse with this in their path. */
    private static Set<Path> files(House house, String part) {
        Path warehouse = Objects.requireNonNull(WAREHOUSES.get(house));
        try (Stream<Path> files = Files.walk(warehouse)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> warehouse.relativize(file).toString().contains(part))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
