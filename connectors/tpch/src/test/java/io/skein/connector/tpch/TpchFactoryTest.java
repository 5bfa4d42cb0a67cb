package io.skein.connector.tpch;

import io.skein.spi.testkit.FactoryContract;
import java.util.Map;

class TpchFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "tpch";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("tpch.splits-per-node", "2");
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("tpch.column-namin", "tpch.column-naming");
    }
}
