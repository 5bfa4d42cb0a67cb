package io.skein.connector.mariadb;

/** Under whose name the server is a catalog. */
enum Flavor {
    MARIADB("mariadb"),
    MYSQL("mysql");

    private final String connector;

    Flavor(String connector) {
        this.connector = connector;
    }

    /** The {@code connector.name}, the URL's kind and the beginning of keys. */
    String connector() {
        return connector;
    }
}
