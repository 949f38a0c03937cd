package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.List;
import java.util.Map;

/** Trust stores by name and ARN; their certificates lie in S3, which is not simulated. */
final class TrustStores {
    private final LoadBalancing state;

    TrustStores(LoadBalancing state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateTrustStore", this::create,
                "DeleteTrustStore", this::delete,
                "DescribeTrustStores", this::describe,
                "DescribeTrustStoreAssociations", this::associations);
    }

    private ObjectNode create(Fields input) {
        String name = input.required("Name");
        input.required("CaCertificatesBundleS3Bucket");
        input.required("CaCertificatesBundleS3Key");
        Map<String, String> tags = Tags.read(input.structs("Tags"), ElbTags.CODES);
        if (state.trustStores.containsValue(name)) {
            throw ApiError.of("DuplicateTrustStoreName", "A trust store with the name '" + name + "' exists");
        }
        if (state.trustStores.size() >= state.setting.quotas().trustStores()) {
            throw ApiError.of("TooManyTrustStores", "The maximum number of trust stores has been reached");
        }
        String arn = state.setting
                .identity()
                .arn(
                        "elasticloadbalancing",
                        "truststore/" + name + "/" + state.setting.ids().hex(16));
        state.trustStores.put(arn, name);
        state.setting.tags().put(arn, tags);
        ObjectNode result = Tree.node();
        result.set("TrustStores", Tree.list(List.of(arn), this::write));
        return result;
    }

    private ObjectNode delete(Fields input) {
        String arn = existing(input.required("TrustStoreArn"));
        if (!users(arn).isEmpty()) {
            throw ApiError.of("TrustStoreInUse", "Trust store '" + arn + "' is in use");
        }
        state.trustStores.remove(arn);
        state.setting.tags().forget(arn);
        return Tree.node();
    }

    private List<String> users(String arn) {
        return state.listeners.values().stream()
                .filter(listener -> arn.equals(listener.mutualAuthentication().trustStoreArn()))
                .map(Listener::arn)
                .toList();
    }

    private String existing(String arn) {
        if (!state.trustStores.containsKey(arn)) {
            throw ApiError.of("TrustStoreNotFound", "Trust store '" + arn + "' not found");
        }
        return arn;
    }

    private ObjectNode describe(Fields input) {
        List<String> arns = input.texts("TrustStoreArns");
        List<String> names = input.texts("Names");
        arns.forEach(this::existing);
        names.stream()
                .filter(name -> !state.trustStores.containsValue(name))
                .findFirst()
                .ifPresent(this::foundOnDemand);
        List<String> chosen = state.trustStores.entrySet().stream()
                .filter(store -> arns.isEmpty() || arns.contains(store.getKey()))
                .filter(store -> names.isEmpty() || names.contains(store.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return Paging.write(input, "TrustStores", chosen, state.setting.quotas().pageSize(), this::write);
    }

    /** A lenient account has every trust store that is asked for. */
    private void foundOnDemand(String name) {
        if (!state.setting.lenient()) {
            throw ApiError.of("TrustStoreNotFound", "Trust store '" + name + "' not found");
        }
        String arn = state.setting.identity().arn("elasticloadbalancing", "truststore/" + name + "/0000000000000000");
        state.trustStores.put(arn, name);
    }

    private ObjectNode associations(Fields input) {
        String arn = existing(input.required("TrustStoreArn"));
        return Paging.write(
                input,
                "TrustStoreAssociations",
                users(arn),
                state.setting.quotas().pageSize(),
                user -> Tree.node().put("ResourceArn", user));
    }

    private ObjectNode write(String arn) {
        return Tree.node()
                .put("Name", state.trustStores.get(arn))
                .put("TrustStoreArn", arn)
                .put("Status", "ACTIVE")
                .put("NumberOfCaCertificates", 1)
                .put("TotalRevokedEntries", 0);
    }
}
