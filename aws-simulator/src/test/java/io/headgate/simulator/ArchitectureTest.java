package io.headgate.simulator;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** How the packages of the simulator may lean on each other. */
@AnalyzeClasses(packages = "io.headgate.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.headgate.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noSdk = ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "io.fabric8..", "io.netty..");
}
