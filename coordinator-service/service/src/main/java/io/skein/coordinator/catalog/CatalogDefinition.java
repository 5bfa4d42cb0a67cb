package io.skein.coordinator.catalog;

import io.skein.coordinator.metadata.TableReference;
import io.skein.proto.v1.AlterCatalogRequest;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.ChangeTableRequest;
import io.skein.proto.v1.CreateCatalogRequest;
import io.skein.proto.v1.CreateFunctionRequest;
import io.skein.proto.v1.CreateMaterializedViewRequest;
import io.skein.proto.v1.CreateSchemaRequest;
import io.skein.proto.v1.CreateTableRequest;
import io.skein.proto.v1.CreateViewRequest;
import io.skein.proto.v1.DropCatalogRequest;
import io.skein.proto.v1.DropFunctionRequest;
import io.skein.proto.v1.DropSchemaRequest;
import io.skein.proto.v1.DropTableRequest;
import io.skein.proto.v1.DropViewRequest;
import io.skein.proto.v1.RenameSchemaRequest;
import io.skein.proto.v1.RenameTableRequest;
import io.skein.proto.v1.RenameViewRequest;
import io.skein.proto.v1.SetMaterializedViewPropertiesRequest;
import io.skein.proto.v1.ShowCatalogRequest;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.MaterializedViewCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.TableChangeCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.ViewCodec;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DDL through the catalog service. */
public final class CatalogDefinition {
    private final CatalogCalls calls;
    private final Runnable onCatalogs;

    /** @param onCatalogs hears when a catalog has come or gone */
    CatalogDefinition(CatalogCalls calls, Runnable onCatalogs) {
        this.calls = calls;
        this.onCatalogs = onCatalogs;
    }

    /** Fails with ALREADY_EXISTS when the name is taken, with INVALID_CATALOG_PROPERTY when the connector refuses the properties. */
    public void createCatalog(String catalog, String connector, Map<String, String> properties) {
        CreateCatalogRequest request = CreateCatalogRequest.newBuilder()
                .setCatalog(catalog)
                .setConnector(connector)
                .putAllProperties(properties)
                .build();
        calls.manage(stub -> stub.createCatalog(request));
        onCatalogs.run();
    }

    /**
     * Changes some properties. Fails with INVALID_CATALOG_PROPERTY when the connector refuses what comes out, with NOT_SUPPORTED when the catalog was not made by
     * a statement.
     *
     * @param removed keys that go back to their defaults
     */
    public void alterCatalog(String catalog, Map<String, String> properties, Set<String> removed) {
        AlterCatalogRequest request = AlterCatalogRequest.newBuilder()
                .setCatalog(catalog)
                .putAllProperties(properties)
                .addAllRemoved(removed)
                .build();
        calls.manage(stub -> stub.alterCatalog(request));
        onCatalogs.run();
    }

    /** How the catalog was made, without its secrets. Fails with CATALOG_NOT_FOUND. */
    public ShownCatalog showCatalog(String catalog) {
        ShowCatalogRequest request =
                ShowCatalogRequest.newBuilder().setCatalog(catalog).build();
        io.skein.proto.v1.ShownCatalog shown = calls.manage(stub -> stub.showCatalog(request));
        return new ShownCatalog(
                shown.getCatalog(),
                shown.getConnector(),
                shown.getPropertiesMap(),
                Optional.of(shown.getFailure()).filter(failure -> !failure.isEmpty()),
                shown.getStored());
    }

    /** Fails with NOT_SUPPORTED when the catalog was not made by a statement. */
    public void dropCatalog(String catalog) {
        DropCatalogRequest request =
                DropCatalogRequest.newBuilder().setCatalog(catalog).build();
        calls.manage(stub -> stub.dropCatalog(request));
        onCatalogs.run();
    }

    public void createSchema(String catalog, String schema, Map<String, String> properties) {
        CreateSchemaRequest request = CreateSchemaRequest.newBuilder()
                .setCatalog(catalog)
                .setSchema(schema)
                .putAllProperties(properties)
                .build();
        calls.call(stub -> stub.createSchema(request));
    }

    /** Fails with SCHEMA_NOT_EMPTY when it holds tables, unless {@code cascade}. */
    public void dropSchema(String catalog, String schema, boolean cascade) {
        DropSchemaRequest request = DropSchemaRequest.newBuilder()
                .setCatalog(catalog)
                .setSchema(schema)
                .setCascade(cascade)
                .build();
        calls.call(stub -> stub.dropSchema(request));
    }

