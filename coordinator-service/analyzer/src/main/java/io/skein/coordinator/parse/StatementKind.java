package io.skein.coordinator.parse;

import io.skein.spi.error.SkeinException;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowSession;
import io.trino.sql.tree.ShowStats;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.Update;

/** What a statement answers with; JDBC drivers choose between executeQuery and executeUpdate by it. */
public enum StatementKind {
    /** A SELECT and the like: it can be described before it runs. */
    QUERY,
    /** SHOW, EXPLAIN, DESCRIBE: rows, but not preparable in Trino. */
    LISTING,
    /** A row count, or nothing. */
    UPDATE;

    private static final StatementParser PARSER = new StatementParser();

    /** UPDATE for what can't be parsed: running it tells the error. */
    public static StatementKind of(String sql) {
        try {
            return of(PARSER.parse(sql));
        } catch (SkeinException e) {
            return UPDATE;
        }
    }

    private static StatementKind of(Statement statement) {
        return switch (statement) {
            case Query _ -> QUERY;
            case ShowCatalogs _,
                    ShowColumns _,
                    ShowCreate _,
                    ShowFunctions _,
                    ShowSchemas _,
                    ShowSession _,
                    ShowStats _,
                    ShowTables _ -> LISTING;
            case Explain _, ExplainAnalyze _, DescribeInput _, DescribeOutput _ -> LISTING;
            case Insert _,
                    CreateTableAsSelect _,
                    Delete _,
                    Update _,
                    Merge _,
                    Analyze _,
                    RefreshMaterializedView _,
                    TableExecute _ -> UPDATE;
            default -> statement.getClass().getSimpleName().startsWith("Execute") ? LISTING : UPDATE;
        };
    }
}
