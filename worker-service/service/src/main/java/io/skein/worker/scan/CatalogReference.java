package io.skein.worker.scan;

/**
 * A catalog as a statement sees it.
 *
 * @param version 0 for whichever there is
 */
public record CatalogReference(String name, long version) {
    @Override
    public String toString() {
        return name;
    }
}
