package io.skein.worker.kernel.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows come as [row, origin, match, label, shown, told ...]. */
class PatternSearchTest {
    private static final String CURRENT = "[[],true,true,0,0]";
    private static final String LAST_OF_A = "[[0],true,true,0,0]";
    private static final String A = "[\"label\",0]";
    private static final String B = "[\"label\",1]";

    private String pattern = "[\"concatenate\"," + A + ",[\"repeat\"," + B + ",0,null,true]]";
    private String columns = "[]";
    private String conditions = "[null,null]";
    private String aggregates = "[]";
    private String skip = "[\"PAST LAST\"]";
    private String rows = "ONE";
    private String frame = "null";
    private String told = "[]";

    private String program() {
        return "{\"labels\":[\"A\",\"B\"],\"pattern\":" + pattern + ",\"columns\":" + columns + ",\"conditions\":"
                + conditions
                + ",\"aggregates\":" + aggregates + ",\"skip\":" + skip + ",\"rows\":\"" + rows
                + "\",\"every\":false,\"frame\":" + frame + ",\"told\":" + told + "}";
    }

    private String search(int count, String values) {
        return PatternSearch.run(program(), count, values, MatchLimits.NONE, 0);
    }

    @Test
    void tellsLastRowOfEachMatch() {
        columns = "[\"boolean\"]";
        conditions = "[null,[\"column\"," + CURRENT + ",0]]";
        assertThat(search(4, "[[false,true,false,true,null]]")).isEqualTo("[[2,1,1,2,1],[4,3,2,2,1]]");
    }

    @Test
    void prefersTheFirstAlternativeAndReluctantRepetitionTheLeast() {
        pattern = "[\"repeat\",[\"alternate\"," + B + "," + A + "],1,null,false]";
        rows = "ALL_SHOW_EMPTY";
        assertThat(search(2, "[]")).isEqualTo("[[1,1,1,2,1],[2,2,2,2,1]]");
    }

    @Test
    void comparesWithTheLastRowOfALabel() {
        pattern = "[\"repeat\",[\"alternate\"," + A + "," + B + "],1,null,true]";
        columns = "[\"bigint\"]";
        conditions = "[[\"or\",[\"is null\",[\"column\",[[0],true,true,1,0],0]],[\"compare\",\">\",[\"column\","
                + CURRENT + ",0],[\"column\",[[0],true,true,1,0],0]]],null]";
        rows = "ALL_SHOW_EMPTY";
        told = "[[\"row\"," + LAST_OF_A + "]]";
        assertThat(search(4, "[[5,3,7,6,null]]"))
                .isEqualTo("[[1,1,1,1,1,1],[2,1,1,2,1,1],[3,1,1,1,1,3],[4,1,1,2,1,3]]");
    }

    @Test
    void aggregatesTheRowsTakenSoFar() {
        pattern = "[\"repeat\"," + A + ",1,null,true]";
        columns = "[\"integer\"]";
        aggregates = "[[\"SUM\",[0],0,\"bigint\"]]";
        conditions = "[[\"compare\",\"<=\",[\"aggregate\",0],[\"literal\",\"bigint\",\"10\"]],null]";
        assertThat(search(5, "[[4,5,6,4,1,null]]")).isEqualTo("[[2,1,1,1,1],[4,3,2,1,1],[5,5,3,1,1]]");
    }

    @Test
    void hidesExcludedRows() {
        pattern = "[\"concatenate\"," + A + ",[\"exclude\"," + B + "]," + A + "]";
        rows = "ALL_SHOW_EMPTY";
        assertThat(search(3, "[]")).isEqualTo("[[1,1,1,1,1],[3,1,1,1,1]]");
    }

    @Test
    void showsUnmatchedRowsAndEmptyMatches() {
        pattern = "[\"repeat\"," + A + ",0,null,true]";
        columns = "[\"boolean\"]";
        conditions = "[[\"column\"," + CURRENT + ",0],null]";
        rows = "ALL_WITH_UNMATCHED";
        assertThat(search(2, "[[false,true,null]]")).isEqualTo("[[1,1,1,NULL,1],[2,2,2,1,1]]");
        pattern = A;
        assertThat(search(2, "[[false,true,null]]")).isEqualTo("[[1,1,NULL,NULL,1],[2,2,1,1,1]]");
    }

    @Test
    void searchesAWindowFromEachRow() {
        pattern = "[\"concatenate\"," + A + "," + B + "]";
        columns = "[\"boolean\"]";
        conditions = "[null,[\"column\"," + CURRENT + ",0]]";
        rows = "WINDOW";
        skip = "[\"NEXT\"]";
        frame = "[\"UNBOUNDED\",-1,true]";
        assertThat(search(3, "[[false,false,true,null]]")).isEqualTo("[[3,1,1,2,1],[3,2,2,2,1],[3,3,NULL,NULL,1]]");
    }

    @Test
    void refusesToSkipToTheFirstRowOrToNone() {
        skip = "[\"TO\",[[0],false,false,0,0]]";
        assertThatThrownBy(() -> search(3, "[]"))
                .hasMessage("AFTER MATCH SKIP failed: cannot skip to first row of match");
        pattern = A;
        skip = "[\"TO\",[[1],true,false,0,0]]";
        assertThatThrownBy(() -> search(3, "[]"))
                .hasMessage("AFTER MATCH SKIP failed: pattern variable is not present in match");
    }

    @Test
    void triesEqualRunsOnce() {
        pattern = "[\"concatenate\",[\"repeat\",[\"repeat\",[\"alternate\"," + A + "," + A
                + "],0,null,true],0,null,true]," + B + "]";
        columns = "[\"boolean\"]";
        conditions = "[null,[\"column\"," + CURRENT + ",0]]";
        String rows = "false,".repeat(2_000);
        assertThat(search(2_001, "[[" + rows + "true,null]]")).isEqualTo("[[2001,1,1,2,1]]");
    }

    @Test
    void endsWhenTheStatementIsCanceled() {
        MatchLimits limits = new MatchLimits(Long.MAX_VALUE, "");
        AtomicInteger asked = new AtomicInteger();
        limits.begun(7, () -> asked.incrementAndGet() > 3);
        assertThatThrownBy(() -> PatternSearch.run(program(), 100_000, "[]", limits, 7))
                .hasMessage("Query was canceled");
        limits.ended(7);
        assertThat(PatternSearch.run(program(), 2, "[]", limits, 7)).isEqualTo("[[2,1,1,2,1]]");
    }

    @Test
    void keepsToTheMemoryLimit() {
        columns = "[\"bigint\"]";
        MatchLimits limits = new MatchLimits(1_000, "1kB");
        assertThatThrownBy(() -> PatternSearch.run(program(), 100, "[[]]", limits, 0))
                .hasMessage("Query exceeded per-node memory limit of 1kB");
    }
}
