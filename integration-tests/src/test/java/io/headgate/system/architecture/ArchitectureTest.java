package io.headgate.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** What holds in every module. */
@AnalyzeClasses(packages = "io.headgate", importOptions = DoNotIncludeTests.class)
class WholeProgramTest {

    @ArchTest
    static final ArchRule AWS_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule KUBERNETES_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages("io.headgate.operator..", "io.headgate.crds..", "io.headgate.benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule NETTY = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.proxy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)")
            .because("such a name says nothing");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule ONLY_MAIN_EXITS =
            noClasses().that().doNotHaveSimpleName("Main").should().callMethod(System.class, "exit", int.class);
}
