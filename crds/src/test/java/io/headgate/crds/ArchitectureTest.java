package io.headgate.crds;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The custom resources are plain records with annotations. */
@AnalyzeClasses(packages = "io.headgate.crds", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_ONLY_THE_KUBERNETES_MODEL = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.headgate.crds..",
                    "io.fabric8.kubernetes.api.model..",
                    "io.fabric8.kubernetes.client",
                    "io.fabric8.kubernetes.model..",
                    "io.fabric8.generator.annotation..",
                    "io.fabric8.crd.generator.annotation..",
                    "com.fasterxml.jackson.."));
}
