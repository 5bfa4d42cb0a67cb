package io.skein.coordinator.catalog;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.QualifiedTableName;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.proto.v1.CatalogEntry;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.Taken;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One statement's view of all catalogs; asks every question once, and what is expected side by side. */
final class StatementMetadata implements CatalogMetadata {
    private static final int AT_ONCE = 8;

    private final CatalogClient client;
    private final PinnedCalls calls;
    private final RuntimeView runtime;
    private final Executor threads;
    private final Map<Object, CompletableFuture<Object>> answers = new ConcurrentHashMap<>();
    /** Catalogs whose sources may do work of queries. */
    private final Set<String> takingWork = ConcurrentHashMap.newKeySet();

    /** @param threads where questions that are expected may wait for their answers */
    StatementMetadata(CatalogClient client, PinnedCalls calls, RuntimeView runtime, Executor threads) {
        this.client = client;
        this.calls = calls;
        this.runtime = runtime;
        this.threads = threads;
    }

    @Override
    public void expectTables(Collection<QualifiedTableName> names) {
        ahead(names, name -> once(name, () -> client.find(calls, name.catalog(), name.name(), Optional.empty())));
    }

    @Override
    public void expectStatistics(Collection<TableReference> tables) {
        ahead(tables, table -> statistics(table, Constraint.ALL));
    }

    /** One question needs no help; many share a few threads. */
    private <Q> void ahead(Collection<Q> questions, Consumer<Q> ask) {
        if (questions.size() < 2) {
            return;
        }
        Queue<Q> open = new ConcurrentLinkedQueue<>(questions);
        for (int i = 0; i < Math.min(questions.size(), AT_ONCE); i++) {
            threads.execute(() -> {
                for (Q question = open.poll(); question != null; question = open.poll()) {
                    try {
                        ask.accept(question);
                    } catch (RuntimeException failure) {
                        // It shows where the statement asks.
                        continue;
                    }
                }
            });
        }
    }

    @Override
    public List<String> catalogs() {
        return List.copyOf(entries().keySet());
    }

    @Override
    public String connectorName(String catalog) {
        return entries()
                .getOrDefault(catalog, CatalogEntry.getDefaultInstance())
                .getConnector();
    }

    private SortedMap<String, CatalogEntry> entries() {
        return calls.entries();
    }

    @Override
    public Optional<String> catalogFailure(String catalog) {
        return Optional.ofNullable(entries().get(catalog))
                .map(CatalogEntry::getFailure)
                .filter(failure -> !failure.isEmpty());
    }

    @Override
    public Duration dynamicFilterWait(String catalog) {
        return Duration.ofMillis(entries()
                .getOrDefault(catalog, CatalogEntry.getDefaultInstance())
                .getDynamicFilterWaitMillis());
    }

    @Override
    public boolean catalogExists(String catalog) {
        return entries().containsKey(catalog);
    }

    @Override
    public RuntimeView runtime() {
        return runtime;
    }

    @Override
    public List<String> schemas(String catalog) {
        return once(new Schemas(catalog), () -> client.schemas(calls, catalog));
    }

    @Override
    public boolean schemaExists(String catalog, String schema) {
        return schemas(catalog).contains(schema);
    }

    @Override
    public List<SchemaTableName> tables(String catalog, Optional<String> schema) {
        return listed(catalog, schema).all();
    }

    @Override
    public List<SchemaTableName> views(String catalog, Optional<String> schema) {
        return listed(catalog, schema).views();
    }

    @Override
    public List<SchemaTableName> materializedViews(String catalog, Optional<String> schema) {
        return listed(catalog, schema).materializedViews();
    }

    @Override
    public Optional<MaterializedView> materializedView(String catalog, SchemaTableName name) {
        return found(catalog, name).materializedView();
    }

    private CatalogClient.Listed listed(String catalog, Optional<String> schema) {
        return once(new Tables(catalog, schema), () -> client.list(calls, catalog, schema));
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name) {
        return found(catalog, name).table();
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name, VersionPointer version) {
        return noted(
                        catalog,
                        once(
                                new Versioned(catalog, name, version),
                                () -> client.find(calls, catalog, name, Optional.of(version))))
                .table();
    }

    @Override
    public List<Procedure> procedures(String catalog) {
        return catalogExists(catalog)
                ? once(new Procedures(catalog), () -> client.procedures(calls, catalog))
                : List.of();
    }

    @Override
    public ResolvedTable tableFunction(String catalog, ProcedureCall call) {
        return noted(catalog, once(new TableFunction(catalog, call), () -> client.tableFunction(calls, catalog, call)))
                .table()
                .orElseThrow();
    }

    @Override
    public Optional<ViewDefinition> view(String catalog, SchemaTableName name) {
        return found(catalog, name).view();
    }

    private CatalogClient.Found found(String catalog, SchemaTableName name) {
        return noted(
                catalog,
                once(new QualifiedTableName(catalog, name), () -> client.find(calls, catalog, name, Optional.empty())));
    }

    private CatalogClient.Found noted(String catalog, CatalogClient.Found found) {
        if (found.takesWork()) {
            takingWork.add(catalog);
        }
        return found;
    }

    @Override
    public List<StoredFunction> functions(String catalog, String schema) {
        return catalogExists(catalog)
                ? once(new Functions(catalog, schema), () -> client.functions(calls, catalog, schema))
                : List.of();
    }

    @Override
    public List<Type> storedTypes(String catalog, List<Type> types) {
        return client.storedTypes(calls, catalog, types);
    }

    @Override
    public Optional<List<Optional<Object>>> known(TableReference table, List<KnownAggregate> aggregates) {
        return client.known(calls, table, aggregates);
    }

    @Override
    public Optional<Taken> take(TableReference table, RemoteWork work) {
        return takingWork.contains(table.catalog()) ? Optional.of(client.take(calls, table, work)) : Optional.empty();
    }

    @Override
    public List<String> requests(TableReference table, List<ColumnHandle> columns, Constraint constraint) {
        return takingWork.contains(table.catalog()) ? client.requests(calls, table, columns, constraint) : List.of();
    }

    @Override
    public TableReference partitions(TableReference table, List<List<Optional<String>>> partitions) {
        return client.partitions(calls, table, partitions);
    }

    @Override
    public TableStatistics statistics(TableReference table, Constraint constraint) {
        return once(new Statistics(table, constraint), () -> client.statistics(calls, table, constraint));
    }

    /** The first who asks gets the answer for all. */
    @SuppressWarnings("unchecked")
    private <T> T once(Object question, Supplier<T> ask) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> known = answers.putIfAbsent(question, mine);
        if (known != null) {
            return (T) awaited(known);
        }
        try {
            T answer = ask.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static Object awaited(CompletableFuture<Object> answer) {
        try {
            return answer.get();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        } catch (ExecutionException failure) {
            throw ErrorCodec.normalize(failure);
        }
    }

    private record Schemas(String catalog) {}

    private record Tables(String catalog, Optional<String> schema) {}

    private record Versioned(String catalog, SchemaTableName name, VersionPointer version) {}

    private record Procedures(String catalog) {}

    private record TableFunction(String catalog, ProcedureCall call) {}

    private record Functions(String catalog, String schema) {}

    private record Statistics(TableReference table, Constraint constraint) {}
}
