package io.skein.connector.kafka.table;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.apicurio.registry.utils.protobuf.schema.FileDescriptorUtils;
import java.util.List;

/** A .proto file. It may import Google's well-known types and no others. */
public record ProtoSchema(FileDescriptor file) {
    private static final String TRINOS_NAME = "schema";

    /** @throws IllegalArgumentException where the text is no such file */
    public static ProtoSchema parse(String text) {
        try {
            return new ProtoSchema(FileDescriptorUtils.protoFileToFileDescriptor(
                    ProtoParser.Companion.parse(FileDescriptorUtils.DEFAULT_LOCATION, text)));
        } catch (DescriptorValidationException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a schema is not Protobuf's: " + e.getMessage(), e);
        }
    }

    /** The message type of that name with its package; for an empty name the one called {@code schema}, or else the first. */
    public Descriptor message(String fullName) {
        return file.getMessageTypes().stream()
                .filter(type -> fullName.isEmpty()
                        ? type.getName().equals(TRINOS_NAME)
                        : type.getFullName().equals(fullName))
                .findFirst()
                .orElseGet(this::first);
    }

    private Descriptor first() {
        if (file.getMessageTypes().isEmpty()) {
            throw new IllegalArgumentException("a Protobuf schema has no message type");
        }
        return file.getMessageTypes().getFirst();
    }

    /**
     * The type at these places: among the file's, then among those within it, and so on.
     *
     * @throws IndexOutOfBoundsException where there is none
     */
    public Descriptor at(List<Integer> places) {
        Descriptor found = file.getMessageTypes().get(places.getFirst());
        for (int place : places.subList(1, places.size())) {
            found = found.getNestedTypes().get(place);
        }
        return found;
    }
}
