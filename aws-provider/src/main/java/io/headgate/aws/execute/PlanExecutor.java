package io.headgate.aws.execute;

import io.headgate.aws.client.Failures;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Gatekeeper.Hold;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cloud.Outcome.HeldStep;
import io.headgate.core.plan.AddonStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Step;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Of one group, so that a large one leaves places to others. Those wait in order of arrival. */
    private static final int CONCURRENT_CALLS_OF_GROUP = 8;

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

    public Outcome execute(Plan plan, Stack observed, BindingWriter bindings, Gatekeeper gatekeeper) {
        snapshot.beginWriting(plan.group());
        try {
            return new Run(plan, observed, bindings, gatekeeper).toItsEnd();
        } finally {
            snapshot.endWriting(plan.group());
        }
    }

    /** One execution of a plan. For one thread, which hands the calls to others. */
    private final class Run {
        private final Plan plan;
        private final BindingWriter bindings;
        private final Gatekeeper gatekeeper;
        private final Session session;
        private final CompletionService<Finished> running = new ExecutorCompletionService<>(threads);
        private final List<PlannedStep> waiting;
        private final List<FailedStep> failures = new ArrayList<>();
        private final List<HeldStep> held = new ArrayList<>();
        private final Set<Integer> succeeded = new HashSet<>();

        Run(Plan plan, Stack observed, BindingWriter bindings, Gatekeeper gatekeeper) {
            this.plan = plan;
            this.bindings = bindings;
            this.gatekeeper = gatekeeper;
            this.session = new Session(observed, securityGroups);
            this.waiting = new ArrayList<>(plan.steps());
        }

        Outcome toItsEnd() {
            int inFlight = submitReady(0);
            while (inFlight > 0) {
                Finished finished = next(running);
                inFlight--;
                switch (finished.effect()) {
                    case Effect.Done done -> note(finished.planned(), done);
                    case Effect.Failed(Failure failure) -> {
                        failures.add(new FailedStep(finished.planned().step(), failure));
                        distrustAfter(plan, finished.planned().step(), failure);
                    }
                }
                inFlight += submitReady(inFlight);
            }
            return new Outcome(session.current(), failures, held);
        }

        private void note(PlannedStep planned, Effect.Done done) {
            succeeded.add(planned.number());
            snapshot.store(session.succeeded(planned.step(), done));
            LOG.atInfo()
                    .addKeyValue("group", plan.group())
                    .addKeyValue("call", planned.step().call())
                    .addKeyValue("resource", session.real(planned.step().handle()))
                    .log("changed");
        }

        private int submitReady(int inFlight) {
            int submitted = 0;
            for (PlannedStep planned : List.copyOf(waiting)) {
                if (inFlight + submitted >= CONCURRENT_CALLS_OF_GROUP) {
                    break;
                }
                if (!succeeded.containsAll(planned.after())) {
                    continue;
                }
                waiting.remove(planned);
                Optional<Hold> hold = gatekeeper.hold(planned.withGatesRenamed(session::real));
                if (hold.isPresent()) {
                    held.add(new HeldStep(planned, hold.get()));
                } else {
                    running.submit(() -> PlanExecutor.this.run(planned, session, bindings));
                    submitted++;
                }
            }
            return submitted;
        }
    }

    private Finished run(PlannedStep planned, Session session, BindingWriter bindings) {
        permits.acquireUninterruptibly();
        try {
            return new Finished(planned, calls.run(planned.step(), session, bindings));
        } catch (SdkException failed) {
            return new Finished(planned, new Effect.Failed(Failures.translate(failed)));
        } catch (CloudException failed) {
            return new Finished(planned, new Effect.Failed(failed.failure()));
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
    private void distrustAfter(Plan plan, Step step, Failure failure) {
        if (step instanceof AddonStep) {
            // Its own service answers; of the load balancers this says nothing.
            return;
        }
        switch (failure) {
            // What is gone has no tags, so a policy that asks for some denies it instead of telling.
            case Failure.NotFound _, Failure.Conflict _, Failure.Transient _, Failure.Denied _ ->
                snapshot.distrust(plan.group());
            case Failure.InUse _, Failure.Throttled _, Failure.Quota _, Failure.NotReady _, Failure.Invalid _ -> {}
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
