package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.catalog.CatalogTypes;
import io.skein.connector.iceberg.s3.S3Failures;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedInterruptedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** The library's exceptions as our errors. */
public final class Failures {
    private Failures() {}

    /** What kept a catalog from being opened. */
    static SkeinException opening(String catalog, RuntimeException failure) {
        boolean service = failure instanceof RESTException || CatalogTypes.isServiceFailure(failure);
        String reason = failure.getCause() == null || failure.getCause().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.getCause().getMessage();
        return new SkeinException(
                service ? IcebergErrorCode.ICEBERG_CATALOG_ERROR.code() : StandardErrorCode.CATALOG_UNAVAILABLE.code(),
                "The Iceberg catalog " + catalog + " cannot be opened: " + reason,
                failure);
    }

    /** Reads metadata of what is named. */
    public static <R> R reading(String what, Supplier<R> work) {
        try {
            return work.get();
        } catch (SkeinException known) {
            throw known;
        } catch (NotFoundException missing) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_MISSING_METADATA.code(),
                    "Metadata not found in metadata location for table " + what + ": " + missing.getMessage(),
                    missing);
        } catch (UncheckedSQLException | UncheckedInterruptedException unavailable) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_EXTERNAL,
                    "The Iceberg catalog database failed: " + cause(unavailable),
                    unavailable);
        } catch (RESTException service) {
            throw service(service);
        } catch (UncheckedIOException | IllegalArgumentException | org.apache.avro.AvroRuntimeException damaged) {
            throw storage(what, damaged)
                    .orElseGet(() -> new SkeinException(
                            IcebergErrorCode.ICEBERG_INVALID_METADATA.code(),
                            "Error processing metadata for table " + what + ": " + cause(damaged),
                            damaged));
        } catch (RuntimeException failure) {
            throw other(what, failure);
        }
    }

    /** Changes what is named: a table or a schema. */
    public static void changing(String what, Runnable work) {
        try {
            work.run();
        } catch (SkeinException known) {
            throw known;
        } catch (AlreadyExistsException exists) {
            throw new SkeinException(
                    StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + what + "' already exists", exists);
        } catch (NoSuchNamespaceException missing) {
            throw new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema of '" + what + "' not found", missing);
        } catch (NoSuchTableException missing) {
            throw new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table '" + what + "' does not exist", missing);
        } catch (CommitStateUnknownException | UncheckedSQLException | UncheckedInterruptedException unknown) {
            throw unknown(what, unknown);
        } catch (CommitFailedException | ValidationException lost) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(),
                    "The change of " + what + " was not made: " + lost.getMessage(),
                    lost);
        } catch (UncheckedIOException failed) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(),
                    "The change of " + what + " was not made: " + cause(failed),
                    failed);
        } catch (RESTException service) {
            throw answered(service) ? service(service) : unknown(what, service);
        } catch (RuntimeException failure) {
            throw other(what, failure);
        }
    }

    private static SkeinException unknown(String what, RuntimeException failure) {
        return new SkeinException(
                StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                "Nobody can tell whether the change of " + what + " happened: " + cause(failure),
                failure);
    }

    /** Whether the catalog service has said no, or was never asked: a connection that breaks off leaves its client without an answer. */
    private static boolean answered(RESTException failure) {
        return !(failure.getCause() instanceof IOException) || failure.getCause() instanceof ConnectException;
    }

    private static RuntimeException other(String what, RuntimeException failure) {
        return CatalogTypes.isServiceFailure(failure)
                ? service(failure)
                : storage(what, failure).map(RuntimeException.class::cast).orElse(failure);
    }

    /** A failure of the storage behind the metadata. */
    private static Optional<SkeinException> storage(String what, RuntimeException failure) {
        return S3Failures.of(failure)
                .map(reason -> new SkeinException(
                        IcebergErrorCode.ICEBERG_FILESYSTEM_ERROR.code(),
                        "Failed to reach the files of " + what + ": " + reason,
                        failure));
    }

    private static SkeinException service(RuntimeException failure) {
        return new SkeinException(
                IcebergErrorCode.ICEBERG_CATALOG_ERROR.code(),
                "The Iceberg catalog service failed: " + failure.getMessage(),
                failure);
    }

    private static String cause(RuntimeException failure) {
        return failure.getCause() == null || failure.getCause().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getCause().getMessage();
    }
}
