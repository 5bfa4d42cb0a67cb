package io.skein.connector.sql.query;

/** What stands behind FROM. */
public sealed interface RemoteRelation permits RemoteTable, RemoteRelation.Derived {
    /** A subquery or a join in the database's SQL, with its alias. */
    record Derived(String sql) implements RemoteRelation {}
}
