package io.headgate.aws.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests that take an {@link AwsEndpoint} as a parameter, of the constructor or of a method. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AwsEndpointExtension.class)
public @interface AwsTest {

    /** The emulator, started for this; none: the one that is given by its address, else the one that is chosen. */
    Emulator[] on() default {};

    /** Classes that run the same tests: this one does not repeat what they do. */
    Class<?>[] sameAs() default {};
}
