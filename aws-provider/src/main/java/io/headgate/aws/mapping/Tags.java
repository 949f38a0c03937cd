package io.headgate.aws.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Tags of both APIs, in order of key. */
public final class Tags {

    private Tags() {}

    public static List<Tag> elb(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    public static List<software.amazon.awssdk.services.ec2.model.Tag> ec2(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build())
                .toList();
    }

    /** Tags for a security group that is being made. */
    public static TagSpecification onSecurityGroup(Map<String, String> tags) {
        return TagSpecification.builder()
                .resourceType(ResourceType.SECURITY_GROUP)
                .tags(ec2(tags))
                .build();
    }

    public static Map<String, String> fromElb(Collection<Tag> tags) {
        Map<String, String> map = new HashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }

    public static Map<String, String> fromEc2(Collection<software.amazon.awssdk.services.ec2.model.Tag> tags) {
        Map<String, String> map = new HashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }
}
