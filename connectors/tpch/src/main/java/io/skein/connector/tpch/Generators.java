package io.skein.connector.tpch;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.Iterator;

/**
 * Starts the generator of one part of a table.
 *
 * <p>Comments come from a pool of 300 MB that takes seconds to make. No other column depends on it, so a scan without comments gets a small
 * pool.
 */
final class Generators {
    private static final int SMALL_POOL_BYTES = 1 << 16;

    private Generators() {}

    /** Made at first use. */
    private static final class SmallPool {
        static final TextPool POOL = new TextPool(SMALL_POOL_BYTES, Distributions.getDefaultDistributions());
    }

    enum Comments {
        NEEDED,
        UNUSED
    }

    @SuppressWarnings("unchecked")
    static <E extends TpchEntity> Iterator<E> start(TpchTable<E> table, TpchSplit split, Comments comments) {
        TextPool pool = comments == Comments.NEEDED ? TextPool.getDefaultTextPool() : SmallPool.POOL;
        return (Iterator<E>)
                generator(split, Distributions.getDefaultDistributions(), pool).iterator();
    }

    private static Iterable<? extends TpchEntity> generator(
            TpchSplit split, Distributions distributions, TextPool pool) {
        double scale = split.scale();
        int part = split.part();
        int parts = split.parts();
        return switch (split.table()) {
            case "customer" -> new CustomerGenerator(scale, part, parts, distributions, pool);
            case "lineitem" -> new LineItemGenerator(scale, part, parts, distributions, pool);
            case "nation" -> new NationGenerator(distributions, pool);
            case "orders" -> new OrderGenerator(scale, part, parts, distributions, pool);
            case "part" -> new PartGenerator(scale, part, parts, distributions, pool);
            case "partsupp" -> new PartSupplierGenerator(scale, part, parts, pool);
            case "region" -> new RegionGenerator(distributions, pool);
            case "supplier" -> new SupplierGenerator(scale, part, parts, distributions, pool);
            default -> throw new IllegalArgumentException(split.table());
        };
    }
}
