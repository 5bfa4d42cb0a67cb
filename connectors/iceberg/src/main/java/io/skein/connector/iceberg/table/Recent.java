package io.skein.connector.iceberg.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The most recently used values of things that never change. Thread-safe; two threads may make the same value at once. */
public final class Recent<K, V> {
    private final Map<K, V> values;

    public Recent(int maximum) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > maximum;
            }
        };
    }

    public void put(K key, V value) {
        synchronized (values) {
            values.put(key, value);
        }
    }

    public V of(K key, Function<K, V> make) {
        synchronized (values) {
            @Nullable V known = values.get(key);
            if (known != null) {
                return known;
            }
        }
        V made = make.apply(key);
        put(key, made);
        return made;
    }
}
