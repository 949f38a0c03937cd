package io.headgate.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads calls of Route 53, whose operations are told by method and path, with bodies in XML. */
final class RestXml {
    private static final String ROOT = "/2013-04-01/";
    private static final Dialect DIALECT = new Dialect.RestXml("https://route53.amazonaws.com/doc/2013-04-01/");
    private static final Map<String, String> PARAMETERS = Map.of(
            "marker", "Marker",
            "maxitems", "MaxItems",
            "dnsname", "DNSName",
            "hostedzoneid", "HostedZoneId",
            "name", "StartRecordName",
            "type", "StartRecordType");
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "hostedzone", "ListHostedZones"),
            new Route("GET", "hostedzonesbyname", "ListHostedZonesByName"),
            new Route("GET", "hostedzone/([^/]+)", "GetHostedZone"),
            new Route("GET", "hostedzone/([^/]+)/rrset", "ListResourceRecordSets"),
            new Route("POST", "hostedzone/([^/]+)/rrset", "ChangeResourceRecordSets"),
            new Route("GET", "change/([^/]+)", "GetChange"));

    private RestXml() {}

    /** An operation, and the method and path by which it is called. */
    private record Route(String method, Pattern path, String operation) {
        Route(String method, String path, String operation) {
            this(method, Pattern.compile(ROOT + path + "/?"), operation);
        }
    }

    /** Reads a request; empty when it is none of Route 53. */
    static Optional<Request> read(String method, String path, String query, String body) {
        for (Route route : ROUTES) {
            Matcher matcher = route.path().matcher(path);
            if (route.method().equals(method) && matcher.matches()) {
                return input(query, body).map(input -> {
                    if (matcher.groupCount() > 0) {
                        input.put("Id", matcher.group(1));
                    }
                    return new Request(new ApiCall("route53", route.operation(), Fields.of(input)), DIALECT);
                });
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectNode> input(String query, String body) {
        ObjectNode parameters = RequestReader.parseForm(query);
        ObjectNode input = Tree.node();
        parameters
                .properties()
                .forEach(entry -> input.set(PARAMETERS.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue()));
        return body.isBlank() ? Optional.of(input) : parse(body).map(input::setAll);
    }

    private static Optional<ObjectNode> parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            return Optional.of(members(root));
        } catch (SAXException _) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException("The parser of the JDK reads texts", impossible);
        }
    }

    /** The children as members; elements of a list stand in an element of their name in the plural. */
    private static ObjectNode members(Element parent) {
        ObjectNode node = Tree.node();
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                String name = child.getTagName();
                if (parent.getTagName().equals(name + "s")) {
                    ArrayNode list = node.withArrayProperty(name);
                    list.add(members(child));
                } else if (leaf(child)) {
                    node.put(name, child.getTextContent());
                } else {
                    node.set(name, members(child));
                }
            }
        }
        return node;
    }

    private static boolean leaf(Element element) {
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element) {
                return false;
            }
        }
        return true;
    }
}
