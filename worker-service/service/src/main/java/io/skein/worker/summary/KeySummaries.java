package io.skein.worker.summary;

import io.skein.spi.connector.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * What a task has to say about the keys in its rows. One thread adds rows; any thread may ask for the outcome. Whoever waits for it must never wait for a
 * task that waits itself, so that a task that cannot go on gives up.
 */
public final class KeySummaries {
    private final List<KeyRequest> requests;
    private final List<KeyValues> values = new ArrayList<>();
    private volatile Map<String, Optional<Domain>> outcome = Map.of();

    public KeySummaries(List<KeyRequest> requests) {
        this.requests = requests;
        requests.forEach(request -> values.add(KeyValues.of(request.type())));
    }

    public void add(VectorSchemaRoot rows) {
        if (outcome.isEmpty()) {
            for (int i = 0; i < values.size(); i++) {
                values.get(i).add(rows.getVector(requests.get(i).column()));
            }
        }
    }

    /** There are no more rows. */
    public void complete() {
        if (outcome.isEmpty()) {
            Map<String, Optional<Domain>> domains = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                domains.put(requests.get(i).filter(), Optional.of(values.get(i).domain()));
            }
            outcome = domains;
        }
    }

    /** Not all rows have been seen, and nobody is to wait for them; false when it was known before. */
    public boolean giveUp() {
        if (requests.isEmpty() || !outcome.isEmpty()) {
            return false;
        }
        Map<String, Optional<Domain>> unknown = new LinkedHashMap<>();
        requests.forEach(request -> unknown.put(request.filter(), Optional.empty()));
        outcome = unknown;
        return true;
    }

    /** By filter; an empty domain may hold anything. Nothing as long as it is not known. */
    public Map<String, Optional<Domain>> outcome() {
        return outcome;
    }
}
