package io.headgate.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The data plane knows the core and Netty, and neither Kubernetes nor AWS. */
@AnalyzeClasses(packages = "io.headgate.proxy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NEITHER_KUBERNETES_NOR_AWS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "software.amazon..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.proxy.(*)..").should().beFreeOfCycles();
}
