package io.skein.auth.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.skein.auth.file.ReloadingFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines {@code user:hash} with bcrypt hashes ({@code htpasswd -B -C 10}), as Trino's file authenticator reads them. A changed file holds from the next refresh on; while
 * a changed file is broken the last good one holds.
 */
public final class PasswordFile implements PasswordAuthenticator {
    private static final int MINIMUM_COST = 8;

    /** No bcrypt hash is of a longer password. */
    private static final int MAXIMUM_BYTES = 72;

    /** Checked for users that are not there, so that they take as long as those that are. */
    private static final byte[] NOBODY = BCrypt.withDefaults().hash(10, "nobody".toCharArray());

    private final ReloadingFile<Map<String, byte[]>> hashes;

    public PasswordFile(Path file, Duration refreshPeriod) {
        hashes = new ReloadingFile<>(file, refreshPeriod, PasswordFile::parse);
    }

    @Override
    public boolean passwordRequired() {
        return true;
    }

    @Override
    public boolean accepts(String user, Optional<String> password) {
        if (password.isEmpty()) {
            return false;
        }
        byte[] hash = hashes.content().get(user);
        byte[] presented = password.get().getBytes(StandardCharsets.UTF_8);
        boolean possible = presented.length <= MAXIMUM_BYTES;
        boolean right =
                BCrypt.verifyer().verify(possible ? presented : new byte[] {0}, hash == null ? NOBODY : hash).verified;
        return right && possible && hash != null;
    }

    private static Map<String, byte[]> parse(List<String> lines) {
        Map<String, byte[]> hashes = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw invalid(number, "expected user:password");
            }
            String user = line.substring(0, colon);
            byte[] hash = line.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
            if (cost(line.substring(colon + 1)) < MINIMUM_COST) {
                throw invalid(number, "expected a bcrypt hash with a cost of at least " + MINIMUM_COST);
            }
            if (hashes.put(user, hash) != null) {
                throw invalid(number, "duplicate user '" + user + "'");
            }
        }
        return Map.copyOf(hashes);
    }

    private static int cost(String hash) {
        return hash.matches("\\$2[aby]\\$\\d\\d\\$.{53}") ? Integer.parseInt(hash.substring(4, 6)) : 0;
    }

    private static SkeinException invalid(int line, String reason) {
        return new SkeinException(
                StandardErrorCode.CONFIGURATION_INVALID, "Error in password file line " + line + ": " + reason);
    }
}
