package io.headgate.operator.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the value of a flag that is not given from the environment: {@code --aws-region} from {@code HEADGATE_AWS_REGION}. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? environment.get(variable(option.longestName())) : null;
    }

    /** The variable of a flag. */
    static String variable(String flag) {
        return "HEADGATE_" + flag.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
