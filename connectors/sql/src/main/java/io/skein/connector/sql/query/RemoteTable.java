package io.skein.connector.sql.query;

/** A table by the names that the database has for it, in their exact case. */
public record RemoteTable(String schema, String table) implements RemoteRelation {}
