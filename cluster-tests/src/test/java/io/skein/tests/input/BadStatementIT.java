package io.skein.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Jdbc.Failure;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadStatementIT {
    private static final int ICEBERG_BAD_DATA = 0x5040004;

    private final SkeinProcess server = Servers.standalone();

    @AfterEach
    void nothingIsLeft() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELEC 1 | line 1:1: mismatched input 'SELEC'",
                "SELECT 1 FROM nowhere | line 1:15: Table 'tpch.tiny.nowhere' does not exist",
                "SELECT nothing FROM nation | line 1:8: Column 'nothing' cannot be resolved",
                "SELECT frobnicate(1) | line 1:8: Function 'frobnicate' not registered",
                "SELECT * FROM moon.tiny.nation | line 1:15: Catalog 'moon' not found",
                "SELECT * FROM tpch.moon.nation | line 1:15: Schema 'moon' does not exist",
                "SELECT 1 + 'a' | line 1:10: Cannot apply operator: integer + varchar(1)",
                "SELECT name FROM nation WHERE nationkey = '1' | line 1:41: Cannot apply operator: bigint = varchar(1)"
            })
    void analysisErrorNamesTheThingAndThePlace(String sql, String message) {
        assertThat(Jdbc.failure(server, sql).message()).contains(message);
    }

    @Test
    void divisionByZeroInTheMiddleOfTheStreamFailsTheQuery() {
        Failure failure = Jdbc.failure(server, "SELECT 1 / (orderkey - 59970) FROM tpch.tiny.lineitem");

        assertThat(failure.message()).contains("Division by zero");
        assertThat(failure.code()).isEqualTo(8);
    }

    @Test
    void statementOverTheLimitIsRefused() {
        Failure failure = Jdbc.failure(server, "SELECT '" + "x".repeat(1_000_000) + "'");

        assertThat(failure.message()).contains("Query text length (1000009) exceeds the maximum length (1000000)");
    }

    @Test
    void longStatementUnderTheLimitAnswers() {
        assertThat(Jdbc.query(server, "SELECT length('" + "x".repeat(999_000) + "')"))
                .containsExactly(List.of(999_000L));
    }

    @Test
    void deletedDataFileIsNamed() throws IOException {
        Path file = onlyFile("deleted");
        Files.delete(file);

        assertThat(Jdbc.failure(server, "SELECT max(comment) FROM iceberg.bad.deleted")
                        .message())
                .contains(file.getFileName().toString());
        Jdbc.execute(server, "DROP TABLE iceberg.bad.deleted");
    }

    @Test
    void corruptDataFileIsNamed() throws IOException {
        Path file = onlyFile("corrupt");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[64]), channel.size() - 64);
        }

        assertThat(Jdbc.failure(server, "SELECT max(comment) FROM iceberg.bad.corrupt")
                        .message())
                .contains(file.getFileName().toString());
        Jdbc.execute(server, "DROP TABLE iceberg.bad.corrupt");
    }

    @Test
    void dataFileWithABrokenPageIsNamed() throws IOException {
        Path file = onlyFile("broken");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] garbage = new byte[(int) channel.size() / 2];
            new Random(1).nextBytes(garbage);
            channel.write(ByteBuffer.wrap(garbage), channel.size() / 4);
        }

        Failure failure = Jdbc.failure(server, "SELECT count(comment), max(comment) FROM iceberg.bad.broken");
        assertThat(failure.code()).isEqualTo(ICEBERG_BAD_DATA);
        assertThat(failure.message()).contains(file.getFileName().toString());
        Jdbc.execute(server, "DROP TABLE iceberg.bad.broken");
    }

    @Test
    void failedWriteLeavesNoTableAndNoFile() throws IOException {
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.bad");

        Failure failure = Jdbc.failure(
                server,
                "CREATE TABLE iceberg.bad.half AS SELECT orderkey, 1 / (orderkey - 59970) AS x FROM tpch.tiny.lineitem");

        assertThat(failure.message()).contains("Division by zero");
        assertThat(Jdbc.query(server, "SHOW TABLES FROM iceberg.bad LIKE 'half'"))
                .isEmpty();
        assertThat(parquetFiles("half")).isEmpty();
    }

    private Path onlyFile(String table) throws IOException {
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.bad");
        Jdbc.execute(server, "CREATE TABLE iceberg.bad." + table + " AS SELECT * FROM tpch.tiny.nation");
        List<Path> files = parquetFiles(table);
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    private List<Path> parquetFiles(String table) throws IOException {
        try (Stream<Path> files = Files.walk(server.dataDirectory())) {
            return files.filter(file -> file.toString().endsWith(".parquet")
                            && file.toString().contains("/bad/" + table))
                    .toList();
        }
    }
}
