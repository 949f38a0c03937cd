package io.headgate.benchmark;

/** What users do, in the order in which it is measured, and how many AWS calls it may take. */
enum Scenario {
    CREATE("one Ingress with two Services created", 39, 13),
    TOUCH("unrelated annotation touched", 17, 0),
    DELETE("deleted", 17, 12),
    HUNDRED_ALONE("100 Ingresses alone", 2305, 800),
    HUNDRED_IN_GROUPS("100 Ingresses in groups of 40", 517, 330),
    RESTART("restart with those", 151, 25),
    EDIT_HOST("one host edited in a group of 40", 52, 1),
    QUIET_HOUR("an hour in which nothing changes", 0, 0);

    private final String title;
    private final int recorded;
    private final int limit;

    Scenario(String title, int recorded, int limit) {
        this.title = title;
        this.recorded = recorded;
        this.limit = limit;
    }

    String title() {
        return title;
    }

    /** Calls of aws-load-balancer-controller for the same, as recorded once, 0 where none were; it does not run here. */
    int recorded() {
        return recorded;
    }

    /** The most calls that Headgate may make. */
    int limit() {
        return limit;
    }
}
