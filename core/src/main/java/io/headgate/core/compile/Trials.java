package io.headgate.core.compile;

import io.headgate.core.compile.Admission.Unmet;
import io.headgate.core.contribution.Contribution;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What contributions would become together. The last answer is kept, since what was tried last is mostly what is made. */
final class Trials {
    private final Function<List<Contribution>, MergedGroup> merging;
    private List<Contribution> tried = List.of();
    private @Nullable Built built;

    Trials(Function<List<Contribution>, MergedGroup> merging) {
        this.merging = merging;
    }

    /** A need that these members, together, do not meet. */
    Optional<Unmet> unmet(List<Contribution> members) {
        return Requirements.unmet(merging.apply(members));
    }

    Built built(List<Contribution> members) {
        Built present = built;
        if (present == null || !same(tried, members)) {
            present = Built.of(merging.apply(members));
            built = present;
            tried = members;
        }
        return present;
    }

    /** The very same contributions: to compare what is in them would cost more than it saves. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<Contribution> one, List<Contribution> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int index = 0; index < one.size(); index++) {
            if (one.get(index) != other.get(index)) {
                return false;
            }
        }
        return true;
    }
}
