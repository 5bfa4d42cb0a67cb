package io.skein.rpc.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges of this process, by Flight address (host:port, as in heartbeats and exchange sources). */
public final class LocalExchanges {
    private static final Map<String, LocalExchange> EXCHANGES = new ConcurrentHashMap<>();

    private LocalExchanges() {}

    public static void register(String flightAddress, LocalExchange exchange) {
        EXCHANGES.put(flightAddress, exchange);
    }

    public static void unregister(String flightAddress, LocalExchange exchange) {
        EXCHANGES.remove(flightAddress, exchange);
    }

    public static Optional<LocalExchange> find(String flightAddress) {
        return Optional.ofNullable(EXCHANGES.get(flightAddress));
    }
}
