package io.skein.rpc.catalog;

import io.skein.proto.v1.ArgumentValue;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.ProcedureArgument;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import java.util.HashMap;
import java.util.Map;

/** Procedures and calls of them. */
public final class ProcedureCodec {
    private ProcedureCodec() {}

    public static io.skein.proto.v1.Procedure encode(Procedure procedure) {
        io.skein.proto.v1.Procedure.Builder builder = io.skein.proto.v1.Procedure.newBuilder()
                .setForm(procedure.form().name())
                .setSchema(procedure.schema())
                .setName(procedure.name());
        procedure
                .arguments()
                .forEach(argument -> builder.addArguments(ProcedureArgument.newBuilder()
                        .setName(argument.name())
                        .setType(argument.type().displayName())
                        .setRequired(argument.required())));
        return builder.build();
    }

    public static Procedure decode(io.skein.proto.v1.Procedure procedure) {
        try {
            return new Procedure(
                    Procedure.Form.valueOf(procedure.getForm()),
                    procedure.getSchema(),
                    procedure.getName(),
                    procedure.getArgumentsList().stream()
                            .map(argument -> new Procedure.Argument(
                                    argument.getName(), TypeParser.parse(argument.getType()), argument.getRequired()))
                            .toList());
        } catch (IllegalArgumentException unknown) {
            throw new SkeinException(
                    StandardErrorCode.SERIALIZATION_ERROR, "An unknown form: " + procedure.getForm(), unknown);
        }
    }

    /** The call's part of a request. */
    public static CallProcedureRequest.Builder encode(ProcedureCall call) {
        CallProcedureRequest.Builder request = CallProcedureRequest.newBuilder()
                .setSchema(call.schema())
                .setName(call.name())
                .putAllSession(call.session());
        call.arguments()
                .forEach((name, argument) -> request.addArguments(ArgumentValue.newBuilder()
                        .setName(name)
                        .setType(argument.type().displayName())
                        .setValue(ValueCodec.encode(argument.value()))));
        return request;
    }

    public static ProcedureCall decode(CallProcedureRequest request) {
        Map<String, ProcedureCall.Value> arguments = new HashMap<>();
        for (ArgumentValue argument : request.getArgumentsList()) {
            io.skein.spi.type.Type type = TypeParser.parse(argument.getType());
            arguments.put(
                    argument.getName(), new ProcedureCall.Value(type, ValueCodec.decode(argument.getValue(), type)));
        }
        return new ProcedureCall(request.getSchema(), request.getName(), arguments, request.getSessionMap());
    }
}
