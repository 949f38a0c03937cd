package io.headgate.aws.execute;

import io.headgate.aws.client.Failures;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.plan.AddonStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Step;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs plans: a step as soon as those before it succeeded, independent ones at the same time. Safe for use by many threads. */
public final class PlanExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlanExecutor.class);
    private static final int CONCURRENT_CALLS = 16;

    private final StepCalls calls;
    private final Snapshot snapshot;
    private final SecurityGroupIndex securityGroups;
    private final Semaphore permits = new Semaphore(CONCURRENT_CALLS, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public PlanExecutor(StepCalls calls, Snapshot snapshot, SecurityGroupIndex securityGroups) {
        this.calls = calls;
        this.snapshot = snapshot;
        this.securityGroups = securityGroups;
    }

    /** A step and what came of it. */
    private record Finished(PlannedStep planned, Effect effect) {}

    public Outcome execute(Plan plan, Stack observed, BindingWriter bindings) {
        Session session = new Session(observed, securityGroups);
        CompletionService<Finished> running = new ExecutorCompletionService<>(threads);
        List<PlannedStep> waiting = new ArrayList<>(plan.steps());
        List<FailedStep> failures = new ArrayList<>();
        Set<Integer> succeeded = new HashSet<>();
        int inFlight = submitReady(waiting, succeeded, session, bindings, running);
        while (inFlight > 0) {
            Finished finished = next(running);
            inFlight--;
            switch (finished.effect()) {
                case Effect.Done done -> {
                    succeeded.add(finished.planned().number());
                    snapshot.store(session.succeeded(finished.planned().step(), done));
                    LOG.atInfo()
                            .addKeyValue("group", plan.group())
                            .addKeyValue("call", finished.planned().step().call())
                            .addKeyValue(
                                    "resource",
                                    session.real(finished.planned().step().handle()))
                            .log("changed");
                    inFlight += submitReady(waiting, succeeded, session, bindings, running);
                }
                case Effect.Failed(Failure failure) -> {
                    failures.add(new FailedStep(finished.planned().step(), failure));
                    distrustAfter(finished.planned().step(), failure);
                }
            }
        }
        return new Outcome(session.current(), failures);
    }

    private int submitReady(
            List<PlannedStep> waiting,
            Set<Integer> succeeded,
            Session session,
            BindingWriter bindings,
            CompletionService<Finished> running) {
        List<PlannedStep> ready = waiting.stream()
                .filter(planned -> succeeded.containsAll(planned.after()))
                .toList();
        waiting.removeAll(ready);
        ready.forEach(planned -> running.submit(() -> run(planned, session, bindings)));
        return ready.size();
    }

    private Finished run(PlannedStep planned, Session session, BindingWriter bindings) {
        permits.acquireUninterruptibly();
        try {
            return new Finished(planned, calls.run(planned.step(), session, bindings));
        } catch (SdkException failed) {
            return new Finished(planned, new Effect.Failed(Failures.translate(failed)));
        } finally {
            permits.release();
        }
    }

    /** Waits for calls that are under way even when interrupted: what they did must be known. */
    private static Finished next(CompletionService<Finished> running) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.take().get();
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (ExecutionException bug) {
                    throw new IllegalStateException("a step failed with what is no failure of a call", bug.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Some failures say that the account is not as remembered, or leave open whether the call took effect. */
    private void distrustAfter(Step step, Failure failure) {
        if (step instanceof AddonStep) {
            // Its own service answers; of the load balancers this says nothing.
            return;
        }
        switch (failure) {
            case Failure.NotFound _, Failure.Conflict _, Failure.Transient _ -> snapshot.distrust();
            case Failure.InUse _,
                    Failure.Throttled _,
                    Failure.Denied _,
                    Failure.Quota _,
                    Failure.NotReady _,
                    Failure.Invalid _ -> {}
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
