package io.headgate.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator is independent of what it is there to test. */
@AnalyzeClasses(packages = "io.headgate.simulator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_THE_OPERATOR = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headgate.aws..",
                    "io.headgate.operator..",
                    "io.headgate.core.compile..",
                    "io.headgate.core.plan..",
                    "software.amazon..",
                    "io.fabric8..",
                    "io.netty..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.simulator.(*)..").should().beFreeOfCycles();
}
