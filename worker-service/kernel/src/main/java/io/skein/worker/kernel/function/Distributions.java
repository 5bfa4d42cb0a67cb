package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The normal, beta and t distributions. */
final class Distributions {
    private static final int MOST_TERMS = 500;
    private static final double TINY = 1e-300;
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Distributions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_normal_cdf",
                        DOUBLE,
                        row -> normalCdf(row.real(0), row.real(1), row.real(2)),
                        DOUBLE,
                        DOUBLE,
                        DOUBLE),
                JavaFunction.of(
                        "skein_inverse_normal_cdf",
                        DOUBLE,
                        row -> inverseNormalCdf(row.real(0), row.real(1), row.real(2)),
                        DOUBLE,
                        DOUBLE,
                        DOUBLE),
                JavaFunction.of(
                        "skein_beta_cdf",
                        DOUBLE,
                        row -> betaCdf(row.real(0), row.real(1), row.real(2)),
                        DOUBLE,
                        DOUBLE,
                        DOUBLE),
                JavaFunction.of(
                        "skein_inverse_beta_cdf",
                        DOUBLE,
                        row -> inverseBetaCdf(row.real(0), row.real(1), row.real(2)),
                        DOUBLE,
                        DOUBLE,
                        DOUBLE),
                JavaFunction.of("skein_t_pdf", DOUBLE, row -> tPdf(row.real(0), row.real(1)), DOUBLE, DOUBLE),
                JavaFunction.of("skein_t_cdf", DOUBLE, row -> tCdf(row.real(0), row.real(1)), DOUBLE, DOUBLE));
    }

    private static double normalCdf(double mean, double deviation, double value) {
        if (deviation <= 0) {
            throw invalidArgument("standardDeviation must be > 0");
        }
        return standardCdf((value - mean) / deviation);
    }

    private static double inverseNormalCdf(double mean, double deviation, double probability) {
        if (probability <= 0 || probability >= 1) {
            throw invalidArgument("p must be 0 > p > 1");
        }
        if (deviation <= 0) {
            throw invalidArgument("sd must be > 0");
        }
        double root = inverse(Distributions::standardCdf, probability, -40, 40);
        return mean + deviation * (Math.abs(root) < 1e-15 ? 0 : root);
    }

    private static double betaCdf(double a, double b, double value) {
        checkBeta(a, b);
        if (value < 0 || value > 1) {
            throw invalidArgument("value must be 0 >= v >= 1");
        }
        return incompleteBeta(a, b, value);
    }

    private static double inverseBetaCdf(double a, double b, double probability) {
        checkBeta(a, b);
        if (probability < 0 || probability > 1) {
            throw invalidArgument("p must be 0 >= p >= 1");
        }
        return probability == 0 || probability == 1
                ? probability
                : inverse(x -> incompleteBeta(a, b, x), probability, 0, 1);
    }

    private static void checkBeta(double a, double b) {
        if (a <= 0 || b <= 0) {
            throw invalidArgument("a, b must be > 0");
        }
    }

    private static double tPdf(double x, double freedom) {
        checkFreedom(freedom);
        double log = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2;
        return Math.exp(log - (freedom + 1) / 2 * Math.log1p(x * x / freedom));
    }

    private static double tCdf(double x, double freedom) {
        checkFreedom(freedom);
        if (x == 0) {
            return 0.5;
        }
        double tail = incompleteBeta(freedom / 2, 0.5, freedom / (freedom + x * x)) / 2;
        return x > 0 ? 1 - tail : tail;
    }

    private static void checkFreedom(double freedom) {
        if (freedom < 1) {
            throw invalidArgument("degrees of freedom must be greater than or equal to 1");
        }
    }

    private static double inverse(DoubleUnaryOperator increasing, double value, double least, double greatest) {
        double low = least;
        double high = greatest;
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = (low + high) / 2;
            if (increasing.applyAsDouble(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
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

    /** Lanczos's approximation. */
    private static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double z = x - 1;
        double sum = 0.99999999999980993;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z + i + 1);
        }
        double t = z + 7.5;
        return Math.log(2 * Math.PI) / 2 + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** The incomplete beta function's continued fraction by Lentz's method. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / bounded(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / bounded(1 + even * d);
            c = bounded(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / bounded(1 + odd * d);
            c = bounded(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return result;
    }

    private static double bounded(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
