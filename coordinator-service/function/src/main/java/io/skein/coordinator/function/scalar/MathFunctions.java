package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;

/** Mathematical functions of doubles. */
final class MathFunctions {
    private MathFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>(List.of(
                scalar("sqrt(double) -> double", "skein_sqrt($1)").describedAs("Square root"),
                scalar("cbrt(double) -> double", "skein_cbrt($1)").describedAs("Cube root"),
                scalar("exp(double) -> double", "exp($1)").describedAs("Euler's number raised to the given power"),
                scalar("ln(double) -> double", "skein_ln($1)").describedAs("Natural logarithm"),
                scalar("log2(double) -> double", "skein_log2($1)").describedAs("Logarithm to base 2"),
                scalar("log10(double) -> double", "skein_log10($1)").describedAs("Logarithm to base 10"),
                scalar("log(double, double) -> double", "(skein_ln($2) / skein_ln($1))")
                        .describedAs("Logarithm to given base"),
                scalar("power(double, double) -> double", "pow($1, $2)")
                        .describedAs("Value raised to the power of exponent"),
                scalar("pow(double, double) -> double", "pow($1, $2)")
                        .describedAs("Value raised to the power of exponent"),
                scalar("sin(double) -> double", "skein_sin($1)").describedAs("Sine"),
                scalar("cos(double) -> double", "skein_cos($1)").describedAs("Cosine"),
                scalar("tan(double) -> double", "skein_tan($1)").describedAs("Tangent"),
                scalar("asin(double) -> double", "skein_asin($1)").describedAs("Arc sine"),
                scalar("acos(double) -> double", "skein_acos($1)").describedAs("Arc cosine"),
                scalar("atan(double) -> double", "atan($1)").describedAs("Arc tangent"),
                scalar("atan2(double, double) -> double", "atan2($1, $2)").describedAs("Arc tangent of given fraction"),
                scalar("sinh(double) -> double", "sinh($1)").describedAs("Hyperbolic sine"),
                scalar("cosh(double) -> double", "cosh($1)").describedAs("Hyperbolic cosine"),
                scalar("tanh(double) -> double", "tanh($1)").describedAs("Hyperbolic tangent"),
                scalar("degrees(double) -> double", "degrees($1)")
                        .describedAs("Converts an angle in radians to degrees"),
                scalar("radians(double) -> double", "radians($1)")
                        .describedAs("Converts an angle in degrees to radians"),
                scalar("pi() -> double", "pi()").describedAs("The constant Pi"),
                scalar("e() -> double", "exp(1::DOUBLE)").describedAs("Euler's number"),
                scalar("nan() -> double", "'NaN'::DOUBLE").describedAs("Constant representing not-a-number"),
                scalar("infinity() -> double", "'Infinity'::DOUBLE").describedAs("Infinity"),
                scalar("is_nan(double) -> boolean", "isnan($1)").describedAs("Test if value is not-a-number"),
                scalar("is_nan(real) -> boolean", "isnan($1)").describedAs("Test if value is not-a-number"),
                scalar("is_finite(double) -> boolean", "isfinite($1)").describedAs("Test if value is finite"),
                scalar("is_infinite(double) -> boolean", "isinf($1)").describedAs("Test if value is infinite"),
                scalar("truncate(double) -> double", "trunc($1)")
                        .describedAs("Round to integer by dropping digits after decimal point"),
                scalar("truncate(real) -> real", "trunc($1)")
                        .describedAs("Round to integer by dropping digits after decimal point"),
                scalar("random() -> double", "random()")
                        .describedAs("A pseudo-random value")
                        .asVolatile(),
                scalar("rand() -> double", "random()")
                        .describedAs("A pseudo-random value")
                        .asVolatile(),
                scalar("to_base(bigint, bigint) -> varchar(64)", "skein_to_base($1, $2)")
                        .describedAs("Convert a number to a string in the given base"),
                scalar("from_base(varchar(x), bigint) -> bigint", "skein_from_base($1, $2)")
                        .describedAs("Convert a string in the given base to a number"),
                scalar("width_bucket(double, double, double, bigint) -> bigint", "skein_width_bucket($1, $2, $3, $4)")
                        .describedAs(
                                "The bucket number of a value given a lower and upper bound and the number of buckets"),
                scalar("width_bucket(double, array(double)) -> bigint", "skein_bucket_of($1, $2)")
                        .describedAs("The bucket number of a value given an array of bins"),
                scalar(
                                "cosine_similarity(map(varchar,double), map(varchar,double)) -> double",
                                "skein_map_similarity($1, $2)")
                        .describedAs("Cosine similarity between the given sparse vectors"),
                scalar("cosine_similarity(array(double), array(double)) -> double", "skein_cosine_similarity($1, $2)"),
                scalar(
                        "cosine_distance(array(double), array(double)) -> double",
                        "(1 - skein_cosine_similarity($1, $2))"),
                scalar("dot_product(array(double), array(double)) -> double", "skein_dot_product($1, $2)"),
                scalar(
                        "euclidean_distance(array(double), array(double)) -> double",
                        "skein_euclidean_distance($1, $2)"),
                scalar("normal_cdf(double, double, double) -> double", "skein_normal_cdf($1, $2, $3)"),
                scalar("inverse_normal_cdf(double, double, double) -> double", "skein_inverse_normal_cdf($1, $2, $3)"),
                scalar("beta_cdf(double, double, double) -> double", "skein_beta_cdf($1, $2, $3)"),
                scalar("inverse_beta_cdf(double, double, double) -> double", "skein_inverse_beta_cdf($1, $2, $3)"),
                scalar("t_pdf(double, double) -> double", "skein_t_pdf($1, $2)"),
                scalar("t_cdf(double, double) -> double", "skein_t_cdf($1, $2)"),
                scalar("wilson_interval_lower(bigint, bigint, double) -> double", "skein_wilson_lower($1, $2, $3)"),
                scalar("wilson_interval_upper(bigint, bigint, double) -> double", "skein_wilson_upper($1, $2, $3)"),
                scalar("human_readable_seconds(double) -> varchar", "skein_human_seconds($1)")));
        for (String name : List.of("random", "rand")) {
            for (String type : List.of("bigint", "integer", "smallint", "tinyint")) {
                all.add(scalar(
                                "%s(%s) -> %s".formatted(name, type, type),
                                "CAST(skein_random(0, $1, random()) AS " + type + ")")
                        .asVolatile());
                all.add(scalar(
                                "%s(%s, %s) -> %s".formatted(name, type, type, type),
                                "CAST(skein_random($1, $2, random()) AS " + type + ")")
                        .asVolatile());
            }
        }
        return all;
    }
}
