package io.headgate.simulator.acm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of Certificate Manager. */
public final class Acm {
    private static final Tags.Codes TAG_CODES = new Tags.Codes("TooManyTagsException", "InvalidTagException");
    private static final Pattern DOMAIN =
            Pattern.compile("(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])");
    private static final int MOST_NAMES = 10;
    private static final int LARGEST_PAGE = 1000;
    private static final Duration IDEMPOTENCY = Duration.ofHours(1);
    private static final List<String> KEY_ALGORITHMS =
            List.of("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1");

    private final CertificateStore store;
    private final Timing timing;
    private final Function<String, Collection<String>> usedBy;
    private final boolean lenient;
    private final CertificateWriter writer;

    /** @param usedBy ARNs of the load balancers that use a certificate */
    public Acm(CertificateStore store, Timing timing, Function<String, Collection<String>> usedBy, boolean lenient) {
        this.store = store;
        this.timing = timing;
        this.usedBy = usedBy;
        this.lenient = lenient;
        this.writer = new CertificateWriter(store, usedBy);
    }

    public Service service() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("RequestCertificate", this::request);
        operations.put("ImportCertificate", this::importCertificate);
        operations.put("DeleteCertificate", this::delete);
        operations.put("DescribeCertificate", this::describe);
        operations.put("GetCertificate", this::get);
        operations.put("ListCertificates", this::list);
        operations.put("AddTagsToCertificate", this::addTags);
        operations.put("RemoveTagsFromCertificate", this::removeTags);
        operations.put("ListTagsForCertificate", this::listTags);
        return new Service("acm", "ValidationException", operations);
    }

    private ObjectNode request(Fields input) {
        List<String> names = names(input);
        Optional<String> token = input.text("IdempotencyToken");
        Optional<Certificate> earlier = token.flatMap(given -> sameRequest(given, names));
        if (earlier.isPresent()) {
            return Tree.node().put("CertificateArn", earlier.get().arn());
        }
        checkRoom();
        Map<String, String> tagged = Tags.read(input.structs("Tags"), TAG_CODES);
        String authorityArn = input.text("CertificateAuthorityArn").orElse(null);
        // The simulator keeps no private CAs: their ARNs exist only when it is lenient.
        if (authorityArn != null && !lenient) {
            throw ApiError.of("InvalidArnException", "There is no certificate authority " + authorityArn + ".");
        }
        Instant now = store.clock.instant();
        String validation =
                input.oneOf("ValidationMethod", List.of("DNS", "EMAIL", "HTTP")).orElse("EMAIL");
        Certificate certificate = new Certificate(
                store.identity.arn("acm", "certificate/" + store.ids.uuid()),
                names,
                input.oneOf("KeyAlgorithm", KEY_ALGORITHMS).orElse("RSA_2048"),
                authorityArn == null ? "AMAZON_ISSUED" : "PRIVATE",
                validation,
                now,
                issuedAt(validation, authorityArn, now),
                null,
                authorityArn,
                token.orElse(null));
        store.add(certificate);
        store.tags.put(certificate.arn(), tagged);
        return Tree.node().put("CertificateArn", certificate.arn());
    }

    /** A private CA issues at once; who validates by mail follows the link in time; DNS is the owner's part. */
    private @Nullable Instant issuedAt(String validation, @Nullable String authorityArn, Instant now) {
        if (authorityArn != null) {
            return now;
        }
        return validation.equals("DNS") ? null : now.plus(timing.certificateValidation());
    }

    /** The same token within one hour means the same request (ACM API reference, RequestCertificate). */
    private Optional<Certificate> sameRequest(String token, List<String> names) {
        Instant oldest = store.clock.instant().minus(IDEMPOTENCY);
        return store.all().stream()
                .filter(each -> token.equals(each.idempotencyToken())
                        && each.names().equals(names)
                        && each.createdAt().isAfter(oldest))
                .findFirst();
    }

    private static List<String> names(Fields input) {
        List<String> names = new ArrayList<>();
        names.add(input.required("DomainName"));
        input.texts("SubjectAlternativeNames").stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        names.stream()
                .filter(name -> !DOMAIN.matcher(name).matches() || name.length() > 253)
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid("'" + name + "' is not a domain name.");
                });
        if (names.size() > MOST_NAMES) {
            throw ApiError.of("LimitExceededException", "A certificate has at most " + MOST_NAMES + " names.");
        }
        return names;
    }

    private void checkRoom() {
        if (store.all().size() >= store.quotas().certificates()) {
            throw ApiError.of("LimitExceededException", "The quota of certificates has been reached.");
        }
    }

    private ObjectNode importCertificate(Fields input) {
        Map<String, String> tagged = Tags.read(input.structs("Tags"), TAG_CODES);
        Optional<Certificate> replaced = input.text("CertificateArn").map(this::existing);
        if (replaced.isPresent() && !tagged.isEmpty()) {
            throw ApiError.invalid("Tags cannot be set when a certificate is imported again.");
        }
        if (replaced.isEmpty()) {
            checkRoom();
        }
        String arn = replaced.map(Certificate::arn)
                .orElseGet(() -> store.identity.arn("acm", "certificate/" + store.ids.uuid()));
        ImportedCertificate imported = ImportedCertificate.read(input);
        store.addImported(imported.as(arn, store.clock.instant()), imported.material());
        store.tags.put(arn, tagged);
        return Tree.node().put("CertificateArn", arn);
    }

    private ObjectNode delete(Fields input) {
        Certificate certificate = existing(input.required("CertificateArn"));
        // A certificate that a service uses cannot be deleted (DeleteCertificate).
        if (!usedBy.apply(certificate.arn()).isEmpty()) {
            throw ApiError.of("ResourceInUseException", "Certificate " + certificate.arn() + " is in use.");
        }
        store.remove(certificate.arn());
        return Tree.node();
    }

    private ObjectNode describe(Fields input) {
        Certificate certificate = existing(input.required("CertificateArn"));
        ObjectNode result = Tree.node();
        result.set("Certificate", writer.detail(certificate));
        return result;
    }

    private ObjectNode get(Fields input) {
        Certificate certificate = existing(input.required("CertificateArn"));
        if (certificate.status(store.clock.instant()).equals("PENDING_VALIDATION")) {
            throw ApiError.of("RequestInProgressException", "Certificate " + certificate.arn() + " is not issued yet.");
        }
        CertificateStore.Material material = store.materialOf(certificate);
        return Tree.node().put("Certificate", material.leafPem()).put("CertificateChain", material.chainPem());
    }

    private ObjectNode list(Fields input) {
        List<String> statuses = input.texts("CertificateStatuses");
        // Without a filter ACM lists RSA_2048 and RSA_1024 only (ListCertificates, Filters.keyTypes).
        List<String> keyTypes = input.struct("Includes")
                .map(includes -> includes.texts("keyTypes"))
                .filter(types -> !types.isEmpty())
                .orElse(List.of("RSA_1024", "RSA_2048"));
        Instant now = store.clock.instant();
        List<Certificate> chosen = store.all().stream()
                .filter(each -> statuses.isEmpty() || statuses.contains(each.status(now)))
                .filter(each -> keyTypes.contains(each.keyAlgorithm()))
                .toList();
        int size = input.integer("MaxItems", 1, LARGEST_PAGE).orElse(LARGEST_PAGE);
        Page<Certificate> page = Page.cut(
                chosen, input.text("NextToken"), Math.min(size, store.quotas().pageSize()));
        ObjectNode result = Tree.node();
        result.set("CertificateSummaryList", Tree.list(page.entries(), writer::summary));
        if (page.next() != null) {
            result.put("NextToken", page.next());
        }
        return result;
    }

    private ObjectNode addTags(Fields input) {
        String arn = existing(input.required("CertificateArn")).arn();
        Map<String, String> tags = Tags.read(input.structs("Tags"), TAG_CODES);
        store.tags.checkRoom(arn, tags, TAG_CODES);
        store.tags.put(arn, tags);
        return Tree.node();
    }

    private ObjectNode removeTags(Fields input) {
        String arn = existing(input.required("CertificateArn")).arn();
        store.tags.remove(
                arn,
                input.structs("Tags").stream().map(tag -> tag.required("Key")).toList());
        return Tree.node();
    }

    private ObjectNode listTags(Fields input) {
        String arn = existing(input.required("CertificateArn")).arn();
        ObjectNode result = Tree.node();
        result.set(
                "Tags",
                Tree.list(
                        store.tags.entries(arn),
                        tag -> Tree.node().put("Key", tag.getKey()).put("Value", tag.getValue())));
        return result;
    }

    private Certificate existing(String arn) {
        return store.find(arn)
                .orElseThrow(() -> ApiError.of("ResourceNotFoundException", "Could not find certificate " + arn + "."));
    }
}
