package io.skein.cli;

import io.trino.client.QueryError;
import io.trino.client.QueryStatusInfo;
import io.trino.client.StatementClient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one statement to its end. */
final class StatementRun {
    private final StatementClient client;
    private final BufferedWriter out;
    private final PrintStream err;
    private final Progress progress;
    private @Nullable Table table;

    StatementRun(StatementClient client, BufferedWriter out, PrintStream err) {
        this.client = client;
        this.out = out;
        this.err = err;
        this.progress = Progress.on(err);
    }

    /** Whether the statement succeeded. */
    boolean run() throws IOException {
        try (client) {
            while (client.isRunning()) {
                QueryStatusInfo status = client.currentStatusInfo();
                progress.show(status);
                if (status.getColumns() != null && table == null) {
                    table = new Table(status.getColumns(), out);
                }
                rows();
                client.advance();
            }
            progress.clear();
            return end();
        }
    }

    private void rows() throws IOException {
        if (table == null || client.currentRows().isNull()) {
            return;
        }
        for (List<Object> row : client.currentRows()) {
            if (table.add(row)) {
                progress.clear();
            }
        }
    }

    private boolean end() throws IOException {
        if (client.isClientAborted()) {
            err.println("Query " + client.currentStatusInfo().getId() + " was cancelled");
            return false;
        }
        QueryStatusInfo status = client.finalStatusInfo();
        QueryError error = status.getError();
        if (error != null) {
            if (table != null) {
                table.flush();
            }
            err.println("Query " + status.getId() + " failed: " + error.getMessage());
            return false;
        }
        if (status.getUpdateType() != null) {
            String count = status.getUpdateCount().isPresent()
                    ? ": " + Counts.of(status.getUpdateCount().getAsLong(), "row")
                    : "";
            out.write(status.getUpdateType() + count + "\n");
        } else if (table != null) {
            table.finish();
        }
        out.flush();
        err.println(Progress.summary(status));
        return true;
    }
}
