package io.headgate.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;

/** Writes a result tree as XML. */
final class XmlWriter {
    /** The entries of a map follow each other without an element around them all. */
    private static final String MAP_ENTRY = "entry";

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final UnaryOperator<String> listElement;

    /** @param listElement name of the element around each entry of a list */
    XmlWriter(String listElement) {
        this(_ -> listElement);
    }

    /** @param listElement name of the element around each entry, from the name of the list */
    XmlWriter(UnaryOperator<String> listElement) {
        this.listElement = listElement;
    }

    XmlWriter open(String element, String namespace) {
        out.append('<').append(element).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlWriter open(String element) {
        out.append('<').append(element).append('>');
        return this;
    }

    XmlWriter close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    /** Writes the members of a tree. Null members are left out. */
    XmlWriter members(JsonNode tree) {
        tree.properties().forEach(member -> member(member.getKey(), member.getValue()));
        return this;
    }

    private void member(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (value.isArray() && name.equals(MAP_ENTRY)) {
            value.forEach(entry -> member(MAP_ENTRY, entry));
        } else if (value.isArray()) {
            open(name);
            String element = listElement.apply(name);
            value.forEach(entry -> member(element, entry));
            close(name);
        } else if (value.isObject()) {
            open(name).members(value).close(name);
        } else {
            element(name, value.asText());
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#13;");
                case '\t', '\n' -> out.append(c);
                default -> out.append(c < ' ' ? '?' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
