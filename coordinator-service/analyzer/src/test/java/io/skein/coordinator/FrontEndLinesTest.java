package io.skein.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"io.skein.coordinator.analyze", "io.skein.coordinator.parse"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class FrontEndLinesTest {
    @ArchTest
    static final ArchRule knows_no_framework_kernel_or_wire = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.duckdb..",
                    "io.grpc..",
                    "org.apache.arrow..",
                    "io.skein.worker..",
                    "io.skein.proto..");

    @ArchTest
    static final ArchRule parse_knows_nothing_of_analysis = noClasses()
            .that()
            .resideInAPackage("io.skein.coordinator.parse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.skein.coordinator.analyze..");
}
