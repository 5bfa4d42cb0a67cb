package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.file.Locations;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.TableProperties;

/**
 * What a catalog lets tables have.
 *
 * @param catalog its name
 * @param extraProperties the names that {@code extra_properties} may set; {@code *} for any
 * @param directory where locations must be, if tables have such a place; normalized
 * @param minimumRetention no snapshot may be set to expire sooner
 */
public record PropertyRules(
        String catalog,
        Set<String> extraProperties,
        Layout layout,
        Optional<String> directory,
        Duration minimumRetention) {
    private static final String ANY = "*";
    /** What other properties say, or what the library keeps for itself. */
    private static final Set<String> RESERVED = Set.of(
            TableProperties.DEFAULT_FILE_FORMAT,
            TableProperties.FORMAT_VERSION,
            TableProperties.ORC_BLOOM_FILTER_COLUMNS,
            TableProperties.ORC_BLOOM_FILTER_FPP,
            TableShape.COMMENT);

    /** How new tables lay out their files unless they say it. */
    public enum Layout {
        PLAIN,
        OBJECT_STORE
    }

    public PropertyRules {
        extraProperties = Set.copyOf(extraProperties);
    }

    /** Refuses names that must not be set, or that the table's other properties set. */
    Map<String, String> extra(Map<String, String> given, Set<String> taken) {
        List<String> illegal = given.keySet().stream()
                .filter(name -> taken.contains(name)
                        || RESERVED.contains(name)
                        || TableProperties.RESERVED_PROPERTIES.contains(name)
                        || !extraProperties.contains(ANY) && !extraProperties.contains(name))
                .sorted()
                .toList();
        if (!illegal.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY, "Illegal keys in extra_properties: " + illegal);
        }
        return given;
    }

    /** Refuses a location, which is normalized, at another place than the tables'. */
    public String own(String location) {
        directory.filter(place -> !Locations.isUnder(location, place)).ifPresent(place -> {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "The location " + location + " is not under the warehouse " + place);
        });
        return location;
    }
}
