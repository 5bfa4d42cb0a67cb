package io.skein.connector.iceberg.file;

/** Normalized locations: no slash at their end. */
public final class Locations {
    private Locations() {}

    /** What has the name in the directory. */
    public static String in(String directory, String name) {
        return directory + "/" + name;
    }

    /** Whether the location is the directory or below it. */
    public static boolean isUnder(String location, String directory) {
        return location.equals(directory) || location.startsWith(directory + "/");
    }

    /** A name of one's own as part of a location. */
    public static String name(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
