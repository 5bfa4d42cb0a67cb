package io.skein.worker.kernel.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What of a run's past the conditions read: gathered from all of them, then asked for by each. */
final class Trackers {
    private final List<Tracker> trackers = new ArrayList<>();

    /** Makes sure that all places of the condition are tracked. */
    void collect(JsonNode condition) {
        switch (kind(condition)) {
            case "column" -> {
                Navigation navigation = ProgramReader.navigation(condition.get(1));
                if (!navigation.universal()) {
                    track(navigation, false);
                }
            }
            case "classifier" -> track(inMatch(ProgramReader.navigation(condition.get(1))), true);
            default -> condition.forEach(this::collect);
        }
    }

    private static String kind(JsonNode condition) {
        return condition.isArray() && condition.size() > 0 && condition.get(0).isTextual()
                ? condition.get(0).asText()
                : "";
    }

    /** The same row of a match, reached without a physical offset; over all labels both count the same rows. */
    static Navigation inMatch(Navigation navigation) {
        int shift = navigation.last() ? -navigation.physicalOffset() : navigation.physicalOffset();
        return new Navigation(
                navigation.labels(), navigation.last(), navigation.running(), navigation.logicalOffset() + shift, 0);
    }

    private void track(Navigation navigation, boolean labelled) {
        if (navigation.logicalOffset() < 0) {
            return;
        }
        int index = find(navigation);
        int depth = navigation.logicalOffset() + 1;
        if (index < 0) {
            trackers.add(new Tracker(navigation.labels(), navigation.last(), depth, labelled, 0));
        } else {
            Tracker known = trackers.get(index);
            trackers.set(
                    index,
                    new Tracker(
                            known.labels(),
                            known.last(),
                            Math.max(known.depth(), depth),
                            known.labelled() || labelled,
                            0));
        }
        int offset = 0;
        for (int i = 0; i < trackers.size(); i++) {
            Tracker each = trackers.get(i);
            trackers.set(i, new Tracker(each.labels(), each.last(), each.depth(), each.labelled(), offset));
            offset += each.depth();
        }
    }

    private int find(Navigation navigation) {
        for (int i = 0; i < trackers.size(); i++) {
            if (trackers.get(i).labels().equals(navigation.labels())
                    && trackers.get(i).last() == navigation.last()) {
                return i;
            }
        }
        return -1;
    }

    List<Tracker> all() {
        return List.copyOf(trackers);
    }

    /** Where a trace keeps the row that the navigation goes to; negative where none does. */
    int slot(Navigation navigation) {
        int index = find(navigation);
        return index < 0 || navigation.logicalOffset() < 0
                ? -1
                : trackers.get(index).offset() + navigation.logicalOffset();
    }

    Program.Reach asked(JsonNode condition) {
        Program.Reach asked = new Program.Reach(new BitSet(), new BitSet());
        ask(condition, asked);
        return asked;
    }

    private void ask(JsonNode condition, Program.Reach asked) {
        switch (kind(condition)) {
            case "column", "classifier" -> {
                int index = find(ProgramReader.navigation(condition.get(1)));
                if (index >= 0) {
                    asked.trackers().set(index);
                }
            }
            case "aggregate" -> asked.aggregates().set(condition.get(1).asInt());
            default -> condition.forEach(each -> ask(each, asked));
        }
    }
}
