package io.headgate.aws.client;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Lets nothing leave this process that could change an account: for commands that only look. Stateless. */
public final class ReadOnly implements ExecutionInterceptor {

    private static final List<String> READING = List.of("Describe", "List", "Get", "AssumeRole");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (READING.stream().noneMatch(operation::startsWith)) {
            throw SdkClientException.create("this command only reads, but would have called " + operation);
        }
    }
}
