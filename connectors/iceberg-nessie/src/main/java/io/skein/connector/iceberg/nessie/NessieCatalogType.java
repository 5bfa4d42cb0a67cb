package io.skein.connector.iceberg.nessie;

import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.CatalogType;
import io.skein.spi.connector.CatalogProperties;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.projectnessie.client.http.HttpClientException;
import org.projectnessie.client.rest.NessieServiceException;

/** Catalogs of the type {@code nessie}. */
public final class NessieCatalogType implements CatalogType {
    @Override
    public String name() {
        return "nessie";
    }

    @Override
    public CatalogSettings parse(String catalog, CatalogProperties properties, UnaryOperator<String> location) {
        return NessieSettings.parse(properties, location);
    }

    @Override
    public Set<String> secrets() {
        return NessieSettings.SECRETS;
    }

    @Override
    public boolean isServiceFailure(RuntimeException failure) {
        return failure instanceof HttpClientException || failure instanceof NessieServiceException;
    }
}
