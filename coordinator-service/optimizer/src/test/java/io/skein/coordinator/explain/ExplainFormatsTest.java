package io.skein.coordinator.explain;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.output;
import static io.skein.coordinator.testing.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.coordinator.testing.TableSizes;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.id.QueryId;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplainFormatsTest {
    private final TableSizes sizes = new TableSizes(Map.of("a", 1000.0));

    private FragmentedPlan fragments() {
        SessionView session = new SessionView(
                new QueryId("20260101_000000_00000_aaaaa"),
                "user",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Instant.EPOCH,
                Map.of("distribution", "FORCED"),
                Map.of(),
                ClientView.plain("user"));
        return new QueryPlanner(sizes).plan(output(scan("a", "x")), session, new ClusterShape(2));
    }

    @Test
    void logicalJsonIsATreeOfNodes() {
        assertThat(PlanJson.logical(output(filter(scan("a", "x"), above("x", 1))), sizes))
                .isEqualTo("""
                {
                  "id" : "0",
                  "name" : "Output",
                  "descriptor" : {
                    "columnNames" : "[x]"
                  },
                  "outputs" : [ {
                    "symbol" : "x",
                    "type" : "bigint"
                  } ],
                  "details" : [ ],
                  "estimates" : [ {
                    "outputRowCount" : 250.0,
                    "outputSizeInBytes" : 2250.0,
                    "cpuCost" : 18000.0,
                    "memoryCost" : 0.0,
                    "networkCost" : 0.0
                  } ],
                  "children" : [ {
                    "id" : "1",
                    "name" : "Filter",
                    "descriptor" : {
                      "filterPredicate" : "(x > 1)"
                    },
                    "outputs" : [ {
                      "symbol" : "x",
                      "type" : "bigint"
                    } ],
                    "details" : [ ],
                    "estimates" : [ {
                      "outputRowCount" : 250.0,
                      "outputSizeInBytes" : 2250.0,
                      "cpuCost" : 18000.0,
                      "memoryCost" : 0.0,
                      "networkCost" : 0.0
                    } ],
                    "children" : [ {
                      "id" : "2",
                      "name" : "TableScan",
                      "descriptor" : {
                        "table" : "test.s.a"
                      },
                      "outputs" : [ {
                        "symbol" : "x",
                        "type" : "bigint"
                      } ],
                      "details" : [ "x := x:bigint" ],
                      "estimates" : [ {
                        "outputRowCount" : 1000.0,
                        "outputSizeInBytes" : 9000.0,
                        "cpuCost" : 9000.0,
                        "memoryCost" : 0.0,
                        "networkCost" : 0.0
                      } ],
                      "children" : [ ]
                    } ]
                  } ]
                }""");
    }

    @Test
    void distributedJsonHasEachFragmentWithItsKernelSql() {
        assertThat(PlanJson.distributed(fragments(), sizes))
                .startsWith("{\n  \"0\" : {\n    \"id\" : \"0\",\n    \"name\" : \"Output\",")
                .contains(
                        "\"name\" : \"RemoteSource\",\n      \"descriptor\" : {\n        \"sourceFragmentIds\" : \"[1]\"")
                .contains(
                        "    \"kernelSql\" : \"SELECT \\\"x\\\" FROM exchange_1\"\n  },\n  \"1\" : {\n    \"id\" : \"2\",")
                .endsWith("    \"kernelSql\" : \"SELECT \\\"x\\\" FROM scan_0\"\n  }\n}");
    }

    @Test
    void graphsHaveARecordForEachNodeAndABoxForEachFragment() {
        assertThat(PlanGraph.logical(output(filter(scan("a", "x"), above("x", 1)))))
                .isEqualTo("""
                digraph logical_plan {
                subgraph cluster_graphviz_plan {
                plannode_1[label="{Output|columnNames = [x]}", style="rounded, filled", shape=record, fillcolor=white];
                plannode_2[label="{Filter|filterPredicate = (x \\> 1)}", style="rounded, filled", shape=record, fillcolor=white];
                plannode_3[label="{TableScan|table = test.s.a|x := x:bigint}", style="rounded, filled", shape=record, fillcolor=white];
                }
                plannode_2 -> plannode_3;
                plannode_1 -> plannode_2;
                }
                """);
        assertThat(PlanGraph.distributed(fragments())).isEqualTo("""
                digraph distributed_plan {
                subgraph cluster_0 {
                label = "SINGLE"
                plannode_1[label="{Output|columnNames = [x]}", style="rounded, filled", shape=record, fillcolor=white];
                plannode_2[label="{RemoteSource|sourceFragmentIds = [1]}", style="rounded, filled", shape=record, fillcolor=white];
                kernel_0[label="{Kernel SQL|SELECT \\"x\\" FROM exchange_1}", style="rounded, filled", shape=record, fillcolor=white];
                }
                subgraph cluster_1 {
                label = "SOURCE"
                plannode_3[label="{TableScan|table = test.s.a|x := x:bigint}", style="rounded, filled", shape=record, fillcolor=white];
                kernel_1[label="{Kernel SQL|SELECT \\"x\\" FROM scan_0}", style="rounded, filled", shape=record, fillcolor=white];
                }
                plannode_1 -> plannode_2;
                plannode_2 -> plannode_3;
                }
                """);
    }

    @Test
    void inputAndOutputAreNamedWithTheirBounds() {
        TableScanNode scan = scan("a", "x");
        Domain domain = new Domain(
                Type.Simple.BIGINT,
                List.of(Range.equal(7L), new Range(Optional.of(9L), false, Optional.empty(), false)),
                false);
        TableScanNode bounded = new TableScanNode(scan.table(), scan.columns(), new Constraint(Map.of("x", domain)));
        WriteTarget target = new WriteTarget.Create(
                "memory",
                new TableMetadata(new SchemaTableName("default", "t"), List.of(), Map.of(), Optional.empty()),
                false);

        assertThat(PlanIo.of(output(bounded), Optional.of(target), sizes)).isEqualTo("""
                {
                  "inputTableColumnInfos" : [ {
                    "table" : {
                      "catalog" : "test",
                      "schemaTable" : {
                        "schema" : "s",
                        "table" : "a"
                      }
                    },
                    "constraint" : {
                      "none" : false,
                      "columnConstraints" : [ {
                        "columnName" : "x",
                        "type" : "bigint",
                        "domain" : {
                          "nullsAllowed" : false,
                          "ranges" : [ {
                            "low" : {
                              "value" : "7",
                              "bound" : "EXACTLY"
                            },
                            "high" : {
                              "value" : "7",
                              "bound" : "EXACTLY"
                            }
                          }, {
                            "low" : {
                              "value" : "9",
                              "bound" : "ABOVE"
                            },
                            "high" : {
                              "bound" : "BELOW"
                            }
                          } ]
                        }
                      } ]
                    },
                    "estimate" : {
                      "outputRowCount" : 1000.0,
                      "outputSizeInBytes" : 9000.0,
                      "cpuCost" : 9000.0,
                      "maxMemory" : 0.0,
                      "networkCost" : 0.0
                    }
                  } ],
                  "outputTable" : {
                    "catalog" : "memory",
                    "schemaTable" : {
                      "schema" : "default",
                      "table" : "t"
                    }
                  },
                  "estimate" : {
                    "outputRowCount" : 1000.0,
                    "outputSizeInBytes" : 9000.0,
                    "cpuCost" : 9000.0,
                    "maxMemory" : 0.0,
                    "networkCost" : 0.0
                  }
                }""");
    }

    @Test
    void boundsAreWrittenAsTexts() {
        assertThat(BoundText.of(15.25, Type.Simple.DOUBLE)).isEqualTo("1.525E1");
        assertThat(BoundText.of(-0.001, Type.Simple.DOUBLE)).isEqualTo("-1.0E-3");
        assertThat(BoundText.of(0.0, Type.Simple.DOUBLE)).isEqualTo("0.0E0");
        assertThat(BoundText.of(Double.POSITIVE_INFINITY, Type.Simple.DOUBLE)).isEqualTo("Infinity");
        assertThat(BoundText.of(new BigDecimal("1.50"), Type.Simple.BIGINT)).isEqualTo("1.50");
        assertThat(BoundText.of(LocalDateTime.of(2020, 1, 2, 3, 4, 5, 600_000_000), new Type.Timestamp(3)))
                .isEqualTo("2020-01-02 03:04:05.600");
        assertThat(BoundText.of(LocalDateTime.of(2020, 1, 2, 3, 4, 5), new Type.Timestamp(0)))
                .isEqualTo("2020-01-02 03:04:05");
    }
}
