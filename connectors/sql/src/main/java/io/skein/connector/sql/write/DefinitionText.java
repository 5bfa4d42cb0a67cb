package io.skein.connector.sql.write;

import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;

/** A database's DDL. Each text is sent as one message. */
public interface DefinitionText {
    /** The {@code connector.name}, for messages. */
    String connector();

    /** The name of something new; fails where it is too long. */
    String checked(String name);

    String createSchema(String schema);

    /**
     * What drops a schema.
     *
     * @param session to find out whether it is empty, where the statement does not
     * @throws SkeinException {@link SqlDefinition#notEmpty} where it holds something
     */
    String dropSchema(RemoteSession session, String schema, boolean cascade);

    /** Fails with NOT_SUPPORTED where there is no such statement. */
    String renameSchema(String schema, String newName);

    /** The statements that make an empty table. */
    String createTable(RemoteTable name, TableMetadata table);

    String renameTable(RemoteTable table, String newName);

    /**
     * A change of a table that is there.
     *
     * @param session to ask what the statement has to repeat
     */
    String change(RemoteSession session, RemoteQuery table, TableChange change);

    /** Whether a schema was not dropped because it holds something. */
    boolean notEmpty(SkeinException failure);
}
