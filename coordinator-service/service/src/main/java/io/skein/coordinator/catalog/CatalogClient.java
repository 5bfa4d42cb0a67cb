package io.skein.coordinator.catalog;

import io.grpc.Channel;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.CatalogMetadata.ResolvedTable;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogVersion;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.FindTableRequest;
import io.skein.proto.v1.KeepCatalogsRequest;
import io.skein.proto.v1.KnownRequest;
import io.skein.proto.v1.ListCatalogsRequest;
import io.skein.proto.v1.ListFunctionsRequest;
import io.skein.proto.v1.ListProceduresRequest;
import io.skein.proto.v1.ListSchemasRequest;
import io.skein.proto.v1.ListTablesReply;
import io.skein.proto.v1.ListTablesRequest;
import io.skein.proto.v1.PartitionValue;
import io.skein.proto.v1.PartitionValues;
import io.skein.proto.v1.SelectPartitionsRequest;
import io.skein.proto.v1.SplitsRequest;
import io.skein.proto.v1.StatisticsRequest;
import io.skein.proto.v1.StoredTypesRequest;
import io.skein.proto.v1.TakeReply;
import io.skein.proto.v1.TakeRequest;
import io.skein.rpc.Caller;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.KnownCodec;
import io.skein.rpc.catalog.MaterializedViewCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.RemoteWorkCodec;
import io.skein.rpc.catalog.StatisticsCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.VersionCodec;
import io.skein.rpc.catalog.ViewCodec;
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
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.Taken;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The catalog service's client, shared by all statements; makes their views. */
public final class CatalogClient {
    private final Channel channel;
    private final Executor threads;
    private final Remembered<SortedMap<String, CatalogEntry>> catalogs;
    private final Set<CatalogPins> open = ConcurrentHashMap.newKeySet();

    /**
     * @param listLifetime how long the list of catalogs may be remembered between statements
     * @param threads where calls may block
     */
    public CatalogClient(Channel channel, Duration listLifetime, Executor threads) {
        this.channel = channel;
        this.threads = threads;
        this.catalogs = new Remembered<>(listLifetime);
    }

    /** The versions that a statement sees; to be closed when it ends. */
    public CatalogPins pins(Caller caller) {
        CatalogPins pins = new CatalogPins(() -> catalogs(caller), open::remove);
        open.add(pins);
        return pins;
    }

    /** One statement's view: every question is asked once, so the statement sees one answer. */
    public CatalogMetadata metadata(Caller caller, CatalogPins pins, RuntimeView runtime) {
        return new StatementMetadata(this, new PinnedCalls(new CatalogCalls(channel, caller), pins), runtime, threads);
    }

    /** A look around that belongs to no statement. */
    public CatalogMetadata metadata(Caller caller) {
        return metadata(caller, new CatalogPins(() -> catalogs(caller), _ -> {}), RuntimeView.NOTHING);
    }

    /** What one caller may change. */
    public CatalogDefinition definition(Caller caller) {
        return new CatalogDefinition(new CatalogCalls(channel, caller), catalogs::forget);
    }

    /** One caller's writes. */
    public CatalogWrites writes(Caller caller, CatalogPins pins) {
        return new CatalogWrites(new PinnedCalls(new CatalogCalls(channel, caller), pins));
    }

    /** One caller's splits. */
    public CatalogSplits splits(Caller caller, CatalogPins pins) {
        return new CatalogSplits(channel, caller, pins);
    }

    /** Tells the catalog service which versions running statements use, so that it keeps them. */
    void keep() {
        Set<CatalogVersion> versions = new HashSet<>();
        for (CatalogPins pins : open) {
            pins.used()
                    .forEach((catalog, version) -> versions.add(CatalogVersion.newBuilder()
                            .setCatalog(catalog)
                            .setVersion(version)
                            .build()));
        }
        if (!versions.isEmpty()) {
            KeepCatalogsRequest request =
                    KeepCatalogsRequest.newBuilder().addAllCatalogs(versions).build();
            new CatalogCalls(channel, Caller.SYSTEM).manage(stub -> stub.keepCatalogs(request));
        }
    }

    private SortedMap<String, CatalogEntry> catalogs(Caller caller) {
        return catalogs.value(() -> {
            SortedMap<String, CatalogEntry> entries = new TreeMap<>();
            new CatalogCalls(channel, caller)
                    .call(stub -> stub.listCatalogs(ListCatalogsRequest.getDefaultInstance()))
                    .getCatalogsList()
                    .forEach(catalog -> entries.put(catalog.getName(), catalog));
            return Collections.unmodifiableSortedMap(entries);
        });
    }

    List<String> schemas(PinnedCalls calls, String catalog) {
        ListSchemasRequest request =
                ListSchemasRequest.newBuilder().setCatalog(catalog).build();
        return List.copyOf(
                calls.call(catalog, stub -> stub.listSchemas(request)).getSchemasList());
    }

    Listed list(PinnedCalls calls, String catalog, Optional<String> schema) {
        ListTablesRequest.Builder request = ListTablesRequest.newBuilder().setCatalog(catalog);
        schema.ifPresent(request::setSchema);
        ListTablesReply reply = calls.call(catalog, stub -> stub.listTables(request.build()));
        List<SchemaTableName> views =
                reply.getViewsList().stream().map(TableCodec::decode).toList();
        List<SchemaTableName> materialized = reply.getMaterializedViewsList().stream()
                .map(TableCodec::decode)
                .toList();
        List<SchemaTableName> all = new ArrayList<>(views);
        all.addAll(materialized);
        reply.getTablesList().forEach(table -> all.add(TableCodec.decode(table)));
        return new Listed(List.copyOf(all), views, materialized);
    }

