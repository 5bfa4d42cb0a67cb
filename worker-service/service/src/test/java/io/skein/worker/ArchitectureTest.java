package io.skein.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.skein.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DUCKDB_STAYS_IN_THE_KERNEL = noClasses()
            .that()
            .resideOutsideOfPackage("io.skein.worker.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    @ArchTest
    static final ArchRule THE_FRAMEWORK_STAYS_AT_THE_RIM = noClasses()
            .that()
            .resideOutsideOfPackages("io.skein.worker.rpc..", "io.skein.worker.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule FLIGHT_STAYS_IN_THE_EXCHANGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.skein.worker.exchange..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.arrow.flight..");

    @ArchTest
    static final ArchRule THE_KERNEL_KNOWS_NO_SERVICE = noClasses()
            .that()
            .resideInAPackage("io.skein.worker.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.skein.proto..",
                    "io.skein.rpc..",
                    "io.grpc..",
                    "io.skein.worker.task..",
                    "io.skein.worker.exchange..");

    @ArchTest
    static final ArchRule EXCHANGE_SCAN_AND_SINK_DO_NOT_KNOW_TASKS = noClasses()
            .that()
            .resideInAnyPackage("io.skein.worker.exchange..", "io.skein.worker.scan..", "io.skein.worker.sink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.skein.worker.task..", "io.skein.worker.rpc..", "io.skein.worker.cluster..");

    @ArchTest
    static final ArchRule NO_CONNECTOR_IS_KNOWN_BY_NAME = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Fixture")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.skein.connector..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.skein.coordinator..", "io.skein.catalog..", "io.skein.auth..");

    @ArchTest
    static final ArchRule WIRE_FORMS_STAY_AT_THE_EDGE = classes()
            .that()
            .resideInAnyPackage("io.skein.worker.task..", "io.skein.worker.scan..", "io.skein.worker.sink..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("io.skein.proto..");
}
