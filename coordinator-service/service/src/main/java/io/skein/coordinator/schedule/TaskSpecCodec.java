package io.skein.coordinator.schedule;

import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.proto.v1.ExchangeInput;
import io.skein.proto.v1.ExchangeSource;
import io.skein.proto.v1.KeyRequest;
import io.skein.proto.v1.MergeTerm;
import io.skein.proto.v1.OutputColumn;
import io.skein.proto.v1.OutputPartitioning;
import io.skein.proto.v1.ScanInput;
import io.skein.proto.v1.TaskInput;
import io.skein.proto.v1.TaskSpec;
import io.skein.proto.v1.TaskWrite;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.WriteCodec;
import java.util.List;

/** A placed task's wire form. */
final class TaskSpecCodec {
    private final Layout layout;
    private final ScheduleOptions options;
    private final List<DynamicFilter> filters;

    TaskSpecCodec(Layout layout, ScheduleOptions options, List<DynamicFilter> filters) {
        this.layout = layout;
        this.options = options;
        this.filters = filters;
    }

    TaskSpec encode(PlacedTask task) {
        Fragment fragment = task.fragment();
        TaskSpec.Builder spec = TaskSpec.newBuilder()
                .setTaskId(task.id().toString())
                .setKernelSql(fragment.kernelSql())
                .addAllOutputs(encode(fragment.outputs()))
                .setPartitioning(encode(fragment.partitioning()))
                .setPartitionCount(layout.consumerCount(fragment.id()))
                .setKeepJoinOrder(fragment.keepJoinOrder())
                .setMemoryLimitBytes(options.memoryLimitBytes())
                .setUser(options.caller().user())
                .setProfile(options.profile());
        fragment.inputs()
                .forEach(input -> spec.addInputs(encode(input, task.id().number())));
        filters.stream()
                .filter(filter -> filter.build().fragment() == fragment.id())
                .forEach(filter -> spec.addKeys(KeyRequest.newBuilder()
                        .setFilter(filter.id())
                        .setColumn(filter.build().column())
                        .setType(filter.build().type().displayName())));
        if (fragment.writes()) {
            ScheduleOptions.Write write = options.write()
                    .orElseThrow(() -> new IllegalArgumentException("A writing fragment without a write under way"));
            spec.setWrite(TaskWrite.newBuilder()
                    .setCatalog(write.catalog())
                    .setCatalogVersion(version(write.catalog()))
                    .setHandle(WriteCodec.encode(write.handle())));
        }
        return spec.build();
    }

    private TaskInput encode(Input input, int consumer) {
        TaskInput.Builder builder = TaskInput.newBuilder().setName(input.name());
        switch (input) {
            case Input.Scan scan ->
                builder.setScan(ScanInput.newBuilder()
                        .setCatalog(scan.table().catalog())
                        .setCatalogVersion(version(scan.table().catalog()))
                        .setTable(TableCodec.encode(scan.table().handle()))
                        .addAllColumns(TableCodec.encodeColumns(scan.columns()))
                        .addAllSymbols(scan.symbols())
                        .setConstraint(ConstraintCodec.encode(scan.constraint())));
            case Input.Exchange exchange -> builder.setExchange(encode(exchange, consumer));
        }
        return builder.build();
    }

    private long version(String catalog) {
        return options.catalogs().version(catalog).value();
    }

    private ExchangeInput encode(Input.Exchange exchange, int consumer) {
        ExchangeInput.Builder builder = ExchangeInput.newBuilder().addAllColumns(encode(exchange.columns()));
        for (PlacedTask producer : layout.tasks(exchange.fragment())) {
            builder.addSources(ExchangeSource.newBuilder()
                    .setFlightAddress(producer.worker().flightAddress())
                    .setTaskId(producer.id().toString())
                    .setPartition(consumer));
        }
        exchange.ordering()
                .forEach(term -> builder.addOrdering(MergeTerm.newBuilder()
                        .setColumn(term.column())
                        .setAscending(term.ascending())
                        .setNullsFirst(term.nullsFirst())));
        return builder.build();
    }

    private static List<OutputColumn> encode(List<Fragment.OutputColumn> columns) {
        return columns.stream()
                .map(column -> OutputColumn.newBuilder()
                        .setName(column.name())
                        .setType(column.type().displayName())
                        .build())
                .toList();
    }

    private static OutputPartitioning encode(Fragment.Partitioning partitioning) {
        return switch (partitioning) {
            case SINGLE -> OutputPartitioning.OUTPUT_PARTITIONING_SINGLE;
            case HASH -> OutputPartitioning.OUTPUT_PARTITIONING_HASH;
            case BROADCAST -> OutputPartitioning.OUTPUT_PARTITIONING_BROADCAST;
            case ROUND_ROBIN -> OutputPartitioning.OUTPUT_PARTITIONING_ROUND_ROBIN;
        };
    }
}
