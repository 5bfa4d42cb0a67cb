package io.skein.tests.clients;

import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;

/** Where the server under test is: the shared standalone one, or one that is named by system properties. */
record Addresses(String http, String flight) {
    static Addresses underTest() {
        String http = System.getProperty("skein.test.http");
        String flight = System.getProperty("skein.test.flight");
        if (http != null && flight != null) {
            return new Addresses(http, flight);
        }
        return of(Servers.standalone());
    }

    static Addresses of(SkeinProcess server) {
        return new Addresses(server.httpAddress(), server.flightAddress());
    }
}
