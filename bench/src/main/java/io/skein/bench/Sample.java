package io.skein.bench;

import java.util.Arrays;

/** Times of one measurement, in milliseconds. */
record Sample(double[] milliseconds) {
    static Sample of(int runs, Contender contender, String sql) throws Exception {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            contender.run(sql);
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return new Sample(times);
    }

    double best() {
        return milliseconds[0];
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        return milliseconds[(int) Math.min(milliseconds.length - 1, Math.floor(share * milliseconds.length))];
    }
}
