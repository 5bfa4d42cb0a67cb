package io.skein.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.skein.catalog");

    @Test
    void dependenciesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("rim")
                .definedBy("io.skein.catalog.rim..")
                .layer("serve")
                .definedBy("io.skein.catalog.serve..")
                .layer("write")
                .definedBy("io.skein.catalog.write..")
                .layer("upkeep")
                .definedBy("io.skein.catalog.upkeep..")
                .layer("registry")
                .definedBy("io.skein.catalog.registry..")
                .layer("source")
                .definedBy("io.skein.catalog.source..")
                .whereLayer("rim")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("serve")
                .mayOnlyBeAccessedByLayers("rim")
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("serve", "rim")
                .whereLayer("upkeep")
                .mayOnlyBeAccessedByLayers("serve", "rim")
                .whereLayer("registry")
                .mayOnlyBeAccessedByLayers("write", "upkeep", "serve", "rim")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("registry", "rim")
                .check(CLASSES);
    }

    @Test
    void theFrameworkStaysAtTheRim() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.skein.catalog.rim..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
                .check(CLASSES);
    }

    @Test
    void noConnectorIsKnownByName() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.skein.connector..")
                .check(CLASSES);
    }

    @Test
    void grpcIsKnownToTheServingPackagesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.skein.catalog.source..",
                        "io.skein.catalog.registry..",
                        "io.skein.catalog.upkeep..",
                        "io.skein.catalog.write..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "io.skein.proto..")
                .check(CLASSES);
    }
}
