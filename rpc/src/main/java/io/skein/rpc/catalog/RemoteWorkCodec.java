package io.skein.rpc.catalog;

import io.skein.proto.v1.Refusal;
import io.skein.proto.v1.RemoteAggregate;
import io.skein.proto.v1.RemoteFilter;
import io.skein.proto.v1.RemoteJoin;
import io.skein.proto.v1.RemoteMeasure;
import io.skein.proto.v1.RemoteOrder;
import io.skein.proto.v1.RemoteOutput;
import io.skein.proto.v1.RemoteProject;
import io.skein.proto.v1.RemoteTopN;
import io.skein.proto.v1.RenamedColumn;
import io.skein.proto.v1.TakeReply;
import io.skein.proto.v1.TakeRequest;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
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
import io.skein.spi.type.TypeParser;
import java.util.List;
import java.util.Optional;

/** Work for sources, and what they take of it. */
public final class RemoteWorkCodec {
    private RemoteWorkCodec() {}

    public static TakeRequest encode(String catalog, TableHandle table, RemoteWork work) {
        TakeRequest.Builder request =
                TakeRequest.newBuilder().setCatalog(catalog).setTable(TableCodec.encode(table));
        return switch (work) {
            case Filter filter ->
                request.setFilter(RemoteFilter.newBuilder()
                                .addAllConditions(RemoteExpressionCodec.encode(filter.conditions())))
                        .build();
            case Project project ->
                request.setProject(RemoteProject.newBuilder()
                                .addAllOutputs(project.outputs().stream()
                                        .map(output -> RemoteOutput.newBuilder()
                                                .setName(output.name())
                                                .setExpression(RemoteExpressionCodec.encode(output.expression()))
                                                .build())
                                        .toList()))
                        .build();
            case Aggregate aggregate ->
                request.setAggregate(RemoteAggregate.newBuilder()
                                .addAllKeys(aggregate.keys())
                                .addAllMeasures(aggregate.measures().stream()
                                        .map(RemoteWorkCodec::encode)
                                        .toList()))
                        .build();
            case Limit(long count) -> request.setLimit(count).build();
            case TopN topN ->
                request.setTopN(RemoteTopN.newBuilder()
                                .setCount(topN.count())
                                .addAllOrdering(topN.ordering().stream()
                                        .map(order -> RemoteOrder.newBuilder()
                                                .setColumn(order.column())
                                                .setAscending(order.ascending())
                                                .setNullsFirst(order.nullsFirst())
                                                .build())
                                        .toList()))
                        .build();
            case Sample(double ratio) -> request.setSample(ratio).build();
            case Join join ->
                request.setJoin(RemoteJoin.newBuilder()
                                .setKind(RemoteJoin.Kind.valueOf(join.kind().name()))
                                .setRight(TableCodec.encode(join.right()))
                                .addAllLeftColumns(encodeRenamed(join.leftColumns()))
                                .addAllRightColumns(encodeRenamed(join.rightColumns()))
                                .addAllConditions(RemoteExpressionCodec.encode(join.conditions())))
                        .build();
        };
    }

    public static RemoteWork decode(TakeRequest request) {
        return switch (request.getWorkCase()) {
            case FILTER ->
                new Filter(RemoteExpressionCodec.decode(request.getFilter().getConditionsList()));
            case PROJECT ->
                new Project(request.getProject().getOutputsList().stream()
                        .map(output ->
                                new Output(output.getName(), RemoteExpressionCodec.decode(output.getExpression())))
                        .toList());
            case AGGREGATE ->
                new Aggregate(
                        request.getAggregate().getKeysList(),
                        request.getAggregate().getMeasuresList().stream()
                                .map(RemoteWorkCodec::decode)
                                .toList());
            case LIMIT -> new Limit(request.getLimit());
            case TOP_N ->
                new TopN(
                        request.getTopN().getCount(),
                        request.getTopN().getOrderingList().stream()
                                .map(order -> new Order(order.getColumn(), order.getAscending(), order.getNullsFirst()))
                                .toList());
            case SAMPLE -> new Sample(request.getSample());
            case JOIN -> {
                RemoteJoin join = request.getJoin();
                yield new Join(
                        Join.Kind.valueOf(join.getKind().name()),
                        TableCodec.decode(join.getRight()),
                        decodeRenamed(join.getLeftColumnsList()),
                        decodeRenamed(join.getRightColumnsList()),
                        RemoteExpressionCodec.decode(join.getConditionsList()));
            }
            case WORK_NOT_SET -> throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "The work is empty");
        };
    }

    private static RemoteMeasure encode(Measure measure) {
        RemoteMeasure.Builder builder = RemoteMeasure.newBuilder()
                .setName(measure.name())
                .setFunction(measure.function())
                .addAllArguments(RemoteExpressionCodec.encode(measure.arguments()))
                .setDistinct(measure.distinct())
                .setType(measure.type().displayName());
        measure.filter().map(RemoteExpressionCodec::encode).ifPresent(builder::setFilter);
        return builder.build();
    }

    private static Measure decode(RemoteMeasure measure) {
        return new Measure(
                measure.getName(),
                measure.getFunction(),
                RemoteExpressionCodec.decode(measure.getArgumentsList()),
                measure.getDistinct(),
                measure.hasFilter() ? Optional.of(RemoteExpressionCodec.decode(measure.getFilter())) : Optional.empty(),
                TypeParser.parse(measure.getType()));
    }

    private static List<RenamedColumn> encodeRenamed(List<Renamed> columns) {
        return columns.stream()
                .map(column -> RenamedColumn.newBuilder()
                        .setColumn(column.column())
                        .setName(column.name())
                        .build())
                .toList();
    }

    private static List<Renamed> decodeRenamed(List<RenamedColumn> columns) {
        return columns.stream()
                .map(column -> new Renamed(column.getColumn(), column.getName()))
                .toList();
    }

    public static TakeReply encode(Taken taken) {
        TakeReply.Builder reply = TakeReply.newBuilder()
                .setTable(TableCodec.encode(taken.table()))
                .setWhole(taken.whole());
        for (Optional<String> reason : taken.refusals()) {
            Refusal.Builder refusal = reply.addRefusalsBuilder();
            reason.ifPresent(refusal::setReason);
        }
        return reply.build();
    }

    public static Taken decode(TakeReply reply) {
        return new Taken(
                TableCodec.decode(reply.getTable()),
                reply.getRefusalsList().stream()
                        .map(refusal ->
                                refusal.hasReason() ? Optional.of(refusal.getReason()) : Optional.<String>empty())
                        .toList(),
                reply.getWhole());
    }
}
