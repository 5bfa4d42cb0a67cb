package io.skein.coordinator.parse;

import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainFormat;
import io.trino.sql.tree.ExplainOption;
import io.trino.sql.tree.ExplainType;
import java.util.List;

/** {@code EXPLAIN (TYPE REMOTE)}, told as options that contradict each other: {@code TYPE IO, FORMAT GRAPHVIZ, TYPE VALIDATE}. */
public final class RemoteExplanation implements Extension {
    private static final String TOLD = "TYPE IO, FORMAT GRAPHVIZ, TYPE VALIDATE";
    private static final String[] TOLD_WORDS = {"TYPE", "IO", ",", "FORMAT", "GRAPHVIZ", ",", "TYPE", "VALIDATE"};

    /** Whether the statement was written so. */
    public static boolean told(Explain explain) {
        List<ExplainOption> options = explain.getOptions();
        return options.size() == 3
                && options.get(0) instanceof ExplainType first
                && first.getType() == ExplainType.Type.IO
                && options.get(1) instanceof ExplainFormat format
                && format.getType() == ExplainFormat.Type.GRAPHVIZ
                && options.get(2) instanceof ExplainType last
                && last.getType() == ExplainType.Type.VALIDATE;
    }

    @Override
    public void toStandard(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "EXPLAIN", "(", "TYPE", "REMOTE", ")")) {
                tokens.replace(i + 2, i + 4, TOLD);
            }
        }
    }

    @Override
    public void toExtended(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, TOLD_WORDS)) {
                tokens.replace(i, i + TOLD_WORDS.length, "TYPE REMOTE");
            }
        }
    }
}
