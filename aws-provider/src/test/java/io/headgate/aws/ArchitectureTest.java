package io.headgate.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The provider knows the core and the AWS SDK, and neither Kubernetes nor its own test stand-in. */
@AnalyzeClasses(packages = "io.headgate.aws", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_KUBERNETES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.netty..");

    @ArchTest
    static final ArchRule KNOWS_NO_SIMULATOR = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headgate.simulator..", "io.headgate.proxy..", "io.headgate.operator..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.aws.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
