package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.sqlwriter.Item.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** One SELECT in the making: what it reads, what each of its symbols is over that, and the clauses so far. */
final class SelectBlock {
    /** How far the block has come; a clause that would run before what is there needs a new block. */
    enum Phase {
        ROWS,
        GROUPED,
        WINDOWED,
        LIMITED
    }

    record OrderTerm(String text, String suffix) {}

    private final String from;
    private final boolean joined;
    private final Map<Symbol, Item> items = new LinkedHashMap<>();
    private final List<String> where = new ArrayList<>();
    private final List<String> having = new ArrayList<>();
    private Phase phase = Phase.ROWS;
    private Optional<String> groupBy = Optional.empty();
    private boolean oneGroup;
    private List<OrderTerm> order = List.of();
    private OptionalLong limit = OptionalLong.empty();
    private long offset;

    private SelectBlock(String from, boolean joined) {
        this.from = from;
        this.joined = joined;
    }

    /** A block over a relation; the empty text is one row without columns. */
    static SelectBlock over(String relation, Collection<Symbol> columns) {
        SelectBlock block = new SelectBlock(relation, false);
        columns.forEach(symbol -> block.items.put(symbol, Item.column(symbol.name())));
        return block;
    }

    static SelectBlock overJoin(String join, Map<Symbol, Item> items) {
        SelectBlock block = new SelectBlock(join, true);
        block.items.putAll(items);
        return block;
    }

    String from() {
        return from;
    }

    Phase phase() {
        return phase;
    }

    Map<Symbol, Item> items() {
        return items;
    }

    /** One of the block's own columns. */
    Item item(Symbol symbol) {
        return Objects.requireNonNull(items.get(symbol), symbol::name);
    }

    List<String> where() {
        return where;
    }

    boolean ordered() {
        return !order.isEmpty();
    }

    /** The text a symbol is read by; one that the block does not have comes from an enclosing query. */
    String operand(Symbol symbol) {
        Item item = items.get(symbol);
        return item == null ? Names.quoted(symbol) : item.operand();
    }

    /** Whether all these are the FROM's own columns under their names, as a subquery reads them (or come from outside). */
    boolean plain(Collection<Symbol> symbols) {
        return symbols.stream().allMatch(symbol -> {
            Item item = items.get(symbol);
            return item == null || item.equals(Item.column(symbol.name()));
        });
    }

    void filter(String condition) {
        (phase == Phase.GROUPED ? having : where).add(condition);
    }

    /** Replaces the columns by others over the same FROM. */
    void project(Map<Symbol, Item> columns) {
        Map<Symbol, Item> copy = new LinkedHashMap<>(columns);
        items.clear();
        items.putAll(copy);
    }

    /** Groups by the text, or the whole input as one group. */
    void group(Optional<String> keys, Map<Symbol, Item> columns) {
        groupBy = keys;
        oneGroup = keys.isEmpty();
        phase = Phase.GROUPED;
        project(columns);
    }

    void window(Map<Symbol, Item> calls) {
        items.putAll(calls);
        phase = Phase.WINDOWED;
    }

    void order(List<OrderTerm> terms) {
        order = List.copyOf(terms);
    }

    void limit(long count) {
        limit = OptionalLong.of(limit.isPresent() ? Math.min(limit.getAsLong(), count) : count);
        phase = Phase.LIMITED;
    }

    void skip(long count) {
        if (limit.isPresent()) {
            limit = OptionalLong.of(Math.max(0, limit.getAsLong() - count));
        }
        offset += count;
        phase = Phase.LIMITED;
    }

    /** Whether it is a relation without clauses, so that its FROM may stand in a join. */
    boolean bare() {
        return phase == Phase.ROWS && !from.isEmpty() && where.isEmpty() && order.isEmpty();
    }

    /** The FROM as a join's operand on the right. */
    String rightOperand() {
        return joined ? "(" + from + ")" : from;
    }

    /** A new block that reads this one. */
    SelectBlock closed(Collection<Symbol> required) {
        List<Symbol> kept =
                items.keySet().stream().filter(Set.copyOf(required)::contains).toList();
        return over("(" + text(kept) + ")", kept);
    }

    /** The SELECT with these columns; without any it has one that nobody reads. */
    String text(List<Symbol> outputs) {
        return text(
                outputs.stream().map(symbol -> column(symbol, symbol.name())).toList(), List.of());
    }

    String column(Symbol symbol, String name) {
        Item item = items.get(symbol);
        if (item == null) {
            return symbol.name().equals(name) ? Names.quoted(name) : Names.quoted(symbol) + " AS " + Names.quoted(name);
        }
        String quoted = Names.quoted(name);
        return item.text().equals(quoted) ? quoted : item.text() + " AS " + quoted;
    }

    /** The SELECT with columns given as text; {@code more} clauses go before ORDER BY. */
    String text(List<String> columns, List<String> more) {
        StringBuilder text = new StringBuilder("SELECT ");
        text.append(columns.isEmpty() ? "1 AS \"nothing\"" : String.join(", ", columns));
        if (!from.isEmpty()) {
            text.append(" FROM ").append(from);
        }
        List<String> conditions = new ArrayList<>(having);
        if (!where.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", where));
        }
        groupBy.ifPresent(keys -> text.append(" GROUP BY ").append(keys));
        if (oneGroup && items.values().stream().noneMatch(item -> aggregated(item, columns))) {
            conditions.add("count(*) >= 0");
        }
        if (!conditions.isEmpty()) {
            text.append(" HAVING ").append(String.join(" AND ", conditions));
        }
        more.forEach(clause -> text.append(' ').append(clause));
        if (!order.isEmpty()) {
            text.append(" ORDER BY ")
                    .append(order.stream()
                            .map(term -> term.text() + term.suffix())
                            .collect(Collectors.joining(", ")));
        }
        limit.ifPresent(count -> text.append(" LIMIT ").append(count));
        if (offset > 0) {
            text.append(" OFFSET ").append(offset);
        }
        return text.toString();
    }

    private static boolean aggregated(Item item, List<String> columns) {
        return item.kind() == Kind.AGGREGATE && columns.stream().anyMatch(column -> column.contains(item.text()));
    }
}
