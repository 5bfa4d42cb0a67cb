package io.skein.connector.http.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Texts that no error shows. */
public record Secrets(List<String> values) {
    private static final String SHOWN = "***";

    public Secrets {
        // A secret may be a part of another one.
        values = values.stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** These and more. */
    public Secrets and(Collection<String> others) {
        List<String> all = new ArrayList<>(values);
        all.addAll(others);
        return new Secrets(all);
    }

    /** The text without them. */
    public String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, SHOWN);
        }
        return hidden;
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
