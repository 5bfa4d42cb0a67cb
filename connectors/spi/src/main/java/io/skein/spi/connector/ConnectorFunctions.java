package io.skein.spi.connector;

import java.util.List;

/** Functions written in SQL that the source keeps. Each call is atomic. A schema need not hold tables, nor exist, to hold functions. */
public interface ConnectorFunctions {
    /** The functions of a schema in the order of name and signature. */
    List<StoredFunction> functions(String schema);

    /** Fails with ALREADY_EXISTS when there is one of that name and signature, unless it is to be replaced. */
    void createFunction(StoredFunction function, boolean replace);

    /** Fails with NOT_FOUND when there is none. */
    void dropFunction(SchemaFunctionName name, String signature);
}
