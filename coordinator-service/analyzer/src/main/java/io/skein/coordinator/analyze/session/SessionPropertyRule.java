package io.skein.coordinator.analyze.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of a property must be, over its type; the words are Trino's. */
sealed interface SessionPropertyRule {
    /** What is wrong with the value of the property, if anything. */
    Optional<String> problem(String property, String value);

    /** The text form of the property table. */
    static SessionPropertyRule parse(String text) {
        List<String> words = List.of(text.split(" "));
        return switch (words.getFirst()) {
            case "any" -> new Any();
            case "duration" -> Measure.DURATION;
            case "size" -> Measure.SIZE;
            case "power2" -> new PowerOfTwo();
            case "min" -> new AtLeast(words.get(1));
            case "range" -> new Range(Double.parseDouble(words.get(1)), Double.parseDouble(words.get(2)));
            case "between" -> new Between(Long.parseLong(words.get(1)), Long.parseLong(words.get(2)));
            case "at-least" -> new NotBelow(Long.parseLong(words.get(1)));
            case "one-of" -> new OneOf(words.subList(1, words.size()));
            default -> throw new IllegalArgumentException("Not a rule: " + text);
        };
    }

    record Any() implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            return Optional.empty();
        }
    }

    /** A number with a unit. */
    record Measure(String kind, String unitKind, Set<String> units) implements SessionPropertyRule {
        private static final Pattern FORM = Pattern.compile("\\s*\\d+(?:\\.\\d+)?\\s*([a-zA-Z]+)\\s*");
        static final Measure DURATION =
                new Measure("duration", "time unit", Set.of("ns", "us", "ms", "s", "m", "h", "d"));
        static final Measure SIZE = new Measure("size", "unit", Set.of("B", "kB", "MB", "GB", "TB", "PB"));

        public Measure {
            units = Set.copyOf(units);
        }

        @Override
        public Optional<String> problem(String property, String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches()) {
                return Optional.of(kind + " is not a valid data " + kind + " string: " + value);
            }
            String unit = form.group(1);
            return units.contains(unit) ? Optional.empty() : Optional.of("Unknown " + unitKind + ": " + unit);
        }
    }

    record PowerOfTwo() implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            return Long.bitCount(Long.parseLong(value)) == 1
                    ? Optional.empty()
                    : Optional.of(property + " must be a power of 2: " + value);
        }
    }

    record AtLeast(String lowest) implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            return Double.parseDouble(value) >= Double.parseDouble(lowest)
                    ? Optional.empty()
                    : Optional.of(property + " must be equal or greater than " + lowest);
        }
    }

    record Range(double low, double high) implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            double number = Double.parseDouble(value);
            return number >= low && number <= high
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT, "%s must be in the range [%.2f, %.2f]: %.2f", property, low, high, number));
        }
    }

    record Between(long low, long high) implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            long number = Long.parseLong(value);
            return number >= low && number <= high
                    ? Optional.empty()
                    : Optional.of(property + " must be between " + low + " and " + high);
        }
    }

    record NotBelow(long lowest) implements SessionPropertyRule {
        @Override
        public Optional<String> problem(String property, String value) {
            return Long.parseLong(value) >= lowest
                    ? Optional.empty()
                    : Optional.of(property + " must be greater than or equal to " + lowest);
        }
    }

    /** One of a few words, in any case. */
    record OneOf(List<String> words) implements SessionPropertyRule {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public Optional<String> problem(String property, String value) {
            return words.contains(value.toUpperCase(Locale.ENGLISH))
                    ? Optional.empty()
                    : Optional.of("Invalid value [" + value + "]. Valid values: " + words);
        }
    }
}
