package io.skein.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.skein.rpc.Caller;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitiesTest {
    @TempDir
    Path directory;

    @Test
    void withoutAPasswordFileEverybodyIsWhoTheySay() {
        Identities identities = new Identities(Optional.empty(), Optional.empty());

        assertThat(identities.passwordRequired()).isFalse();
        assertThat(identities.authenticate("ann", Optional.empty())).isEqualTo(new Caller("ann", Set.of()));
        assertThatThrownBy(() -> identities.authenticate(" ", Optional.empty())).hasMessage("User must be set");
    }

    @Test
    void aPasswordIsCheckedAgainstItsHash() throws IOException {
        Identities identities = new Identities(Optional.of(passwords("ann", "sesame")), Optional.empty());

        assertThat(identities.passwordRequired()).isTrue();
        assertThat(identities.authenticate("ann", Optional.of("sesame"))).isEqualTo(new Caller("ann", Set.of()));
    }

    @Test
    void wrongMissingAndUnknownAreRefusedAlike() throws IOException {
        Identities identities = new Identities(Optional.of(passwords("ann", "sesame")), Optional.empty());

        assertDenied(identities, "ann", Optional.of("wrong"));
        assertDenied(identities, "ann", Optional.empty());
        assertDenied(identities, "bob", Optional.of("sesame"));
        assertDenied(identities, "ann", Optional.of("x".repeat(100)));
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() throws IOException {
        Passwords passwords = Passwords.parse(Files.readAllLines(passwords("ann", "sesame")));
        passwords.match("ann", "warm up");

        long wrong = nanos(() -> passwords.match("ann", "wrong"));
        long unknown = nanos(() -> passwords.match("bob", "wrong"));

        assertThat(unknown).isGreaterThan(wrong / 10);
    }

    @Test
    void groupsComeFromTheGroupFile() throws IOException {
        Path groups = Files.writeString(directory.resolve("groups"), "# who is who\nadmins:ann,bob\n\nstaff: ann\n");
        Identities identities = new Identities(Optional.empty(), Optional.of(groups));

        assertThat(identities.authenticate("ann", Optional.empty()).groups())
                .containsExactlyInAnyOrder("admins", "staff");
        assertThat(identities.authenticate("bob", Optional.empty()).groups()).containsExactly("admins");
        assertThat(identities.authenticate("eve", Optional.empty()).groups()).isEmpty();
    }

    @Test
    void aChangedFileIsReadAgainAndABrokenOneIsNot() throws IOException {
        Path file = passwords("ann", "sesame");
        Identities identities = new Identities(Optional.of(file), Optional.empty());

        Files.writeString(file, "bob:" + hash("open") + "\n# changed\n");
        assertThat(identities.authenticate("bob", Optional.of("open")).user()).isEqualTo("bob");
        assertDenied(identities, "ann", Optional.of("sesame"));

        Files.writeString(file, "nonsense");
        assertThat(identities.authenticate("bob", Optional.of("open")).user()).isEqualTo("bob");
    }

    @Test
    void hashesOfApacheAreRead() {
        String hash = hash("sesame").replace("$2a$", "$2y$");

        assertThat(Passwords.parse(java.util.List.of("ann:" + hash)).match("ann", "sesame"))
                .isTrue();
    }

    @Test
    void aWrongLineStopsTheStartAndIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("bad"), "# ok\nann:plain\n");

        assertThatThrownBy(() -> new Identities(Optional.of(file), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: the hash is not a bcrypt one");
        assertThatThrownBy(() -> new Identities(Optional.of(directory.resolve("none")), Optional.empty()))
                .hasMessage("Cannot read " + directory.resolve("none"));
    }

    @Test
    void weakHashesAndDoubleUsersAreRefused() {
        String weak = BCrypt.withDefaults().hashToString(5, "x".toCharArray());

        assertThatThrownBy(() -> Passwords.parse(java.util.List.of("ann:" + weak)))
                .hasMessage("line 1: bcrypt's cost must be at least 8");
        assertThatThrownBy(() -> Passwords.parse(java.util.List.of("a:" + hash("x"), "a:" + hash("y"))))
                .hasMessage("line 2: the user appears twice");
    }

    private Path passwords(String user, String password) throws IOException {
        return Files.writeString(directory.resolve("passwords"), user + ":" + hash(password) + "\n");
    }

    private static String hash(String password) {
        return BCrypt.withDefaults().hashToString(8, password.toCharArray());
    }

    private static void assertDenied(Identities identities, String user, Optional<String> password) {
        assertThatThrownBy(() -> identities.authenticate(user, password))
                .hasMessage("Access Denied: Invalid credentials")
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.PERMISSION_DENIED.code()));
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toNanos();
    }
}
