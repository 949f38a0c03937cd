package io.headgate.aws.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes the calls of a client, and lets one write of them fail, before or after it took effect. Safe for use by many threads. */
final class Calls implements ExecutionInterceptor {

    private static final ExecutionAttribute<Integer> WRITE = new ExecutionAttribute<>("number of the write");

    private final ConcurrentLinkedQueue<String> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile int failing;
    private volatile boolean afterEffect;

    /** @param write number of the write that fails, 1 for the first; 0 for none */
    void failAt(int write, boolean after) {
        writes.set(0);
        failing = write;
        afterEffect = after;
    }

    void reset() {
        operations.clear();
        failAt(0, false);
    }

    List<String> all() {
        return List.copyOf(operations);
    }

    List<String> writes() {
        return new ArrayList<>(operations).stream().filter(Calls::isWrite).toList();
    }

    private static boolean isWrite(String operation) {
        return !operation.startsWith("Describe") && !operation.startsWith("List") && !operation.startsWith("Get");
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        operations.add(operation);
        int write = isWrite(operation) ? writes.incrementAndGet() : -1;
        attributes.putAttribute(WRITE, write);
        if (write == failing && !afterEffect) {
            throw SdkClientException.create("stopped before " + operation);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        Integer write = attributes.getAttribute(WRITE);
        if (write != null && write == failing && afterEffect) {
            throw SdkClientException.create("answer lost of " + operation);
        }
    }
}
