package io.skein.worker.task;

import io.skein.worker.cache.CacheUse;
import io.skein.worker.kernel.Operator;
import java.util.List;
import java.util.Locale;

/** What a profile says of the cache of remote files. */
final class CacheReport {
    private static final double PERCENT = 100;
    private static final double MEGABYTE = 1 << 20;

    private CacheReport() {}

    /** One line for all scans, none when there are none. */
    static List<Operator> of(List<CacheUse> scans) {
        if (scans.isEmpty()) {
            return List.of();
        }
        long wanted = scans.stream().mapToLong(CacheUse::wantedBytes).sum();
        long held = scans.stream().mapToLong(CacheUse::heldBytes).sum();
        long fetched = scans.stream().mapToLong(CacheUse::fetchedBytes).sum();
        int requests = scans.stream().mapToInt(CacheUse::requests).sum();
        return List.of(new Operator(
                "FILE_CACHE",
                0,
                0,
                0,
                String.format(
                        Locale.ROOT,
                        "needed %.2fMB, hit ratio %.1f%%, fetched %.2fMB in %d requests",
                        wanted / MEGABYTE,
                        wanted == 0 ? PERCENT : PERCENT * held / wanted,
                        fetched / MEGABYTE,
                        requests)));
    }
}
