package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;

/** The normal distribution. */
final class Distributions {
    private static final int MOST_TERMS = 500;

    private Distributions() {}

    static double normalCdf(double mean, double deviation, double value) {
        if (deviation <= 0) {
            throw invalidArgument("standardDeviation must be > 0");
        }
        return standardCdf((value - mean) / deviation);
    }

    static double inverseNormalCdf(double mean, double deviation, double probability) {
        if (probability <= 0 || probability >= 1) {
            throw invalidArgument("p must be 0 > p > 1");
        }
        if (deviation <= 0) {
            throw invalidArgument("sd must be > 0");
        }
        double low = -40;
        double high = 40;
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = (low + high) / 2;
            if (standardCdf(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double root = (low + high) / 2;
        return mean + deviation * (Math.abs(root) < 1e-15 ? 0 : root);
    }

    /** Series near zero, continued fraction in the tails. */
    private static double standardCdf(double x) {
        double magnitude = Math.abs(x);
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        double upper;
        if (magnitude < 3) {
            double term = magnitude;
            double sum = magnitude;
            for (int i = 1; i < MOST_TERMS && Math.abs(term) > 1e-18; i++) {
                term *= x * x / (2 * i + 1);
                sum += term;
            }
            upper = 0.5 - density * sum;
        } else {
            double fraction = magnitude;
            for (int i = 200; i > 0; i--) {
                fraction = magnitude + i / fraction;
            }
            upper = density / fraction;
        }
        return x >= 0 ? 1 - upper : upper;
    }
}