    public void renameSchema(String catalog, String schema, String newName) {
        RenameSchemaRequest request = RenameSchemaRequest.newBuilder()
                .setCatalog(catalog)
                .setSchema(schema)
                .setNewName(newName)
                .build();
        calls.call(stub -> stub.renameSchema(request));
    }

    /** Fails when the name is taken, unless by a table and {@code replace}. */
    public void createTable(String catalog, TableMetadata table, boolean replace) {
        CreateTableRequest request = CreateTableRequest.newBuilder()
                .setCatalog(catalog)
                .setTable(TableCodec.encode(table))
                .setReplace(replace)
                .build();
        calls.call(stub -> stub.createTable(request));
    }

    public void dropTable(TableReference table) {
        DropTableRequest request = DropTableRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .build();
        calls.call(stub -> stub.dropTable(request));
    }

    public void renameTable(TableReference table, SchemaTableName newName) {
        RenameTableRequest request = RenameTableRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .setNewName(TableCodec.encode(newName))
                .build();
        calls.call(stub -> stub.renameTable(request));
    }

    public void changeTable(TableReference table, TableChange change) {
        ChangeTableRequest request = ChangeTableRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .setChange(TableChangeCodec.encode(change))
                .build();
        calls.call(stub -> stub.changeTable(request));
    }

    /** Fails when the name is taken, unless by a view and {@code replace}. */
    public void createView(String catalog, SchemaTableName name, ViewDefinition view, boolean replace) {
        CreateViewRequest request = CreateViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .setView(ViewCodec.encode(view))
                .setReplace(replace)
                .build();
        calls.call(stub -> stub.createView(request));
    }

    public void dropView(String catalog, SchemaTableName name) {
        DropViewRequest request = DropViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .build();
        calls.call(stub -> stub.dropView(request));
    }

    public void renameView(String catalog, SchemaTableName name, SchemaTableName newName) {
        RenameViewRequest request = RenameViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .setNewName(TableCodec.encode(newName))
                .build();
        calls.call(stub -> stub.renameView(request));
    }

    /** Fails when there is one of that name and signature, unless {@code replace}. */
    public void createFunction(String catalog, StoredFunction function, boolean replace) {
        CreateFunctionRequest request = CreateFunctionRequest.newBuilder()
                .setCatalog(catalog)
                .setFunction(FunctionCodec.encode(function))
                .setReplace(replace)
                .build();
        calls.call(stub -> stub.createFunction(request));
    }

    public void dropFunction(String catalog, SchemaFunctionName name, String signature) {
        DropFunctionRequest request = DropFunctionRequest.newBuilder()
                .setCatalog(catalog)
                .setSchema(name.schema())
                .setName(name.function())
                .setSignature(signature)
                .build();
        calls.call(stub -> stub.dropFunction(request));
    }

    /** CALL of a procedure of the catalog. */
    public void call(String catalog, ProcedureCall call) {
        CallProcedureRequest request =
                ProcedureCodec.encode(call).setCatalog(catalog).build();
        calls.call(stub -> stub.callProcedure(request));
    }

    /** ALTER TABLE ... EXECUTE. */
    public void execute(TableReference table, ProcedureCall call) {
        CallProcedureRequest request = ProcedureCodec.encode(call)
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .build();
        calls.call(stub -> stub.callProcedure(request));
    }

    /** Fails when the name is taken, unless by a materialized view and {@code replace}. */
    public void createMaterializedView(
            String catalog, SchemaTableName name, MaterializedView.Definition definition, boolean replace) {
        CreateMaterializedViewRequest request = CreateMaterializedViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .setDefinition(MaterializedViewCodec.encode(definition))
                .setReplace(replace)
                .build();
        calls.call(stub -> stub.createMaterializedView(request));
    }

    public void dropMaterializedView(String catalog, SchemaTableName name) {
        DropViewRequest request = DropViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .build();
        calls.call(stub -> stub.dropMaterializedView(request));
    }

    public void renameMaterializedView(String catalog, SchemaTableName name, SchemaTableName newName) {
        RenameViewRequest request = RenameViewRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .setNewName(TableCodec.encode(newName))
                .build();
        calls.call(stub -> stub.renameMaterializedView(request));
    }

    public void setMaterializedViewProperties(
            String catalog, SchemaTableName name, Map<String, Optional<String>> properties) {
        SetMaterializedViewPropertiesRequest request = SetMaterializedViewPropertiesRequest.newBuilder()
                .setCatalog(catalog)
                .setName(TableCodec.encode(name))
                .setProperties(TableChangeCodec.encode(properties))
                .build();
        calls.call(stub -> stub.setMaterializedViewProperties(request));
    }
}
