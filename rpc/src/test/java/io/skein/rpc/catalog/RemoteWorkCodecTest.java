package io.skein.rpc.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.proto.v1.TakeReply;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.pushdown.Operators;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteExpression.Call;
import io.skein.spi.pushdown.RemoteExpression.Column;
import io.skein.spi.pushdown.RemoteExpression.Constant;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Aggregate;
import io.skein.spi.pushdown.RemoteWork.Filter;
import io.skein.spi.pushdown.RemoteWork.Join;
import io.skein.spi.pushdown.RemoteWork.Limit;
import io.skein.spi.pushdown.RemoteWork.Measure;
import io.skein.spi.pushdown.RemoteWork.Order;
import io.skein.spi.pushdown.RemoteWork.Output;
import io.skein.spi.pushdown.RemoteWork.Project;
import io.skein.spi.pushdown.RemoteWork.Renamed;
import io.skein.spi.pushdown.RemoteWork.Sample;
import io.skein.spi.pushdown.RemoteWork.TopN;
import io.skein.spi.pushdown.Taken;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteWorkCodecTest {
    private static final TableHandle TABLE = new TableHandle(new SchemaTableName("s", "t"), new byte[] {1, 2});
    private static final TableHandle OTHER = new TableHandle(new SchemaTableName("s", "o"), new byte[] {3});
    private static final Type PRICE = new Type.Decimal(10, 2);
    private static final RemoteExpression CONDITION = new Call(
            Operators.OR,
            List.of(
                    new Call(
                            Operators.LESS_THAN,
                            List.of(new Column("p", PRICE), new Constant(new BigDecimal("-1.50"), PRICE)),
                            Type.Simple.BOOLEAN),
                    new Constant(null, Type.Simple.BOOLEAN)),
            Type.Simple.BOOLEAN);

    static Stream<RemoteWork> work() {
        return Stream.of(
                new Filter(List.of(CONDITION, CONDITION)),
                new Project(List.of(new Output("q", CONDITION))),
                new Aggregate(List.of(), List.of()),
                new Aggregate(
                        List.of("k", "l"),
                        List.of(
                                new Measure("n", "count", List.of(), false, Optional.empty(), Type.Simple.BIGINT),
                                new Measure(
                                        "s",
                                        "sum",
                                        List.of(new Column("p", PRICE)),
                                        true,
                                        Optional.of(CONDITION),
                                        new Type.Decimal(38, 2)))),
                new Limit(0),
                new Limit(Long.MAX_VALUE),
                new TopN(3, List.of(new Order("a", true, false), new Order("b", false, true))),
                new Sample(0.125),
                new Join(
                        Join.Kind.FULL,
                        OTHER,
                        List.of(new Renamed("a", "x")),
                        List.of(new Renamed("a", "y"), new Renamed("b", "z")),
                        List.of(CONDITION)));
    }

    @ParameterizedTest
    @MethodSource("work")
    void workSurvivesTheWire(RemoteWork work) {
        assertThat(RemoteWorkCodec.decode(RemoteWorkCodec.encode("c", TABLE, work)))
                .isEqualTo(work);
    }

    @Test
    void whatIsTakenSurvivesTheWire() {
        Taken taken = new Taken(OTHER, List.of(Optional.empty(), Optional.of("why not"), Optional.of("")), true);

        TakeReply reply = RemoteWorkCodec.encode(taken);

        assertThat(RemoteWorkCodec.decode(reply)).isEqualTo(taken);
        assertThat(taken.any()).isTrue();
        assertThat(Taken.nothing(TABLE, 2, "no").any()).isFalse();
    }
}
