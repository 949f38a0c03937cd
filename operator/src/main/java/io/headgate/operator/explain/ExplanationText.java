package io.headgate.operator.explain;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.explain.Evidence.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An explanation for people, on one screen. */
final class ExplanationText {

    private static final int STEPS = 10;
    private static final int EVENTS = 5;
    private static final int TARGETS = 8;

    private final Evidence evidence;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(Evidence evidence) {
        this.evidence = evidence;
    }

    static String write(Evidence evidence, List<Cause> causes) {
        return new ExplanationText(evidence).write(causes);
    }

    private String write(List<Cause> causes) {
        Ingress ingress = evidence.ingress();
        text.append("Ingress ")
                .append(ingress.key())
                .append(ingress.ingressClassName() == null ? "" : ", class " + ingress.ingressClassName())
                .append(", generation ")
                .append(ingress.generation())
                .append(ingress.deleting() ? ", being deleted" : "")
                .append('\n');
        section("What is wrong", causes.isEmpty() ? List.of("nothing") : numbered(causes));
        section("Group", group());
        section("Load balancer", balancer());
        section("Rules", evidence.rules().stream().map(ExplanationText::rule).toList());
        section(
                "Targets",
                evidence.targets().stream().flatMap(ExplanationText::targets).toList());
        section("Who may reach what", evidence.lines());
        section(
                "Certificates",
                evidence.certificates().stream()
                        .map(certificate -> String.join(", ", certificate.names()) + "  " + certificate.status() + "  "
                                + certificate.arn())
                        .map(String::strip)
                        .toList());
        section(
                "Plan",
                cut(evidence.pending().stream().map(ExplanationText::step).toList(), STEPS));
        section("Limits", quotas());
        section(
                "Events",
                cut(evidence.events().stream().map(ExplanationText::event).toList(), EVENTS));
        return text.toString();
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }

    private static List<String> numbered(List<Cause> causes) {
        List<String> lines = new ArrayList<>();
        for (Cause cause : causes) {
            String prefix = switch (cause.weight()) {
                case WRONG -> "";
                case WAITING -> "(passing) ";
                case NOTEWORTHY -> "(note) ";
            };
            lines.add(
                    (lines.stream().filter(line -> !line.startsWith(" ")).count() + 1) + ". " + prefix + cause.what());
            if (!cause.remedy().isEmpty()) {
                lines.add("   -> " + cause.remedy());
            }
        }
        return lines;
    }

    private List<String> group() {
        return switch (evidence.place()) {
            case Place.Foreign() -> List.of("none: it is not ours");
            case Place.Refused(var ignored) -> List.of("none: it is refused");
            case Place.InGroup(String group, String object, boolean deleting, LoadBalancerStatus status) -> {
                String ready = Optional.ofNullable(status).stream()
                        .flatMap(known -> known.conditions().stream())
                        .filter(condition -> condition.getType().equals("Ready"))
                        .map(condition -> ", Ready " + condition.getStatus() + " (" + condition.getReason() + ")")
                        .findFirst()
                        .orElse("");
                yield List.of(group + ", LoadBalancer " + object + (deleting ? ", being deleted" : "") + ready);
            }
        };
    }

    private List<String> balancer() {
        Evidence.Balancer balancer = evidence.balancer();
        return balancer == null
                ? List.of()
                : List.of(Stream.of(balancer.name(), balancer.scheme(), balancer.state(), balancer.hostname())
                        .filter(word -> !word.isEmpty())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(""));
    }

    private static String rule(ReportRule rule) {
        String conditions = rule.conditions().isEmpty() ? "any request" : String.join(", ", rule.conditions());
        return rule.listener() + "  " + rule.priority() + "  " + conditions + "  =>  "
                + String.join(", then ", rule.actions());
    }

    private static Stream<String> targets(Evidence.Targets group) {
        String name = group.name().isEmpty() ? "" : " (" + group.name() + ")";
        String endpoints = group.service() == null
                ? ""
                : "; Service " + group.service() + " has " + group.ready() + " of " + group.endpoints()
                        + " endpoints ready";
        String health = group.asked()
                ? group.healthy() + " of " + group.targets().size() + " targets are healthy"
                : "health of the targets is not known";
        List<String> lines =
                cut(group.targets().stream().map(ExplanationText::target).toList(), TARGETS);
        return Stream.concat(
                Stream.of(group.resource() + name + ": " + health + endpoints),
                lines.stream().map(line -> "  " + line));
    }

    private static String target(TargetHealth health) {
        return health.target().id() + ":" + health.target().port() + "  " + health.state()
                + (health.reason().isEmpty() ? "" : "  " + health.reason())
                + (health.description().isEmpty() ? "" : "  " + health.description());
    }

    private static String step(PendingStep step) {
        return step.step() + "  " + step.risk() + (step.reason() == null ? "" : "  " + step.reason());
    }

    private List<String> quotas() {
        return evidence.place() instanceof Place.InGroup group && group.status() != null
                ? group.status().quotas().stream()
                        .map(quota -> quota.name() + "  " + quota.used() + " of " + quota.limit())
                        .toList()
                : List.of();
    }

    private static String event(Evidence.Event event) {
        return (event.last() == null ? "" : event.last() + "  ") + event.type() + "  " + event.reason() + "  "
                + event.message() + (event.count() > 1 ? "  (" + event.count() + " times)" : "");
    }

    private static List<String> cut(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, most));
        shown.add("and " + (lines.size() - most) + " more");
        return shown;
    }
}
