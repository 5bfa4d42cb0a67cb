package io.skein.spi.connector;

import java.util.Map;

/** A conjunction of domains by column name: rows outside are not wanted, rows inside may still be filtered out later. */
public record Constraint(Map<String, Domain> domains) {
    public static final Constraint ALL = new Constraint(Map.of());

    public Constraint {
        domains = Map.copyOf(domains);
    }
}
