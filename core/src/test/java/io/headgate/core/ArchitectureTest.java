package io.headgate.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The core is pure: it stands on the JDK alone, but for two libraries that each live behind one package. */
@AnalyzeClasses(packages = "io.headgate.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule STANDS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "org.jspecify..", "io.headgate.core..", "com.fasterxml.jackson..", "com.google.re2j.."));

    @ArchTest
    static final ArchRule JSON_IS_FOR_ANNOTATION_VALUES = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.core.annotation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule REGULAR_EXPRESSIONS_ARE_FOR_ROUTING = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.core.routing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..");

    @ArchTest
    static final ArchRule DOES_NO_IO = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.nio.channels..", "java.util.logging..")
            .because("compile and plan are functions on values");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.headgate.core.(*)..").should().beFreeOfCycles();
}
