package io.skein.coordinator.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A user and the digest of what they presented, salted by process; never the password itself. */
record Credentials(String user, String digest) {
    private static final byte[] SALT = salt();

    static Credentials of(String user, Optional<String> password) {
        if (password.isEmpty()) {
            return new Credentials(user, "");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return new Credentials(
                    user, HexFormat.of().formatHex(digest.digest(password.get().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] salt() {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
