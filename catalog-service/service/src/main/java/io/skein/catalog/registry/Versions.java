package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDefinition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/** Numbers of catalogs' versions. They follow from the definition, so that all services that know a definition know it by the same number. */
final class Versions {
    private Versions() {}

    /** Never 0. */
    static long of(CatalogDefinition definition) {
        MessageDigest digest = sha256();
        add(digest, definition.name());
        switch (definition) {
            case CatalogDefinition.Readable readable -> {
                add(digest, readable.connector());
                add(digest, readable.revision());
                new TreeMap<>(readable.properties()).forEach((key, value) -> {
                    add(digest, key);
                    add(digest, value);
                });
            }
            case CatalogDefinition.Unreadable unreadable -> add(digest, unreadable.reason());
        }
        return ByteBuffer.wrap(digest.digest()).getLong() | 1;
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
