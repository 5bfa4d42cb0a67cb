package io.skein.spi.id;

/** A task of a stage: one fragment on one worker. Text form {@code query.stage.number}. */
public record TaskId(StageId stage, int number) {
    /** Reads the text form back. */
    public static TaskId parse(String text) {
        int last = text.lastIndexOf('.');
        int middle = text.lastIndexOf('.', last - 1);
        if (middle < 1) {
            throw new IllegalArgumentException("Not a task id: '" + text + "'");
        }
        QueryId query = new QueryId(text.substring(0, middle));
        return new TaskId(
                new StageId(query, Integer.parseInt(text.substring(middle + 1, last))),
                Integer.parseInt(text.substring(last + 1)));
    }

    public QueryId query() {
        return stage.query();
    }

    @Override
    public String toString() {
        return stage + "." + number;
    }
}
