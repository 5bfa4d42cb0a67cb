package io.skein.coordinator.analyze.session;

import io.skein.spi.type.Type;
import java.util.Optional;

/**
 * A session property that statements may set.
 *
 * @param name without its catalog
 * @param defaultValue empty when it has none
 */
public record SessionProperty(
        String name, Type type, String defaultValue, Effect effect, SessionPropertyRule rule, String description) {
    /** What setting it does. */
    enum Effect {
        /** It changes what is done here. */
        USED,
        /** Accepted and checked, nothing else. */
        NONE,
        /** The same, and SHOW SESSION does not list it. */
        HIDDEN
    }

    /** What is wrong with the value, if anything. */
    Optional<String> problem(String value) {
        return rule.problem(name, value);
    }

    boolean listed() {
        return effect != Effect.HIDDEN;
    }

    /** With the words that are its values, if it has such. */
    public String fullDescription() {
        return rule instanceof SessionPropertyRule.OneOf choice
                ? description + ". Possible values: " + choice.words()
                : description;
    }
}
