package io.skein.worker.rpc;

import io.skein.proto.v1.ExchangeInput;
import io.skein.proto.v1.InputNarrowing;
import io.skein.proto.v1.OutputColumn;
import io.skein.proto.v1.OutputPartitioning;
import io.skein.proto.v1.ScanInput;
import io.skein.proto.v1.TaskSpec;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.WriteCodec;
import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.TaskId;
import io.skein.spi.type.TypeParser;
import io.skein.worker.exchange.ExchangeSource;
import io.skein.worker.exchange.MergeTerm;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.kernel.KernelSettings.JoinOrder;
import io.skein.worker.kernel.KernelSettings.Profiling;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.summary.KeyRequest;
import io.skein.worker.task.TaskInput;
import io.skein.worker.task.TaskSpecification;
import io.skein.worker.task.TaskSpecification.Partitioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task's specification on the wire; its splits come in messages of their own. */
final class TaskSpecificationCodec {
    private TaskSpecificationCodec() {}

    static TaskSpecification decode(
            TaskSpec spec, Map<String, List<Split>> splits, Map<String, InputNarrowing> narrowings) {
        return new TaskSpecification(
                TaskId.parse(spec.getTaskId()),
                spec.getKernelSql(),
                spec.getInputsList().stream()
                        .map(input -> decode(
                                input,
                                splits.getOrDefault(input.getName(), List.of()),
                                Optional.ofNullable(narrowings.get(input.getName()))))
                        .toList(),
                schema(spec.getOutputsList()),
                partitioning(spec.getPartitioning()),
                Math.max(1, spec.getPartitionCount()),
                new KernelSettings(
                        spec.getMemoryLimitBytes(),
                        spec.getKeepJoinOrder() ? JoinOrder.AS_WRITTEN : JoinOrder.OPTIMIZED,
                        spec.getProfile() ? Profiling.OPERATORS : Profiling.OFF),
                spec.hasWrite()
                        ? Optional.of(new TaskSpecification.Write(
                                new CatalogReference(
                                        spec.getWrite().getCatalog(),
                                        spec.getWrite().getCatalogVersion()),
                                WriteCodec.decode(spec.getWrite().getHandle())))
                        : Optional.empty(),
                spec.getKeysList().stream()
                        .map(key -> new KeyRequest(key.getFilter(), key.getColumn(), TypeParser.parse(key.getType())))
                        .toList());
    }

    private static TaskInput decode(
            io.skein.proto.v1.TaskInput input, List<Split> splits, Optional<InputNarrowing> narrowing) {
        return switch (input.getKindCase()) {
            case SCAN -> scan(input.getName(), input.getScan(), splits, narrowing);
            case EXCHANGE -> exchange(input.getName(), input.getExchange());
            case KIND_NOT_SET ->
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A task input of an unknown kind");
        };
    }

    private static TaskInput scan(String name, ScanInput scan, List<Split> splits, Optional<InputNarrowing> narrowing) {
        return new TaskInput.Scan(
                name,
                new CatalogReference(scan.getCatalog(), scan.getCatalogVersion()),
                TableCodec.decode(scan.getTable()).name(),
                TableCodec.decodeColumns(scan.getColumnsList()),
                scan.getSymbolsList(),
                ConstraintCodec.decode(
                        narrowing.map(InputNarrowing::getConstraint).orElse(scan.getConstraint())),
                narrowing.map(InputNarrowing::getPredicate).filter(predicate -> !predicate.isEmpty()),
                splits);
    }

    private static TaskInput exchange(String name, ExchangeInput exchange) {
        return new TaskInput.Exchange(
                name,
                schema(exchange.getColumnsList()),
                exchange.getSourcesList().stream()
                        .map(source -> new ExchangeSource(
                                source.getFlightAddress(), TaskId.parse(source.getTaskId()), source.getPartition()))
                        .toList(),
                exchange.getOrderingList().stream()
                        .map(term -> new MergeTerm(term.getColumn(), term.getAscending(), term.getNullsFirst()))
                        .toList());
    }

    private static OutputSchema schema(List<OutputColumn> columns) {
        return new OutputSchema(
                columns.stream().map(OutputColumn::getName).toList(),
                columns.stream()
                        .map(column -> TypeParser.parse(column.getType()))
                        .toList());
    }

    private static Partitioning partitioning(OutputPartitioning partitioning) {
        return switch (partitioning) {
            case OUTPUT_PARTITIONING_SINGLE -> Partitioning.SINGLE;
            case OUTPUT_PARTITIONING_HASH -> Partitioning.HASH;
            case OUTPUT_PARTITIONING_BROADCAST -> Partitioning.BROADCAST;
            case OUTPUT_PARTITIONING_ROUND_ROBIN -> Partitioning.ROUND_ROBIN;
            case OUTPUT_PARTITIONING_UNSPECIFIED, UNRECOGNIZED ->
                throw new SkeinException(
                        StandardErrorCode.SERIALIZATION_ERROR, "An output partitioning of an unknown kind");
        };
    }
}
