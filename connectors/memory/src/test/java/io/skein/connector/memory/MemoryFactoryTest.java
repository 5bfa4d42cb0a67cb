package io.skein.connector.memory;

import io.skein.spi.testkit.FactoryContract;
import java.util.Map;

class MemoryFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "memory";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("memory.max-data-per-node", "1GB");
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("memory.max-data-pernode", "memory.max-data-per-node");
    }
}
