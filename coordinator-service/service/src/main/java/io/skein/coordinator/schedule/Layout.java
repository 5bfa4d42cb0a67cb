package io.skein.coordinator.schedule;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.StageId;
import io.skein.spi.id.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which task of which fragment runs where. Stages have their fragments' numbers; task n of a stage is consumer partition n of its inputs. */
final class Layout {
    private final Map<Integer, List<PlacedTask>> tasks;
    private final Map<Integer, Integer> consumers;

    private Layout(Map<Integer, List<PlacedTask>> tasks, Map<Integer, Integer> consumers) {
        this.tasks = tasks;
        this.consumers = consumers;
    }

    /**
     * Places fragments.
     *
     * @param workers at least one
     * @param turn which worker's turn it is to run single tasks
     */
    static Layout of(QueryId query, List<Fragment> fragments, List<Worker> workers, int turn) {
        Map<Integer, List<PlacedTask>> tasks = new LinkedHashMap<>();
        Map<Integer, Integer> consumers = new LinkedHashMap<>();
        int next = turn;
        for (Fragment fragment : fragments) {
            StageId stage = new StageId(query, fragment.id());
            List<PlacedTask> placed = new ArrayList<>();
            if (fragment.placement() == Placement.SINGLE) {
                Worker worker = workers.get(Math.floorMod(next++, workers.size()));
                placed.add(new PlacedTask(new TaskId(stage, 0), fragment, worker));
            } else {
                for (int i = 0; i < workers.size(); i++) {
                    placed.add(new PlacedTask(new TaskId(stage, i), fragment, workers.get(i)));
                }
            }
            tasks.put(fragment.id(), List.copyOf(placed));
            for (Input input : fragment.inputs()) {
                if (input instanceof Input.Exchange exchange
                        && consumers.put(exchange.fragment(), fragment.id()) != null) {
                    throw new IllegalArgumentException("Fragment " + exchange.fragment() + " has two consumers");
                }
            }
        }
        if (!tasks.containsKey(0) || tasks.get(0).size() != 1) {
            throw new IllegalArgumentException("The root fragment must be there and have one task");
        }
        return new Layout(tasks, consumers);
    }

    List<PlacedTask> tasks() {
        return tasks.values().stream().flatMap(List::stream).toList();
    }

    List<PlacedTask> tasks(int fragment) {
        List<PlacedTask> found = tasks.get(fragment);
        if (found == null) {
            throw new IllegalArgumentException("No fragment " + fragment);
        }
        return found;
    }

    PlacedTask root() {
        return tasks(0).getFirst();
    }

    /** How many tasks read this fragment's output; the root has one reader, the coordinator. */
    int consumerCount(int fragment) {
        Integer consumer = consumers.get(fragment);
        return consumer == null ? 1 : tasks(consumer).size();
    }

    Set<Worker> workers() {
        Set<Worker> workers = new LinkedHashSet<>();
        tasks().forEach(task -> workers.add(task.worker()));
        return workers;
    }
}
