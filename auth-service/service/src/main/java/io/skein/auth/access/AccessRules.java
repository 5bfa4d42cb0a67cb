package io.skein.auth.access;

import io.skein.proto.v1.Access;
import io.skein.proto.v1.Identity;

/** Decides about accesses; a refusal is a PERMISSION_DENIED that names what is denied. */
@FunctionalInterface
public interface AccessRules {
    void check(Identity identity, Access access);

    /** Everybody may do everything. */
    static AccessRules allowAll() {
        return (_, _) -> {};
    }
}
