package io.skein.spi.connector;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who wrote a word that is not known. */
public final class Spelling {
    private Spelling() {}

    /** The known word that takes the fewest changes. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** The nearest one, if most of the word is right. */
    public static Optional<String> likely(String word, Collection<String> known) {
        return nearest(word, known).filter(candidate -> distance(word, candidate) <= word.length() / 2);
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] costs = new int[right.length() + 1];
        Arrays.setAll(costs, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, Math.min(costs[j], costs[j - 1]) + 1);
            }
        }
        return costs[right.length()];
    }
}
