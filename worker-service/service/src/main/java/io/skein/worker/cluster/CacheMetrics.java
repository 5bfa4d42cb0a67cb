package io.skein.worker.cluster;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.skein.worker.cache.CacheUse;
import io.skein.worker.cache.FileCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The cache of remote files in the worker's metrics, {@code skein_file_cache_*} in Prometheus. The hit ratio is {@code hit / needed}. */
@Singleton
class CacheMetrics implements MeterBinder {
    private final FileCache cache;

    @Inject
    CacheMetrics(WorkerCore core) {
        cache = core.cache();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(
                registry,
                "needed",
                BaseUnits.BYTES,
                "Footers and column chunks that scans needed",
                CacheUse::wantedBytes);
        count(registry, "hit", BaseUnits.BYTES, "Those of them that were on the disk already", CacheUse::heldBytes);
        count(registry, "fetched", BaseUnits.BYTES, "What came from storage", CacheUse::fetchedBytes);
        count(registry, "fetches", "requests", "Requests to storage", CacheUse::requests);
        Gauge.builder("skein.file.cache.held", cache, FileCache::heldBytes)
                .baseUnit(BaseUnits.BYTES)
                .description("What is on the disk")
                .register(registry);
    }

    private void count(
            MeterRegistry registry, String name, String unit, String description, ToDoubleFunction<CacheUse> value) {
        FunctionCounter.builder("skein.file.cache." + name, cache.use(), value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
