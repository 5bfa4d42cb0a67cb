package io.skein.rpc.catalog;

import io.skein.proto.v1.RemoteCall;
import io.skein.proto.v1.RemoteConstant;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.util.List;

/** Expressions for sources. */
final class RemoteExpressionCodec {
    private RemoteExpressionCodec() {}

    static io.skein.proto.v1.RemoteExpression encode(RemoteExpression expression) {
        io.skein.proto.v1.RemoteExpression.Builder builder = io.skein.proto.v1.RemoteExpression.newBuilder()
                .setType(expression.type().displayName());
        switch (expression) {
            case RemoteExpression.Column column -> builder.setColumn(column.name());
            case RemoteExpression.Constant constant -> {
                RemoteConstant.Builder value = builder.getConstantBuilder();
                if (constant.value() != null) {
                    value.setValue(ValueCodec.encode(constant.value()));
                }
            }
            case RemoteExpression.Call call ->
                builder.setCall(
                        RemoteCall.newBuilder().setFunction(call.function()).addAllArguments(encode(call.arguments())));
        }
        return builder.build();
    }

    static List<io.skein.proto.v1.RemoteExpression> encode(List<RemoteExpression> expressions) {
        return expressions.stream().map(RemoteExpressionCodec::encode).toList();
    }

    static RemoteExpression decode(io.skein.proto.v1.RemoteExpression expression) {
        Type type = TypeParser.parse(expression.getType());
        return switch (expression.getKindCase()) {
            case COLUMN -> new RemoteExpression.Column(expression.getColumn(), type);
            case CONSTANT -> {
                RemoteConstant constant = expression.getConstant();
                yield new RemoteExpression.Constant(
                        constant.hasValue() ? ValueCodec.decode(constant.getValue(), type) : null, type);
            }
            case CALL ->
                new RemoteExpression.Call(
                        expression.getCall().getFunction(),
                        decode(expression.getCall().getArgumentsList()),
                        type);
            case KIND_NOT_SET ->
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "An expression is empty");
        };
    }

    static List<RemoteExpression> decode(List<io.skein.proto.v1.RemoteExpression> expressions) {
        return expressions.stream().map(RemoteExpressionCodec::decode).toList();
    }
}
