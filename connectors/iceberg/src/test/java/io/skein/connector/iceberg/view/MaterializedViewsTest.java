package io.skein.connector.iceberg.view;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ConnectorMaterializedViews;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.MaterializedView.Freshness;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializedViewsTest {
    private static final SchemaTableName NAME = Lake.name("mv");
    private static final ViewDefinition QUERY = new ViewDefinition(
            "SELECT k\nFROM\n  t\n",
            Optional.of("lake"),
            Optional.of(Lake.SCHEMA),
            List.of(new ViewDefinition.Column("k", Type.Simple.BIGINT, Optional.empty())),
            Optional.of("about it"),
            Optional.of("ann"));

    @TempDir
    private Path directory;

    private Lake lake;
    private ConnectorMaterializedViews views;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        views = lake.connector.materializedViews().orElseThrow();
        lake.create("t", Map.of(), "k bigint");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void itIsFreshUntilItsTablesChange() {
        views.create(NAME, definition(Optional.empty()), false);
        assertThat(view().freshness()).isEqualTo(Freshness.STALE);
        assertThat(view().usable(Instant.now())).isFalse();

        refresh(false);
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);

        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        assertThat(view().freshness()).isEqualTo(Freshness.STALE);
        assertThat(view().usable(Instant.now())).isTrue();

        refresh(false);
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void aStaleAnswerIsUsedWithinItsGracePeriod() {
        views.create(NAME, definition(Optional.of(Duration.ofHours(1))), false);
        refresh(false);
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));

        assertThat(view().usable(Instant.now())).isTrue();
        assertThat(view().usable(Instant.now().plusSeconds(7200))).isFalse();
    }

    @Test
    void nobodyKnowsHowFreshItIsWhereItReadsOthers() {
        views.create(NAME, definition(Optional.of(Duration.ZERO)), false);
        refresh(true);

        assertThat(view().freshness()).isEqualTo(Freshness.UNKNOWN);
        assertThat(view().usable(Instant.now())).isFalse();
    }

    @Test
    void itIsListedWithoutItsTable() {
        views.create(NAME, definition(Optional.empty()), false);

        assertThat(views.materializedViews(Optional.of(Lake.SCHEMA))).containsExactly(NAME);
        assertThat(lake.connector.views().orElseThrow().views(Optional.empty())).isEmpty();
        assertThat(lake.connector.metadata().tables(Optional.empty())).containsExactly(Lake.name("t"));
        assertThatThrownBy(() -> views.create(NAME, definition(Optional.empty()), false))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.ALREADY_EXISTS.code()))
                .hasMessage("Materialized view already exists: s.mv");
    }

    @Test
    void itsTableGoesWithIt() {
        views.create(NAME, definition(Optional.empty()), false);
        views.create(NAME, definition(Optional.empty()), true);
        SchemaTableName storage = view().storage();
        views.rename(NAME, Lake.name("other"));
        assertThat(views.materializedView(NAME)).isEmpty();
        assertThat(lake.connector.metadata().table(storage)).isPresent();

        views.drop(Lake.name("other"));

        assertThat(lake.connector.metadata().table(storage)).isEmpty();
        assertThat(lake.files(".metadata.json"))
                .noneMatch(file -> file.toString().contains(storage.table()));
    }

    private MaterializedView view() {
        return views.materializedView(NAME).orElseThrow();
    }

    private void refresh(boolean foreign) {
        WriteHandle write = views.refresh(NAME, List.of(lake.table("t")), foreign);
        lake.connector
                .write()
                .orElseThrow()
                .finish(write, List.of(WrittenFileCodec.encode(Lake.file(write, 1, Map.of("k", bounds("1", "1"))))));
    }

    private static MaterializedView.Definition definition(Optional<Duration> gracePeriod) {
        return new MaterializedView.Definition(QUERY, gracePeriod, Map.of());
    }
}
