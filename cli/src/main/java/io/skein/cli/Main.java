package io.skein.cli;

import io.trino.client.ClientException;
import io.trino.client.ClientSession;
import io.trino.client.OkHttpUtil;
import io.trino.client.StatementClient;
import io.trino.client.StatementClientFactory;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** Runs one statement. Ends with 0, 1 when the statement failed, 2 when the server can't be reached, 64 for a wrong command line. */
public final class Main {
    private static final int FAILED = 1;
    private static final int UNREACHABLE = 2;
    private static final int USAGE = 64;

    private final Arguments arguments;
    private final PrintStream err;

    private Main(Arguments arguments, PrintStream err) {
        this.arguments = arguments;
        this.err = err;
    }

    public static void main(String[] words) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status;
        try {
            status = new Main(Arguments.parse(words), err).run();
        } catch (Arguments.Wrong wrong) {
            err.println("skein sql: " + wrong.getMessage());
            err.print(Arguments.USAGE);
            status = USAGE;
        }
        System.exit(status);
    }

    private int run() {
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
            StatementClient client =
                    StatementClientFactory.newStatementClient(http(), session(), arguments.statement());
            Thread cancel = new Thread(client::close);
            Runtime.getRuntime().addShutdownHook(cancel);
            int status = new StatementRun(client, out, err).run() ? 0 : FAILED;
            Runtime.getRuntime().removeShutdownHook(cancel);
            return status;
        } catch (ClientException refused) {
            err.println("The server at " + arguments.server() + " refused: " + refused.getMessage());
            return FAILED;
        } catch (IOException broken) {
            // Nobody reads any more, as in `... | head`.
            return FAILED;
        } catch (RuntimeException failure) {
            return report(failure);
        }
    }

    private int report(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SocketTimeoutException) {
                err.println("No Skein server answers at " + arguments.server() + " (" + cause.getMessage()
                        + "). Start one with ./skein start, or name another with --server.");
                return UNREACHABLE;
            }
        }
        Throwable shown =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        err.println("The connection to " + arguments.server() + " failed: " + shown.getMessage());
        return UNREACHABLE;
    }

    private OkHttpClient http() {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(5, TimeUnit.SECONDS)
                .readTimeout(60, TimeUnit.SECONDS)
                .writeTimeout(60, TimeUnit.SECONDS);
        arguments
                .password()
                .ifPresent(password -> builder.addInterceptor(OkHttpUtil.basicAuth(arguments.user(), password)));
        return builder.build();
    }

    private ClientSession session() {
        ClientSession.Builder session = ClientSession.builder()
                .server(arguments.server())
                .user(Optional.of(arguments.user()))
                .source("skein-cli")
                .timeZone(ZoneId.systemDefault())
                .locale(Locale.getDefault())
                // A failing server should be reported within seconds; the server itself answers within one.
                .clientRequestTimeout(new io.airlift.units.Duration(5, TimeUnit.SECONDS));
        arguments.catalog().ifPresent(session::catalog);
        arguments.schema().ifPresent(session::schema);
        return session.build();
    }
}
