package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.TableScanNode;
import java.time.Duration;

/**
 * A dynamic filter of a plan that is not cut yet.
 *
 * @param build the exchange through which the build side comes; this very node of the plan
 * @param buildColumn the exchange's column
 * @param buildKey what it is called at the join
 * @param scan this very node of the plan
 * @param probeColumn the scan's column
 */
public record PlannedFilter(
        String id,
        ExchangeNode build,
        Symbol buildColumn,
        Symbol buildKey,
        TableScanNode scan,
        Symbol probeColumn,
        Duration patience) {}
