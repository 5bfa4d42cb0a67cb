package io.skein.coordinator.protocol;

import io.skein.coordinator.dispatch.Description;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.session.Session;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Answers statements as a test has laid down. */
public final class FakeDispatcher implements Dispatcher {
    private final Map<String, Consumer<FakeQuery>> answers = new ConcurrentHashMap<>();
    private final Map<String, Description> descriptions = new ConcurrentHashMap<>();
    private final List<FakeQuery> queries = new CopyOnWriteArrayList<>();

    public void on(String sql, Consumer<FakeQuery> answer) {
        answers.put(sql, answer);
    }

    public void describes(String sql, Description description) {
        descriptions.put(sql, description);
    }

    @Override
    public Description describe(Session session, String sql) {
        Description known = descriptions.get(sql);
        if (known == null) {
            throw new SkeinException(StandardErrorCode.SYNTAX_ERROR, "No description of: " + sql);
        }
        return known;
    }

    public FakeQuery last() {
        return queries.getLast();
    }

    public List<FakeQuery> submitted() {
        return List.copyOf(queries);
    }

    @Override
    public Query submit(Session session, String sql) {
        FakeQuery query =
                new FakeQuery(new QueryId("20260101_000000_%05d_test".formatted(queries.size())), session, sql);
        queries.add(query);
        Consumer<FakeQuery> answer = answers.get(sql);
        if (answer == null) {
            throw new IllegalArgumentException("No answer for: " + sql);
        }
        answer.accept(query);
        return query;
    }

    @Override
    public Optional<Query> find(QueryId id) {
        return queries.stream()
                .filter(query -> query.id().equals(id))
                .map(Query.class::cast)
                .findFirst();
    }

    @Override
    public List<QueryInfo> queries() {
        return new ArrayList<>(queries.reversed().stream().map(FakeQuery::info).toList());
    }
}
