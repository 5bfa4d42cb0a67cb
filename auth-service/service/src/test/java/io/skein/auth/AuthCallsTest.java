package io.skein.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.skein.auth.access.AccessRules;
import io.skein.auth.group.GroupFile;
import io.skein.auth.group.Groups;
import io.skein.auth.password.PasswordAuthenticator;
import io.skein.auth.password.PasswordFile;
import io.skein.proto.v1.AuthServiceGrpc;
import io.skein.proto.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import io.skein.proto.v1.AuthenticateRequest;
import io.skein.proto.v1.DescribeAuthRequest;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthCallsTest {
    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new java.util.ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @Test
    void withoutPasswordFileEverybodyIsWhoTheySay() throws IOException {
        AuthServiceBlockingStub auth = serve(PasswordAuthenticator.none(), Groups.none());

        assertThat(auth.describe(DescribeAuthRequest.getDefaultInstance()).getPasswordRequired())
                .isFalse();
        assertThat(auth.authenticate(request("alice", null)).getUser()).isEqualTo("alice");
    }

    @Test
    void rightPasswordGivesTheIdentityWithItsGroupsInOrder() throws IOException {
        AuthServiceBlockingStub auth = serve(passwords("alice", "secret"), groups("staff:alice,bob", "admins:alice"));

        assertThat(auth.describe(DescribeAuthRequest.getDefaultInstance()).getPasswordRequired())
                .isTrue();
        assertThat(auth.authenticate(request("alice", "secret")).getGroupsList())
                .containsExactly("admins", "staff");
    }

    @Test
    void wrongPasswordAndUnknownUserAndNoPasswordGetTheSameAnswer() throws IOException {
        AuthServiceBlockingStub auth = serve(passwords("alice", "secret"), Groups.none());

        for (AuthenticateRequest request : List.of(
                request("alice", "wrong"),
                request("mallory", "secret"),
                request("alice", null),
                request("alice", "x".repeat(100)))) {
            assertThatThrownBy(() -> auth.authenticate(request)).satisfies(failure -> {
                SkeinException error = ErrorCodec.normalize(failure);
                assertThat(error.code().name()).isEqualTo("PERMISSION_DENIED");
                assertThat(error).hasMessage("Access Denied: Invalid credentials");
            });
        }
    }

    @Test
    void changedPasswordFileHoldsAndBrokenOneLeavesTheVersionBefore() throws IOException {
        Path file = directory.resolve("passwords");
        Files.writeString(file, line("alice", "old"));
        PasswordFile passwords = new PasswordFile(file, Duration.ZERO);

        Files.writeString(file, line("alice", "new"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(passwords.accepts("alice", java.util.Optional.of("old"))).isFalse();
        assertThat(passwords.accepts("alice", java.util.Optional.of("new"))).isTrue();

        Files.writeString(file, "alice:plain text");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
        assertThat(passwords.accepts("alice", java.util.Optional.of("new"))).isTrue();
    }

    @Test
    void brokenPasswordFileIsRefusedAtStart() throws IOException {
        Path file = directory.resolve("passwords");
        Files.writeString(file, line("alice", "x") + "bob:plain\n");

        assertThatThrownBy(() -> new PasswordFile(file, Duration.ZERO))
                .isInstanceOf(SkeinException.class)
                .hasMessage("Error in password file line 2: expected a bcrypt hash with a cost of at least 8");
    }

    private PasswordAuthenticator passwords(String user, String password) throws IOException {
        Path file = directory.resolve("passwords");
        Files.writeString(file, line(user, password));
        return new PasswordFile(file, Duration.ofMinutes(1));
    }

    private Groups groups(String... lines) throws IOException {
        Path file = directory.resolve("groups");
        Files.write(file, List.of(lines));
        return new GroupFile(file, Duration.ofMinutes(1));
    }

    private static String line(String user, String password) {
        return user + ":" + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(8, password.toCharArray()) + "\n";
    }

    private static AuthenticateRequest request(String user, @org.jspecify.annotations.Nullable String password) {
        AuthenticateRequest.Builder request = AuthenticateRequest.newBuilder().setUser(user);
        if (password != null) {
            request.setPassword(password);
        }
        return request.build();
    }

    private AuthServiceBlockingStub serve(PasswordAuthenticator passwords, Groups groups) throws IOException {
        String name = "auth-" + System.nanoTime();
        Server server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new AuthCalls(passwords, groups, AccessRules.allowAll(), new BlockingCalls(Runnable::run)))
                .build()
                .start();
        ManagedChannel channel =
                InProcessChannelBuilder.forName(name).directExecutor().build();
        open.add(channel::shutdownNow);
        open.add(server::shutdownNow);
        return AuthServiceGrpc.newBlockingStub(channel);
    }
}
