package io.skein.cli;

import io.trino.client.ClientSession;
import io.trino.client.OkHttpUtil;
import io.trino.client.QueryError;
import io.trino.client.QueryStatusInfo;
import io.trino.client.StatementClient;
import io.trino.client.StatementClientFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Runs one statement from start to end; an interrupt cancels it on the server. */
final class StatementRun {
    private final Arguments arguments;
    private final PrintWriter out;
    private final Progress progress;
    private final PrintStream errors;
    private @Nullable Table table;

    StatementRun(Arguments arguments, PrintWriter out, Progress progress, PrintStream errors) {
        this.arguments = arguments;
        this.out = out;
        this.progress = progress;
        this.errors = errors;
    }

    /** Answers the process's exit status. */
    int run() {
        OkHttpClient http = http();
        try (StatementClient client =
                StatementClientFactory.newStatementClient(http, session(), arguments.statement())) {
            Thread cancel = new Thread(client::close);
            Runtime.getRuntime().addShutdownHook(cancel);
            int status = follow(client);
            Runtime.getRuntime().removeShutdownHook(cancel);
            return status;
        } catch (UncheckedIOException | IllegalStateException unreachable) {
            progress.clear();
            return explain(unreachable);
        } finally {
            http.dispatcher().executorService().shutdownNow();
            http.connectionPool().evictAll();
        }
    }

    private int follow(StatementClient client) {
        while (client.isRunning()) {
            QueryStatusInfo status = client.currentStatusInfo();
            progress.update(status.getStats());
            printRows(client, status);
            client.advance();
        }
        progress.clear();
        QueryStatusInfo end = client.finalStatusInfo();
        QueryError error = end.getError();
        if (error != null) {
            out.flush();
            errors.println(
                    "Query " + end.getId() + " failed: " + error.getMessage() + " [" + error.getErrorName() + "]");
            return 1;
        }
        if (table == null && end.getColumns() != null && end.getUpdateType() == null) {
            table = new Table(out, end.getColumns());
        }
        if (table != null) {
            table.end();
        } else {
            out.println(outcome(end));
            out.flush();
        }
        progress.end(end.getId(), end.getStats());
        return 0;
    }

    private void printRows(StatementClient client, QueryStatusInfo status) {
        if (status.getColumns() == null || status.getUpdateType() != null) {
            return;
        }
        for (List<Object> row : client.currentRows()) {
            if (table == null) {
                progress.clear();
                table = new Table(out, status.getColumns());
            }
            table.add(row);
        }
    }

    private static String outcome(QueryStatusInfo end) {
        String what = Optional.ofNullable(end.getUpdateType()).orElse("OK");
        OptionalLong count = end.getUpdateCount();
        return count.isEmpty() ? what : what + ": " + count.getAsLong() + (count.getAsLong() == 1 ? " row" : " rows");
    }

    private int explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                errors.println("skein: no server at " + arguments.server()
                        + "; start one with ./skein start, or name it with --server");
                return 2;
            }
        }
        Throwable cause = failure.getCause() instanceof IOException io ? io : failure;
        errors.println("skein: talking to " + arguments.server() + " failed: " + cause.getMessage());
        return 2;
    }

    private OkHttpClient http() {
        OkHttpClient.Builder http =
                new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(5)).readTimeout(Duration.ofMinutes(5));
        arguments
                .password()
                .ifPresent(password -> http.addInterceptor(OkHttpUtil.basicAuth(arguments.user(), password)));
        return http.build();
    }

    private ClientSession session() {
        ClientSession.Builder session = ClientSession.builder()
                .server(arguments.server())
                .user(Optional.of(arguments.user()))
                .source("skein-cli")
                .timeZone(ZoneId.systemDefault())
                .locale(Locale.getDefault())
                .clientRequestTimeout(new io.airlift.units.Duration(10, java.util.concurrent.TimeUnit.SECONDS));
        arguments.catalog().ifPresent(session::catalog);
        arguments.schema().ifPresent(session::schema);
        return session.build();
    }
}
