package io.skein.connector.memory;

import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Functions by name and signature. */
final class MemoryFunctions implements ConnectorFunctions {
    private final Map<Key, StoredFunction> functions = new ConcurrentHashMap<>();

    private record Key(SchemaFunctionName name, String signature) {}

    @Override
    public List<StoredFunction> functions(String schema) {
        return functions.values().stream()
                .filter(function -> function.name().schema().equals(schema))
                .sorted(Comparator.comparing(
                                (StoredFunction function) -> function.name().function())
                        .thenComparing(StoredFunction::signature))
                .toList();
    }

    @Override
    public void createFunction(StoredFunction function, boolean replace) {
        Key key = new Key(function.name(), function.signature());
        if (replace) {
            functions.put(key, function);
        } else if (functions.putIfAbsent(key, function) != null) {
            throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "Function already exists");
        }
    }

    @Override
    public void dropFunction(SchemaFunctionName name, String signature) {
        if (functions.remove(new Key(name, signature)) == null) {
            throw new SkeinException(StandardErrorCode.NOT_FOUND, "Function not found");
        }
    }
}
