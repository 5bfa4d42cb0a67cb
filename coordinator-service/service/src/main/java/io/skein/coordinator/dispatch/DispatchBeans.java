package io.skein.coordinator.dispatch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.schedule.ArrowMemory;
import io.skein.coordinator.schedule.QueryScheduler;
import io.skein.coordinator.session.AccessControl;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wires the {@link Dispatcher}. */
@Singleton
class DispatchBeans {
    private static final int STOP_ORDER = 1000;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("skein-query-", 0).factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("skein-query-timer").daemon().factory());
    private final DeepStacks stacks;
    private final StatementDispatcher dispatcher;
    private final Counters counters;

    @Inject
    DispatchBeans(
            QueryConfiguration configuration,
            SqlConfiguration sql,
            CatalogClient catalogs,
            AccessControl access,
            QueryScheduler scheduler,
            Membership membership,
            RuntimeView.NodeEntry coordinator,
            ArrowMemory memory) {
        stacks = new DeepStacks(configuration.plannerThreads());
        QueryLimits limits = limits(configuration);
        QueryRegistry registry = new QueryRegistry(limits.maximumHistory(), limits.historyLifetime());
        PlanningTools tools = new PlanningTools(
                new EngineFrontEnd(),
                stacks,
                catalogs,
                new ClusterRuntime(coordinator, membership, registry),
                FunctionDefaults.of(sql),
                configuration.enableDynamicFiltering() ? Map.of() : Map.of("enable_dynamic_filtering", "false"));
        QueryIds ids = new QueryIds(Clock.systemUTC(), new SecureRandom());
        StatementRunner runner = new StatementRunner(
                tools,
                access,
                new PlanRunner(scheduler),
                new CoordinatorRows(memory.allocator()),
                registry,
                new Transactions(Clock.systemUTC(), configuration.transactionIdleTimeout()));
        dispatcher = new StatementDispatcher(
                ids,
                limits,
                registry,
                new StatementDescriber(tools, access, ids)::describe,
                runner::run,
                threads,
                timer);
        counters = new Counters(dispatcher, scheduler, memory);
    }

    @Produces
    @Singleton
    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Produces
    @Singleton
    Counters counters() {
        return counters;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(dispatcher::sweep, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes @Priority(STOP_ORDER) ShutdownEvent event) {
        dispatcher.stop();
        timer.shutdownNow();
        threads.shutdownNow();
        stacks.close();
    }

    private static QueryLimits limits(QueryConfiguration configuration) {
        return new QueryLimits(
                configuration.maxRunning(),
                configuration.maxQueued(),
                configuration.maxLength(),
                configuration.clientTimeout(),
                new TimeLimits(configuration.maxRunTime(), configuration.maxExecutionTime()),
                configuration.maxHistory(),
                configuration.historyLifetime(),
                configuration.resultBuffer().asLongValue());
    }
}
