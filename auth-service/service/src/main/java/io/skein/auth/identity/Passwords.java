package io.skein.auth.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users with their bcrypt hashes: lines {@code user:$2y$10$...} as Trino's file authenticator reads them. */
record Passwords(Map<String, String> hashes) {
    private static final int LEAST_COST = 8;
    private static final int DEFAULT_COST = 10;
    private static final int MOST_BYTES = 72;

    Passwords {
        hashes = Map.copyOf(hashes);
    }

    /**
     * Reads the lines of a password file; empty ones and those with {@code #} first are skipped.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     */
    static Passwords parse(List<String> lines) {
        Map<String, String> hashes = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("line " + (i + 1) + ": expected user:hash");
            }
            String hash = line.substring(colon + 1);
            if (!hash.matches("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
                throw new IllegalArgumentException("line " + (i + 1) + ": the hash is not a bcrypt one");
            }
            if (cost(hash) < LEAST_COST) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + ": bcrypt's cost must be at least " + LEAST_COST);
            }
            if (hashes.put(line.substring(0, colon), hash) != null) {
                throw new IllegalArgumentException("line " + (i + 1) + ": the user appears twice");
            }
        }
        return new Passwords(hashes);
    }

    /** Whether the user has this password. Takes as long for a user that doesn't exist. */
    boolean match(String user, String password) {
        String hash = hashes.get(user);
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        boolean usable = bytes.length <= MOST_BYTES;
        byte[] checked = usable ? bytes : new byte[] {0};
        boolean matches = BCrypt.verifyer()
                .verify(checked, (hash == null ? decoy() : hash).getBytes(StandardCharsets.UTF_8))
                .verified;
        return matches && usable && hash != null;
    }

    /** A hash to check against when there is none, as costly as the others. */
    private String decoy() {
        int cost = hashes.values().stream().mapToInt(Passwords::cost).max().orElse(DEFAULT_COST);
        return "$2a$%02d$".formatted(cost) + "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    @Override
    public String toString() {
        return "passwords of " + hashes.keySet();
    }
}
