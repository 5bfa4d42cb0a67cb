package io.skein.spi.pushdown;

/** Names of calls that are written without a function's name. Operands of comparisons are of one type. */
public final class Operators {
    public static final String AND = "$and";
    public static final String OR = "$or";
    public static final String NOT = "$not";
    public static final String IS_NULL = "$is_null";
    public static final String EQUAL = "$equal";
    public static final String NOT_EQUAL = "$not_equal";
    public static final String LESS_THAN = "$less_than";
    public static final String LESS_THAN_OR_EQUAL = "$less_than_or_equal";
    public static final String GREATER_THAN = "$greater_than";
    public static final String GREATER_THAN_OR_EQUAL = "$greater_than_or_equal";
    public static final String IS_DISTINCT_FROM = "$is_distinct_from";
    /** The value, then the list. */
    public static final String IN = "$in";
    /** Conditions and results in turn, then the default, which is always there. */
    public static final String CASE = "$case";

    public static final String COALESCE = "$coalesce";
    public static final String CAST = "$cast";
    public static final String ADD = "$add";
    public static final String SUBTRACT = "$subtract";
    public static final String MULTIPLY = "$multiply";
    public static final String DIVIDE = "$divide";
    public static final String MODULUS = "$modulus";
    public static final String NEGATE = "$negate";
    /** The value and a constant pattern without escapes. */
    public static final String LIKE = "$like";

    private Operators() {}
}