    Found find(PinnedCalls calls, String catalog, SchemaTableName name, Optional<VersionPointer> version) {
        FindTableRequest.Builder request =
                FindTableRequest.newBuilder().setCatalog(catalog).setName(TableCodec.encode(name));
        version.map(VersionCodec::encode).ifPresent(request::setVersion);
        FindTableReply reply = calls.call(catalog, stub -> stub.findTable(request.build()));
        return found(catalog, reply);
    }

    private static Found found(String catalog, FindTableReply reply) {
        return new Found(
                reply.hasHandle() ? Optional.of(table(catalog, reply)) : Optional.empty(),
                reply.hasView() ? Optional.of(ViewCodec.decode(reply.getView())) : Optional.empty(),
                reply.hasMaterializedView()
                        ? Optional.of(MaterializedViewCodec.decode(reply.getMaterializedView()))
                        : Optional.empty(),
                reply.getTakesWork());
    }

    private static ResolvedTable table(String catalog, FindTableReply reply) {
        return new ResolvedTable(
                new TableReference(catalog, TableCodec.decode(reply.getHandle())),
                TableCodec.decode(reply.getMetadata()),
                reply.getChangeable());
    }

    Found tableFunction(PinnedCalls calls, String catalog, ProcedureCall call) {
        CallProcedureRequest request =
                ProcedureCodec.encode(call).setCatalog(catalog).build();
        return found(catalog, calls.call(catalog, stub -> stub.callTableFunction(request)));
    }

    List<StoredFunction> functions(PinnedCalls calls, String catalog, String schema) {
        ListFunctionsRequest request = ListFunctionsRequest.newBuilder()
                .setCatalog(catalog)
                .setSchema(schema)
                .build();
        return calls.call(catalog, stub -> stub.listFunctions(request)).getFunctionsList().stream()
                .map(FunctionCodec::decode)
                .toList();
    }

    List<Type> storedTypes(PinnedCalls calls, String catalog, List<Type> types) {
        StoredTypesRequest request = StoredTypesRequest.newBuilder()
                .setCatalog(catalog)
                .addAllTypes(types.stream().map(Type::displayName).toList())
                .build();
        return calls.call(catalog, stub -> stub.storedTypes(request)).getTypesList().stream()
                .map(TypeParser::parse)
                .toList();
    }

    Optional<List<Optional<Object>>> known(PinnedCalls calls, TableReference table, List<KnownAggregate> aggregates) {
        KnownRequest request = KnownRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .addAllAggregates(KnownCodec.encode(aggregates))
                .build();
        return KnownCodec.decode(
                calls.call(table.catalog(), stub -> stub.known(request)),
                aggregates.stream().map(KnownAggregate::type).toList());
    }

    Taken take(PinnedCalls calls, TableReference table, RemoteWork work) {
        TakeRequest request = RemoteWorkCodec.encode(table.catalog(), table.handle(), work);
        TakeReply reply = calls.call(table.catalog(), stub -> stub.take(request));
        return RemoteWorkCodec.decode(reply);
    }

    List<String> requests(PinnedCalls calls, TableReference table, List<ColumnHandle> columns, Constraint constraint) {
        SplitsRequest request = SplitsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .addAllColumns(TableCodec.encodeColumns(columns))
                .setConstraint(ConstraintCodec.encode(constraint))
                .build();
        return List.copyOf(
                calls.call(table.catalog(), stub -> stub.describeScan(request)).getRequestsList());
    }

    TableReference partitions(PinnedCalls calls, TableReference table, List<List<Optional<String>>> partitions) {
        SelectPartitionsRequest.Builder request = SelectPartitionsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()));
        for (List<Optional<String>> partition : partitions) {
            PartitionValues.Builder values = request.addPartitionsBuilder();
            for (Optional<String> value : partition) {
                PartitionValue.Builder text = values.addValuesBuilder();
                value.ifPresent(text::setText);
            }
        }
        io.skein.proto.v1.TableHandle selected =
                calls.call(table.catalog(), stub -> stub.selectPartitions(request.build()));
        return new TableReference(table.catalog(), TableCodec.decode(selected));
    }

    List<Procedure> procedures(PinnedCalls calls, String catalog) {
        ListProceduresRequest request =
                ListProceduresRequest.newBuilder().setCatalog(catalog).build();
        return calls.call(catalog, stub -> stub.listProcedures(request)).getProceduresList().stream()
                .map(ProcedureCodec::decode)
                .toList();
    }

    TableStatistics statistics(PinnedCalls calls, TableReference table, Constraint constraint) {
        StatisticsRequest request = StatisticsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .setConstraint(ConstraintCodec.encode(constraint))
                .build();
        return StatisticsCodec.decode(calls.call(table.catalog(), stub -> stub.statistics(request)));
    }

    /** What there is, and which of it are views of either kind. */
    record Listed(List<SchemaTableName> all, List<SchemaTableName> views, List<SchemaTableName> materializedViews) {}

    /**
     * What a name stands for: a table, a view, a materialized view or nothing.
     *
     * @param takesWork whether the table's source may take work of queries
     */
    record Found(
            Optional<ResolvedTable> table,
            Optional<ViewDefinition> view,
            Optional<MaterializedView> materializedView,
            boolean takesWork) {}
}
