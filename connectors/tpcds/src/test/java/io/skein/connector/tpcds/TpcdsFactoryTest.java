package io.skein.connector.tpcds;

import io.skein.spi.testkit.FactoryContract;
import java.util.Map;

class TpcdsFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "tpcds";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("tpcds.splits-per-node", "2", "tpcds.with-no-sexism", "true");
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("tpcds.split-per-node", "tpcds.splits-per-node");
    }
}
