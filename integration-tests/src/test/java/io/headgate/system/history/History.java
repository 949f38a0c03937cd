package io.headgate.system.history;

import static io.headgate.system.harness.Member.named;

import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Lag;
import io.headgate.simulator.fault.Selector;
import io.headgate.system.harness.Member;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * One random history: Ingresses are made, moved, renamed and deleted, AWS misbehaves and tells less than
 * the truth, limits shrink, and the operator dies in the middle.
 * The same seed and number give the same events.
 */
final class History {

    private static final int EVENTS = 5;
    private static final int MOST_MEMBERS = 3;
    private static final List<String> GROUPS = List.of("a", "b");
    private static final List<String> SERVICES = List.of("web", "api", "cart");

    private final Random random;
    private final World world;
    private final List<String> events = new ArrayList<>();
    private List<Member> members = List.of();
    private int names;

    private History(long seed, int number, World world) {
        this.random = new Random(seed * 1_000_003 + number);
        this.world = world;
    }

    /**
     * What came of a history.
     *
     * @param events in words
     * @param wrong what differs from an account in which only the last wishes were ever made; empty if nothing
     */
    record Result(int number, List<String> events, List<String> wrong) {}

    static Result run(long seed, int number) {
        try (World world = World.start(List.of(), 2)) {
            History history = new History(seed, number, world);
            return new Result(number, history.events, history.run());
        }
    }

    private List<String> run() {
        try {
            for (int event = 0; event < EVENTS; event++) {
                happen();
            }
            world.faults().clear();
            world.restart();
            VirtualCluster last = new VirtualCluster(members);
            world.converge(last);
            List<String> wrong = new ArrayList<>();
            world.writesOfARestart(last).forEach(write -> wrong.add("a restart writes " + write));
            wrong.addAll(World.differences(wanted(last), world.picture()));
            return wrong;
        } catch (AssertionError endless) {
            return List.of(String.valueOf(endless.getMessage()));
        }
    }

    /** An account in which nothing but these wishes was ever made. */
    private static List<String> wanted(VirtualCluster cluster) {
        try (World fresh = World.start(List.of(), 2)) {
            fresh.converge(cluster);
            return fresh.picture();
        }
    }

    private void happen() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> create();
            case 3 -> move();
            case 4 -> rename();
            case 5 -> delete();
            case 6 -> edit();
            case 7 -> misbehave();
            case 8 -> dieSoon();
            case 9, 10 -> misread();
            default -> handOver();
        }
        world.pass(new VirtualCluster(members));
        if (world.lifeline().isCut()) {
            note("the operator is dead; another one takes over");
            world.restart();
            world.pass(new VirtualCluster(members));
        }
    }

    private void create() {
        if (members.size() < MOST_MEMBERS) {
            Member made = placed(named("i" + names++).onlyPath("/", service()));
            note("create " + made);
            members = plus(members, made);
        }
    }

    private Member placed(Member member) {
        int where = random.nextInt(GROUPS.size() + 1);
        return where == GROUPS.size() ? member.alone() : member.in(GROUPS.get(where));
    }

    private void move() {
        change("move", this::placed);
    }

    private void rename() {
        change("rename", member -> member.renamed("i" + names++));
    }

    private void edit() {
        change("edit", member -> switch (random.nextInt(4)) {
            case 0 -> member.path("/p" + random.nextInt(3), service());
            case 1 -> member.host("h" + random.nextInt(5) + ".example.com");
            case 2 -> member.with("healthcheck-path", "/h" + random.nextInt(3));
            default -> member.with("target-type", random.nextBoolean() ? "ip" : "instance");
        });
    }

    private void delete() {
        if (!members.isEmpty()) {
            Member gone = members.get(random.nextInt(members.size()));
            note("delete " + gone.name());
            members = members.stream().filter(member -> !member.equals(gone)).toList();
        }
    }

    private void change(String what, UnaryOperator<Member> change) {
        if (!members.isEmpty()) {
            Member before = members.get(random.nextInt(members.size()));
            Member after = change.apply(before);
            note(what + " " + before.name() + " to " + after);
            members = plus(
                    members.stream().filter(member -> !member.equals(before)).toList(), after);
        }
    }

    private void misbehave() {
        FaultPlan plan = switch (random.nextInt(7)) {
            case 0 -> FaultPlan.of(Selector.writes().withProbability(0.3), Fault.broken(Fault.Moment.AFTER_THE_EFFECT));
            case 1 -> FaultPlan.of(Selector.all().withProbability(0.2), Fault.broken(Fault.Moment.BEFORE_THE_EFFECT));
            case 2 ->
                FaultPlan.of(Selector.writes().withProbability(0.3), new Fault.Losing(Fault.Moment.AFTER_THE_EFFECT));
            case 3 -> FaultPlan.NONE.withQuotas(Map.of("targetGroups", 1 + random.nextInt(4)));
            case 4 -> FaultPlan.NONE.withQuotas(Map.of("rulesPerLoadBalancer", 1 + random.nextInt(2)));
            case 5 ->
                FaultPlan.of(
                        Selector.writes().from(1 + random.nextInt(5)).times(4), Fault.refused("AccessDenied", "no"));
            default ->
                FaultPlan.of(Selector.reads().withProbability(0.3), Fault.broken(Fault.Moment.BEFORE_THE_EFFECT));
        };
        note("AWS: " + plan);
        world.faults().set(plan.withSeed(random.nextLong()));
    }

    /** Reads tell less than the truth, or what was true; and all is read. */
    private void misread() {
        FaultPlan plan = switch (random.nextInt(6)) {
            case 0, 1 -> FaultPlan.of(Selector.reads(), new Fault.Stale(Lag.of(2 + random.nextInt(14))));
            case 2 -> FaultPlan.of(Selector.reads(), new Fault.Untagged(Lag.of(2 + random.nextInt(14))));
            case 3 -> FaultPlan.of(Selector.reads().withProbability(0.1), new Fault.Empty());
            case 4 -> FaultPlan.of(Selector.reads().withProbability(0.1), new Fault.Partial(random.nextInt(3)));
            default -> FaultPlan.of(Selector.operation(list()).times(1), new Fault.Empty());
        };
        note("AWS: " + plan);
        world.faults().set(plan.withSeed(random.nextLong()));
        if (random.nextBoolean()) {
            handOver();
        } else {
            note("look");
            world.look();
        }
    }

    private String list() {
        List<String> lists = List.of(
                "DescribeLoadBalancers",
                "DescribeTargetGroups",
                "DescribeSecurityGroups",
                "DescribeListeners",
                "DescribeRules",
                "DescribeTags",
                "DescribeTargetHealth");
        return lists.get(random.nextInt(lists.size()));
    }

    private void handOver() {
        note("another process takes over");
        world.restart();
    }

    private void dieSoon() {
        int after = 1 + random.nextInt(25);
        note("the operator dies after " + after + " calls");
        world.lifeline().cutAfter(after);
    }

    private String service() {
        return SERVICES.get(random.nextInt(SERVICES.size()));
    }

    private void note(String event) {
        events.add(event);
    }

    private static List<Member> plus(List<Member> members, Member more) {
        List<Member> all = new ArrayList<>(members);
        all.add(more);
        return List.copyOf(all);
    }
}
