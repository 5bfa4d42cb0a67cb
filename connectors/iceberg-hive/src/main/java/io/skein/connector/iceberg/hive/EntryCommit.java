package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.AlreadyExistsException;
import io.trino.hive.thrift.metastore.EnvironmentContext;
import io.trino.hive.thrift.metastore.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;

/**
 * One change of where an entry's metadata is. The change is made when the entry still is what it was made from, or not at all: the lock keeps out writers
 * that lock too, and a metastore from 4.0 on compares the former location itself.
 *
 * @param type of the entry, in Hive's words
 */
record EntryCommit(Metastore metastore, boolean locking, String database, String name, String type, FileIO files) {
    private static final System.Logger LOG = System.getLogger(EntryCommit.class.getName());

    /** Whether the metastore refuses columns that changed their places: it compares by these what Iceberg tells apart by ids. For one connection. */
    private static final String COLUMNS_COMPARED = "hive.metastore.disallow.incompatible.col.type.changes";

    /** Iceberg's three answers. */
    enum Outcome {
        MADE,
        NOT_MADE,
        UNKNOWN
    }

    /** Looks whether the change was made. */
    interface Inquiry {
        /** @param ended whether it can not happen later either */
        Outcome ask(boolean ended);
    }

    /**
     * Makes it.
     *
     * @param former where the metadata was; empty for an entry that is not yet there
     * @param location where the new metadata is; the file is deleted when the change is not made
     * @param content writes all but the locations into the entry
     */
    void make(Optional<String> former, String location, Consumer<Table> content, Inquiry inquiry) {
        Outcome outcome = Outcome.NOT_MADE;
        try {
            outcome = former.isEmpty()
                    ? create(location, content, inquiry)
                    : locked(() -> alter(former.get(), location, content, inquiry));
        } catch (CommitStateUnknownException unknown) {
            outcome = Outcome.UNKNOWN;
            throw unknown;
        } finally {
            if (outcome == Outcome.NOT_MADE) {
                delete(location);
            }
        }
    }

    private interface Change {
        Outcome make();
    }

    private Outcome locked(Change change) {
        if (!locking) {
            return change.make();
        }
        try (MetastoreLock _ = MetastoreLock.acquire(metastore, database, name)) {
            return change.make();
        }
    }

    private Outcome create(String location, Consumer<Table> content, Inquiry inquiry) {
        Table entry = Entries.blank(database, name, type);
        content.accept(entry);
        entry.getParameters().put(Entries.LOCATION, location);
        try {
            metastore.changing(client -> {
                client.createTableWithEnvironmentContext(entry, context(Map.of()));
                return true;
            });
            return Outcome.MADE;
        } catch (AlreadyExistsException exists) {
            throw new org.apache.iceberg.exceptions.AlreadyExistsException(
                    exists, "Already exists: %s.%s", database, name);
        } catch (TException failure) {
            boolean absent =
                    isAnswer(failure) && metastore.entry(database, name).isEmpty();
            return settle(
                    absent ? Outcome.NOT_MADE : inquiry.ask(isAnswer(failure)), failure, metastore.failed(failure));
        }
    }

    private Outcome alter(String former, String location, Consumer<Table> content, Inquiry inquiry) {
        Table entry = metastore
                .entry(database, name)
                .orElseThrow(() -> new CommitFailedException("%s.%s is gone", database, name));
        String present = Entries.metadataLocation(entry);
        if (!present.equals(former)) {
            throw new CommitFailedException(
                    "%s.%s has changed meanwhile: its metadata is %s, and was %s", database, name, present, former);
        }
        content.accept(entry);
        entry.getParameters().put(Entries.LOCATION, location);
        entry.getParameters().put(BaseMetastoreTableOperations.PREVIOUS_METADATA_LOCATION_PROP, former);
        Map<String, String> expectation =
                Map.of("expected_parameter_key", Entries.LOCATION, "expected_parameter_value", former);
        try {
            metastore.changing(client -> {
                client.setMetaConf(COLUMNS_COMPARED, "false");
                client.alterTableWithEnvironmentContext(database, name, entry, context(expectation));
                return true;
            });
            return Outcome.MADE;
        } catch (TException failure) {
            return settle(
                    inquiry.ask(isAnswer(failure)),
                    failure,
                    new CommitFailedException(failure, "The Hive metastore refused: %s", failure.getMessage()));
        }
    }

    private static Outcome settle(Outcome outcome, TException failure, RuntimeException refused) {
        return switch (outcome) {
            case MADE -> outcome;
            case NOT_MADE -> throw refused;
            case UNKNOWN -> throw new CommitStateUnknownException(failure);
        };
    }

    /** Whether the metastore has answered, so that it is not still at work. */
    private static boolean isAnswer(TException failure) {
        return !(failure instanceof TTransportException || failure instanceof TProtocolException);
    }

    /** Keeps the metastore from counting the files. */
    private static EnvironmentContext context(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("DO_NOT_UPDATE_STATS", "true");
        return new EnvironmentContext(properties);
    }

    private void delete(String location) {
        try {
            files.deleteFile(location);
        } catch (NotFoundException gone) {
            LOG.log(System.Logger.Level.DEBUG, "There is no {0}", location);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "A metadata file of no use is left: " + location, failure);
        }
    }
}
