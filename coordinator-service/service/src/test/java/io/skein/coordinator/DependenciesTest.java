package io.skein.coordinator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lines between the coordinator's packages. */
@AnalyzeClasses(packages = "io.skein.coordinator", importOptions = DoNotIncludeTests.class)
class DependenciesTest {
    private static final String[] FRAMEWORK = {
        "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile.."
    };

    /** The rim is where beans are wired, settings read and requests taken. */
    @ArchTest
    static final ArchRule THE_FRAMEWORK_STAYS_AT_THE_RIM = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.skein.coordinator.dispatch",
                    "io.skein.coordinator.schedule",
                    "io.skein.coordinator.catalog",
                    "io.skein.coordinator.cluster",
                    "io.skein.coordinator.session",
                    "io.skein.coordinator.upkeep")
            .and()
            .haveSimpleNameNotEndingWith("Beans")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Endpoint")
            .and()
            .haveSimpleNameNotEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORK);

    @ArchTest
    static final ArchRule NOTHING_BEHIND_THE_DOORS_KNOWS_THEM = noClasses()
            .that()
            .resideOutsideOfPackage("io.skein.coordinator.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.skein.coordinator.protocol..");

    @ArchTest
    static final ArchRule SCHEDULING_KNOWS_NO_STATEMENTS = noClasses()
            .that()
            .resideInAnyPackage("io.skein.coordinator.schedule", "io.skein.coordinator.cluster")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.skein.coordinator.dispatch",
                    "io.skein.coordinator.session",
                    "io.skein.coordinator.analyze..",
                    "io.skein.coordinator.optimize",
                    "io.skein.coordinator.distribute",
                    "io.skein.coordinator.statement",
                    "io.skein.coordinator.plan");

    @ArchTest
    static final ArchRule ONLY_THE_DISPATCHER_CALLS_THE_FRONT_END = classes()
            .that(resideInAPackage("io.skein.coordinator.analyze.."))
            .or(resideInAPackage("io.skein.coordinator.distribute"))
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                    "io.skein.coordinator.dispatch",
                    "io.skein.coordinator.analyze..",
                    "io.skein.coordinator.distribute",
                    "io.skein.coordinator.explain",
                    "io.skein.coordinator.optimize");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_ANOTHER = noClasses()
            .that()
            .resideOutsideOfPackages("io.skein.coordinator.analyze..", "io.skein.coordinator.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.skein.worker..", "io.skein.catalog..", "io.skein.auth..", "org.duckdb..", "io.trino.sql..")
            .because("services speak through proto; the syntax tree stays behind the analyser");
}
