package io.headgate.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Reconcilers know the cloud only through the core's port; what puts all together is the command line. */
@AnalyzeClasses(packages = "io.headgate.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_SDK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon..", "io.netty..");

    @ArchTest
    static final ArchRule PROVIDERS_ARE_CHOSEN_AT_THE_TOP = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.headgate.operator.cli..",
                    "io.headgate.operator.cleanup..",
                    "io.headgate.operator.dev..",
                    "io.headgate.operator.serve..",
                    "io.headgate.operator.proxyclass..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headgate.aws..", "io.headgate.simulator..", "io.headgate.proxy..");

    @ArchTest
    static final ArchRule NOTHING_USES_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackages("io.headgate.operator", "io.headgate.operator.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headgate.operator.cli..", "picocli..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.operator.(**)").should().beFreeOfCycles();
}
