package io.skein.coordinator.distribute;

import io.skein.coordinator.dynamicfilter.PlannedFilter;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.MergeTerm;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.plan.ExchangeKind;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.sqlwriter.KernelSql;
import io.skein.coordinator.sqlwriter.KernelStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Cuts a plan at its exchanges and writes each piece as kernel SQL. */
public final class Fragmenter {
    private final ClusterShape cluster;
    private final SessionClock clock;
    private final List<Piece> pieces = new ArrayList<>();

    private Fragmenter(ClusterShape cluster, SessionClock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** One fragment's plan with remote sources in the exchanges' places, and the exchange that its output goes through (none for the root). */
    private record Piece(int id, PlanNode plan, List<ExchangeNode> output) {
        PlanNode whole() {
            return output.isEmpty() ? plan : output.getFirst().withSource(plan);
        }
    }

    public static FragmentedPlan cut(
            OutputNode root, List<PlannedFilter> filters, ClusterShape cluster, SessionClock clock) {
        Fragmenter fragmenter = new Fragmenter(cluster, clock);
        fragmenter.add(root, List.of());
        List<Fragment> fragments =
                fragmenter.pieces.stream().map(fragmenter::fragment).toList();
        List<PlanNode> plans = fragmenter.pieces.stream().map(Piece::whole).toList();
        return new FragmentedPlan(
                fragments,
                plans,
                filters.stream()
                        .flatMap(filter -> fragmenter.dynamicFilter(filter, fragments).stream())
                        .toList(),
                root.names(),
                root.outputs().stream().map(Symbol::type).toList(),
                cluster.workers());
    }

    /** Empty where the kernel's text does not read the scan under its symbols. */
    private Optional<DynamicFilter> dynamicFilter(PlannedFilter filter, List<Fragment> fragments) {
        int build = IntStream.range(0, pieces.size())
                .filter(id -> pieces.get(id).output().stream().anyMatch(exchange -> exchange == filter.build()))
                .findFirst()
                .orElseThrow();
        int column = pieces.get(build).plan().outputs().indexOf(filter.buildColumn());
        String symbol = filter.probeColumn().name();
        return fragments.stream()
                .flatMap(fragment -> fragment.inputs().stream()
                        .filter(input -> input instanceof Input.Scan scan
                                && scan.symbols().contains(symbol)
                                && scan.table().equals(filter.scan().table()))
                        .map(scan -> new DynamicFilter.Probe(
                                fragment.id(),
                                scan.name(),
                                Objects.requireNonNull(filter.scan().columns().get(filter.probeColumn())),
                                symbol)))
                .findFirst()
                .map(probe -> new DynamicFilter(
                        filter.id(),
                        new DynamicFilter.Build(
                                build,
                                column,
                                filter.buildKey().name(),
                                filter.buildColumn().type()),
                        probe,
                        filter.patience()));
    }

    /** Numbers the pieces so that a consumer comes before its producers. */
    private int add(PlanNode plan, List<ExchangeNode> output) {
        int id = pieces.size();
        pieces.add(new Piece(id, plan, output));
        PlanNode remote = replaceExchanges(plan);
        pieces.set(id, new Piece(id, remote, output));
        return id;
    }

    private PlanNode replaceExchanges(PlanNode node) {
        if (node instanceof ExchangeNode exchange) {
            int producer = add(exchange.source(), List.of(exchange));
            return new RemoteSourceNode(producer, exchange.outputs(), exchange.ordering());
        }
        return PlanTree.mapSources(node, this::replaceExchanges);
    }

    private Fragment fragment(Piece piece) {
        Partitioning partitioning = piece.output().isEmpty()
                ? Partitioning.SINGLE
                : partitioning(piece.output().getFirst().kind());
        KernelStatement statement = partitioning == Partitioning.HASH
                ? KernelSql.write(piece.plan(), piece.output().getFirst().keys(), cluster.workers(), clock)
                : KernelSql.write(piece.plan(), clock);
        boolean writes = PlanTree.contains(piece.plan(), TableWriterNode.class);
        return new Fragment(
                piece.id(),
                statement.sql(),
                inputs(piece.plan(), statement),
                writes ? rowCount(piece.plan()) : outputs(piece.plan(), statement),
                partitioning,
                placement(piece),
                lacksStatistics(piece.plan()),
                writes);
    }

    /** What a writing task answers; its kernel SQL yields the rows to write. */
    private static List<OutputColumn> rowCount(PlanNode plan) {
        return plan.outputs().stream()
                .map(symbol -> new OutputColumn(symbol.name(), symbol.type()))
                .toList();
    }

    private static List<OutputColumn> outputs(PlanNode plan, KernelStatement statement) {
        List<Symbol> columns = KernelSql.columns(plan);
        List<OutputColumn> outputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            outputs.add(
                    new OutputColumn(statement.columns().get(i), columns.get(i).type()));
        }
        return outputs;
    }

    private static List<Input> inputs(PlanNode plan, KernelStatement statement) {
        List<Input> inputs = new ArrayList<>();
        statement.scans().forEach((name, scan) -> inputs.add(scan(name, scan)));
        PlanTree.visit(plan, node -> {
            if (node instanceof RemoteSourceNode source) {
                List<OutputColumn> columns = source.outputs().stream()
                        .map(symbol -> new OutputColumn(symbol.name(), symbol.type()))
                        .toList();
                inputs.add(
                        new Input.Exchange("exchange_" + source.fragment(), source.fragment(), columns, merge(source)));
            }
        });
        return inputs;
    }

    private static Input scan(String name, TableScanNode scan) {
        return new Input.Scan(
                name,
                scan.table(),
                List.copyOf(scan.columns().values()),
                scan.outputs().stream().map(Symbol::name).toList(),
                scan.constraint());
    }

    private static List<MergeTerm> merge(RemoteSourceNode source) {
        List<MergeTerm> terms = new ArrayList<>();
        for (OrderingTerm term : source.ordering()) {
            terms.add(new MergeTerm(source.outputs().indexOf(term.symbol()), term.ascending(), term.nullsFirst()));
        }
        return terms;
    }

    /** The root runs on one worker, and so does what gathers or has no input; what has a part of the data on each worker runs on all. */
    private Placement placement(Piece piece) {
        if (piece.id() == 0) {
            return Placement.SINGLE;
        }
        List<ExchangeKind> inputs = new ArrayList<>();
        PlanTree.visit(piece.plan(), node -> {
            if (node instanceof RemoteSourceNode source) {
                inputs.add(pieces.get(source.fragment()).output().getFirst().kind());
            }
        });
        boolean spread = !inputs.isEmpty() || PlanTree.contains(piece.plan(), TableScanNode.class);
        return spread && !inputs.contains(ExchangeKind.GATHER) ? Placement.ALL_WORKERS : Placement.SINGLE;
    }

    /** Only data files carry statistics into the kernel; their columns have field ids. */
    private static boolean lacksStatistics(PlanNode plan) {
        boolean[] lacking = {false};
        PlanTree.visit(
                plan,
                node -> lacking[0] |= switch (node) {
                    case RemoteSourceNode _ -> true;
                    case TableScanNode scan ->
                        scan.columns().values().stream()
                                .anyMatch(column -> column.fieldId().isEmpty());
                    default -> false;
                });
        return lacking[0];
    }

    private static Partitioning partitioning(ExchangeKind kind) {
        return switch (kind) {
            case GATHER -> Partitioning.SINGLE;
            case HASH -> Partitioning.HASH;
            case BROADCAST -> Partitioning.BROADCAST;
            case ROUND_ROBIN -> Partitioning.ROUND_ROBIN;
        };
    }
}
