package io.skein.catalog.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.catalog.FakeConnector;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.OldVersions;
import io.skein.catalog.source.CatalogDefinition;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.UpkeepStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueTablesTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final FakeConnector.Factory factory = new FakeConnector.Factory();
    private final Catalogs catalogs = new Catalogs(List.of(factory), OldVersions.NONE, 1);
    private final FakeUpkeep upkeep = new FakeUpkeep();
    private Instant now = Instant.EPOCH;
    private final DueTables tables = new DueTables(catalogs, () -> now);

    @BeforeEach
    void load() {
        define("1");
        tables.check();
    }

    private void define(String splits) {
        catalogs.update(List.of(new CatalogDefinition.Readable("c", "fake", Map.of("splits", splits))));
        factory.last().upkeep = Optional.of(upkeep);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        tables.check();
    }

    @Test
    void tablesAreLookedThroughOnceInAnInterval() {
        upkeep.steps.add("optimize");
        pass(INTERVAL.minusMillis(1));
        assertThat(tables.take()).isEmpty();

        pass(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));

        assertThat(upkeep.looks).isEqualTo(1);
        assertThat(tables.take()).map(DueTables.Offer::statement).contains("optimize s.t");
    }

    @Test
    void aTableIsInOneHandOnlyAndItsStepsComeInTurn() {
        upkeep.steps.addAll(List.of("optimize", "expire"));
        pass(INTERVAL);
        DueTables.Offer first = tables.take().orElseThrow();
        pass(INTERVAL.dividedBy(20));
        assertThat(tables.working(first.id())).isTrue();
        assertThat(tables.take()).isEmpty();

        tables.end(first.id(), Optional.of("lost the race"));
        DueTables.Offer second = tables.take().orElseThrow();
        assertThat(second.statement()).isEqualTo("expire s.t");
        assertThat(tables.take()).isEmpty();
        tables.end(second.id(), Optional.empty());

        assertThat(tables.take()).isEmpty();
        assertThat(upkeep.ends).containsExactly("optimize: lost the race", "expire: done");
    }

    @Test
    void whatItsCoordinatorDoesNotReportOnIsGivenUp() {
        upkeep.steps.addAll(List.of("optimize", "expire"));
        pass(INTERVAL);
        DueTables.Offer lost = tables.take().orElseThrow();
        pass(Duration.ofSeconds(50));
        assertThat(tables.working(lost.id())).isTrue();
        pass(Duration.ofSeconds(50));
        assertThat(upkeep.ends).isEmpty();

        pass(Duration.ofSeconds(11));

        assertThat(upkeep.ends).containsExactly("optimize: the coordinator that had it in hand was lost");
        assertThat(tables.working(lost.id())).isFalse();
        tables.end(lost.id(), Optional.empty());
        assertThat(upkeep.ends).hasSize(1);
        assertThat(tables.take()).map(DueTables.Offer::statement).contains("expire s.t");
    }

    @Test
    void aCatalogThatHasGoneTakesItsTablesWithIt() {
        upkeep.steps.addAll(List.of("optimize", "expire"));
        pass(INTERVAL);
        DueTables.Offer offer = tables.take().orElseThrow();

        catalogs.update(List.of());
        tables.check();

        tables.end(offer.id(), Optional.empty());
        assertThat(upkeep.ends).isEmpty();
        assertThat(tables.take()).isEmpty();
    }

    @Test
    void aCatalogThatHasChangedStartsAnew() {
        upkeep.steps.add("optimize");
        pass(INTERVAL.minusMillis(1));
        define("2");

        pass(Duration.ofMillis(1));
        assertThat(upkeep.looks).isZero();
        pass(INTERVAL);
        assertThat(upkeep.looks).isEqualTo(1);
    }

    @Test
    void aCatalogWithoutAnIntervalIsLeftAlone() {
        upkeep.interval = Duration.ZERO;
        pass(INTERVAL);
        pass(INTERVAL);
        assertThat(upkeep.looks).isZero();
    }

    /** One table that needs some steps. */
    private static final class FakeUpkeep implements ConnectorUpkeep {
        private final Deque<String> steps = new ArrayDeque<>();
        private final List<String> ends = new ArrayList<>();
        private Duration interval = INTERVAL;
        private int looks;

        @Override
        public Duration checkInterval() {
            return interval;
        }

        @Override
        public List<SchemaTableName> due() {
            looks++;
            return List.of(FakeConnector.TABLE);
        }

        @Override
        public Optional<UpkeepStep> next(SchemaTableName table) {
            return Optional.ofNullable(steps.peek()).map(step -> new UpkeepStep(table, step, step + " " + table));
        }

        @Override
        public void ended(UpkeepStep step, Optional<String> failure) {
            steps.remove(step.action());
            ends.add(step.action() + ": " + failure.orElse("done"));
        }
    }
}
