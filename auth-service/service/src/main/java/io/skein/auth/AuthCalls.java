package io.skein.auth;

import io.grpc.stub.StreamObserver;
import io.skein.auth.access.AccessRules;
import io.skein.auth.group.Groups;
import io.skein.auth.password.PasswordAuthenticator;
import io.skein.proto.v1.AuthServiceGrpc.AuthServiceImplBase;
import io.skein.proto.v1.AuthenticateRequest;
import io.skein.proto.v1.CheckAccessReply;
import io.skein.proto.v1.CheckAccessRequest;
import io.skein.proto.v1.DescribeAuthReply;
import io.skein.proto.v1.DescribeAuthRequest;
import io.skein.proto.v1.Identity;
import io.skein.rpc.BlockingCalls;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import java.util.TreeSet;

/** The service's calls. Checking a password takes its time on purpose, so nothing runs on the transport's thread. */
public class AuthCalls extends AuthServiceImplBase {
    private final PasswordAuthenticator passwords;
    private final Groups groups;
    private final AccessRules rules;
    private final BlockingCalls calls;

    public AuthCalls(PasswordAuthenticator passwords, Groups groups, AccessRules rules, BlockingCalls calls) {
        this.passwords = passwords;
        this.groups = groups;
        this.rules = rules;
        this.calls = calls;
    }

    @Override
    public void describe(DescribeAuthRequest request, StreamObserver<DescribeAuthReply> observer) {
        calls.answer(
                observer,
                () -> DescribeAuthReply.newBuilder()
                        .setPasswordRequired(passwords.passwordRequired())
                        .build());
    }

    @Override
    public void authenticate(AuthenticateRequest request, StreamObserver<Identity> observer) {
        calls.answer(observer, () -> {
            Optional<String> password = request.hasPassword() ? Optional.of(request.getPassword()) : Optional.empty();
            if (request.getUser().isEmpty() || !passwords.accepts(request.getUser(), password)) {
                throw new SkeinException(StandardErrorCode.PERMISSION_DENIED, "Access Denied: Invalid credentials");
            }
            return Identity.newBuilder()
                    .setUser(request.getUser())
                    .addAllGroups(new TreeSet<>(groups.of(request.getUser())))
                    .build();
        });
    }

    @Override
    public void checkAccess(CheckAccessRequest request, StreamObserver<CheckAccessReply> observer) {
        calls.answer(observer, () -> {
            request.getAccessesList().forEach(access -> rules.check(request.getIdentity(), access));
            return CheckAccessReply.getDefaultInstance();
        });
    }
}
