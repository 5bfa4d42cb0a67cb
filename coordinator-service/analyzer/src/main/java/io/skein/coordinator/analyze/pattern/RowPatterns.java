package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.plan.PatternSearch.Skip;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.coordinator.plan.RowPattern;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AnchorPattern;
import io.trino.sql.tree.EmptyPattern;
import io.trino.sql.tree.ExcludedPattern;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OneOrMoreQuantifier;
import io.trino.sql.tree.PatternAlternation;
import io.trino.sql.tree.PatternConcatenation;
import io.trino.sql.tree.PatternPermutation;
import io.trino.sql.tree.PatternQuantifier;
import io.trino.sql.tree.PatternVariable;
import io.trino.sql.tree.QuantifiedPattern;
import io.trino.sql.tree.RangeQuantifier;
import io.trino.sql.tree.SkipTo;
import io.trino.sql.tree.ZeroOrMoreQuantifier;
import io.trino.sql.tree.ZeroOrOneQuantifier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Patterns and AFTER MATCH SKIP over the places of labels. */
final class RowPatterns {
    private final PatternLabels labels;

    RowPatterns(PatternLabels labels) {
        this.labels = labels;
    }

    RowPattern pattern(io.trino.sql.tree.RowPattern pattern) {
        return switch (pattern) {
            case PatternVariable variable ->
                new RowPattern.Label(labels.place(variable.getName().getCanonicalValue()));
            case EmptyPattern _ -> new RowPattern.Empty();
            case AnchorPattern anchor ->
                new RowPattern.Anchor(
                        anchor.getType() == AnchorPattern.Type.PARTITION_START
                                ? RowPattern.Side.START
                                : RowPattern.Side.END);
            case ExcludedPattern excluded -> new RowPattern.Exclusion(pattern(excluded.getPattern()));
            case PatternConcatenation parts -> new RowPattern.Concatenation(patterns(parts.getPatterns()));
            case PatternAlternation parts -> new RowPattern.Alternation(patterns(parts.getPatterns()));
            case PatternPermutation parts -> new RowPattern.Permutation(patterns(parts.getPatterns()));
            case QuantifiedPattern quantified -> quantified(quantified);
            default -> throw Errors.notSupported(pattern, "Row pattern not supported: " + pattern);
        };
    }

    private List<RowPattern> patterns(List<io.trino.sql.tree.RowPattern> patterns) {
        return patterns.stream().map(this::pattern).toList();
    }

    private RowPattern quantified(QuantifiedPattern quantified) {
        PatternQuantifier quantifier = quantified.getPatternQuantifier();
        RowPattern part = pattern(quantified.getPattern());
        RowPattern.Preference preference =
                quantifier.isGreedy() ? RowPattern.Preference.GREEDY : RowPattern.Preference.RELUCTANT;
        return switch (quantifier) {
            case ZeroOrMoreQuantifier _ -> new RowPattern.Repetition(part, 0, OptionalInt.empty(), preference);
            case OneOrMoreQuantifier _ -> new RowPattern.Repetition(part, 1, OptionalInt.empty(), preference);
            case ZeroOrOneQuantifier _ -> new RowPattern.Repetition(part, 0, OptionalInt.of(1), preference);
            case RangeQuantifier range ->
                new RowPattern.Repetition(
                        part, bound(range.getAtLeast()).orElse(0), bound(range.getAtMost()), preference);
            default -> throw Errors.notSupported(quantifier, "Pattern quantifier not supported: " + quantifier);
        };
    }

    private static OptionalInt bound(Optional<LongLiteral> bound) {
        return bound.map(LongLiteral::getParsedValue)
                .map(Math::toIntExact)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** Refuses quantifiers whose bounds make no sense. */
    static void requireBounds(io.trino.sql.tree.Node node) {
        if (node instanceof RangeQuantifier range) {
            Optional<Long> least = range.getAtLeast().map(LongLiteral::getParsedValue);
            Optional<Long> most = range.getAtMost().map(LongLiteral::getParsedValue);
            least.ifPresent(value -> requireWithin(range, "lower", value, 0));
            most.ifPresent(value -> requireWithin(range, "upper", value, 1));
            if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
                throw Errors.at(
                        range,
                        StandardErrorCode.INVALID_RANGE,
                        "Pattern quantifier lower bound must not exceed upper bound");
            }
        }
        node.getChildren().forEach(RowPatterns::requireBounds);
    }

    private static void requireWithin(RangeQuantifier range, String bound, long value, int least) {
        if (value < least) {
            throw Errors.at(
                    range,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "Pattern quantifier %s bound must be greater than or equal to %s",
                    bound,
                    least);
        }
        if (value > Integer.MAX_VALUE) {
            throw Errors.at(
                    range,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "Pattern quantifier %s bound must not exceed %s",
                    bound,
                    Integer.MAX_VALUE);
        }
    }

    Skip skip(Optional<SkipTo> skip) {
        SkipTo.Position position = skip.map(SkipTo::getPosition).orElse(SkipTo.Position.PAST_LAST);
        return switch (position) {
            case PAST_LAST -> new Skip.PastLastRow();
            case NEXT -> new Skip.ToNextRow();
            case FIRST -> to(skip.flatMap(SkipTo::getIdentifier).orElseThrow(), RowNavigation.Anchor.FIRST);
            case LAST -> to(skip.flatMap(SkipTo::getIdentifier).orElseThrow(), RowNavigation.Anchor.LAST);
        };
    }

    private Skip to(Identifier name, RowNavigation.Anchor anchor) {
        String label = name.getCanonicalValue();
        if (!labels.contains(label)) {
            throw Errors.at(
                    name, StandardErrorCode.INVALID_LABEL, "%s is not a primary or union pattern variable", name);
        }
        return new Skip.To(new RowNavigation(labels.places(label), anchor, RowNavigation.Mode.FINAL, 0, 0));
    }
}
