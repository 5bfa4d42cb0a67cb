package io.skein.coordinator.function;

/** How an aggregate or window function is written in kernel SQL. */
@FunctionalInterface
public interface AggregateRendering {
    String render(AggregateSite site);

    /** The kernel's function of this name over the same arguments. */
    static AggregateRendering named(String name) {
        return site -> site.call(name, String.join(", ", site.sql()));
    }
}
