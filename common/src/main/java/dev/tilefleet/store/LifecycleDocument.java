package dev.tilefleet.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A bucket's lifecycle configuration as XML. A PUT replaces it whole, so rules of others are carried as the elements
 * they are: the SDK's classes know fewer members than stores do, and would lose the rest.
 */
final class LifecycleDocument {
    /** What the ids of our rules begin with. */
    static final String OURS = "tilefleet-";

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final Document document;

    private LifecycleDocument(Document document) {
        this.document = document;
    }

    /** @throws IllegalArgumentException if this is no lifecycle configuration */
    static LifecycleDocument parse(String xml) {
        try {
            Document document = builder().parse(new InputSource(new StringReader(xml)));
            if (!document.getDocumentElement().getLocalName().equals("LifecycleConfiguration")) {
                throw new IllegalArgumentException("no lifecycle configuration");
            }
            return new LifecycleDocument(document);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
        }
    }

    /** That of a bucket which has none. */
    static LifecycleDocument empty() {
        Document document = builder().newDocument();
        document.appendChild(document.createElementNS(NAMESPACE, "LifecycleConfiguration"));
        return new LifecycleDocument(document);
    }

    /** The rules of others. */
    List<OtherRule> others() {
        return rules().filter(rule -> !isOurs(rule))
                .map(LifecycleDocument::read)
                .toList();
    }

    /** Whether each of these rules stands here, and no other of ours. */
    boolean holds(List<Retention.Rule> rules) {
        List<OtherRule> standing = rules().filter(LifecycleDocument::isOurs)
                .map(LifecycleDocument::read)
                .toList();
        return standing.size() == rules.size()
                && rules.stream()
                        .map(rule -> new OtherRule(rule.id(), rule.prefix(), OptionalInt.of(rule.days()), true))
                        .allMatch(standing::contains);
    }

    /** Replaces our rules by these and leaves the others as they are. */
    void replaceOurs(List<Retention.Rule> rules) {
        Element root = document.getDocumentElement();
        rules().filter(LifecycleDocument::isOurs).toList().forEach(root::removeChild);
        for (Retention.Rule rule : rules) {
            Element element = add(root, "Rule");
            add(element, "ID").setTextContent(rule.id());
            add(add(element, "Filter"), "Prefix").setTextContent(rule.prefix());
            add(element, "Status").setTextContent("Enabled");
            add(add(element, "Expiration"), "Days").setTextContent(Integer.toString(rule.days()));
        }
    }

    String xml() {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree of elements is always XML", e);
        }
    }

    private Element add(Element parent, String name) {
        // As the store wrote the others: some use no namespace.
        Element child = document.createElementNS(document.getDocumentElement().getNamespaceURI(), name);
        parent.appendChild(child);
        return child;
    }

    private Stream<Element> rules() {
        return children(document.getDocumentElement(), "Rule");
    }

    private static boolean isOurs(Element rule) {
        return text(rule, "ID").startsWith(OURS);
    }

    private static OtherRule read(Element rule) {
        Optional<Element> filter = child(rule, "Filter");
        Optional<Element> and = filter.flatMap(element -> child(element, "And"));
        // The last is the form of before 2016.
        String prefix =
                and.or(() -> filter).map(element -> text(element, "Prefix")).orElseGet(() -> text(rule, "Prefix"));
        boolean tagged = Stream.concat(and.stream(), filter.stream())
                .anyMatch(element -> child(element, "Tag").isPresent());
        return new OtherRule(
                text(rule, "ID"), prefix, days(rule), text(rule, "Status").equals("Enabled") && !tagged);
    }

    private static OptionalInt days(Element rule) {
        Optional<Element> expiration = child(rule, "Expiration");
        if (expiration.flatMap(element -> child(element, "Date")).isPresent()) {
            return OptionalInt.of(0);
        }
        return expiration
                .map(element -> text(element, "Days"))
                .filter(days -> !days.isEmpty())
                .map(days -> OptionalInt.of(Integer.parseInt(days)))
                .orElse(OptionalInt.empty());
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent).orElse("").strip();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && name.equals(node.getLocalName()))
                .map(Element.class::cast);
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The JDK's own prints to standard error.
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser has these features", e);
        }
    }
}
