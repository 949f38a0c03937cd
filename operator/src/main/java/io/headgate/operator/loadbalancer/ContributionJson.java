package io.headgate.operator.loadbalancer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.headgate.core.contribution.Contribution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contributions as JSON. Values of a sealed interface carry the simple name of their record in the field {@code is}, so that the core
 * needs no annotations.
 */
public final class ContributionJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypes())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();

    private ContributionJson() {}

    /** What {@link #read} understands. */
    public static JsonNode write(Contribution contribution) {
        try {
            // Through text, so that numbers have the types that they have when they are read back.
            return MAPPER.readTree(MAPPER.writeValueAsString(contribution));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contribution of " + contribution.ingress() + " has no JSON form", e);
        }
    }

    /** Empty when it was written by a version that had another form. */
    public static Optional<Contribution> read(JsonNode json) {
        try {
            return Optional.of(MAPPER.treeToValue(json, Contribution.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static final class SealedTypes extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            return annotated.getRawType().isSealed() && annotated.getRawType().isInterface()
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, null, null)
                    : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            return annotated.getRawType().isSealed()
                    ? records(annotated.getRawType())
                            .map(type -> new NamedType(type, type.getSimpleName()))
                            .toList()
                    : null;
        }

        private static Stream<Class<?>> records(Class<?> type) {
            return type.isSealed()
                    ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedTypes::records)
                    : Stream.of(type);
        }
    }
}
