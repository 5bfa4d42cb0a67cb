package io.skein.tests.server;

/** A running Skein that clients can reach. */
public interface SkeinServer {
    /** Where Trino's clients find it. */
    String httpAddress();
}
