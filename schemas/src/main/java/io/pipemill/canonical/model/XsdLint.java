package io.pipemill.canonical.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Keeps an XSD inside the part of XML Schema that XML, JSON and Java objects share. It knows what
 * is allowed, not what is forbidden, so whatever it has never heard of is a finding.
 */
final class XsdLint {
  private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;
  private static final String OUR_TYPES = "http://pipemill.io/canonical/";

  /**
   * @param path of the XSD below the folder of schemas
   * @param line from 1; 0 if it is about a field whose line is not known
   * @param found what stands there
   * @param fix what to write instead
   */
  record Finding(String path, int line, String found, String fix) {
    @Override
    public String toString() {
      return path + (line > 0 ? ":" + line : "") + ": " + found + ". Fix: " + fix;
    }
  }

  private static final Set<String> FACETS =
      Set.of(
          "enumeration",
          "pattern",
          "length",
          "minLength",
          "maxLength",
          "totalDigits",
          "fractionDigits",
          "minInclusive",
          "maxInclusive",
          "minExclusive",
          "maxExclusive");

  /** Attributes each element may have, and the elements that may stand in it. */
  private static final Map<String, Allowed> ALLOWED =
      Map.ofEntries(
          allowed(
              "schema",
              "targetNamespace elementFormDefault version",
              "annotation import element complexType simpleType"),
          allowed("import", "namespace schemaLocation", "annotation"),
          allowed("annotation", "", "documentation appinfo"),
          allowed("element", "name type minOccurs maxOccurs", "annotation complexType simpleType"),
          allowed("complexType", "name", "annotation sequence simpleContent"),
          allowed("sequence", "", "annotation element"),
          allowed("simpleContent", "", "annotation extension restriction"),
          allowed("extension", "base", "annotation attribute"),
          allowed("attribute", "name type use default", "annotation simpleType"),
          allowed("simpleType", "name", "annotation restriction"),
          allowed("restriction", "base", "annotation attribute " + String.join(" ", FACETS)));

  private static final Allowed FACET = new Allowed(Set.of("value"), Set.of("annotation"));

  private static final Map<String, String> FIXES =
      Map.ofEntries(
          Map.entry("choice", "make the alternatives optional elements of one xs:sequence"),
          Map.entry("all", "write an xs:sequence; JSON has no order, XML has one"),
          Map.entry("any", "name the elements; what is not named cannot be mapped"),
          Map.entry("anyAttribute", "make it an element with a name"),
          Map.entry("group", "write a named xs:complexType, or the elements themselves"),
          Map.entry("attributeGroup", "write elements with names"),
          Map.entry("list", "write a wrapper element around one repeated element"),
          Map.entry("union", "write one xs:restriction, or two elements"),
          Map.entry("include", "put the types into types/v1/Types.xsd and import it"),
          Map.entry("redefine", "write a type of another name"),
          Map.entry("complexContent", "write the elements of both types into one xs:sequence"),
          Map.entry("whiteSpace", "leave it out; texts are kept as they are"),
          Map.entry("key", "leave it out; p:businessKey names the key, rules check the rest"),
          Map.entry("keyref", "leave it out; rules of the mapping check references"),
          Map.entry("unique", "leave it out; rules of the mapping check it"),
          Map.entry("assert", "leave it out; rules of the mapping check it"));

  private static final Map<String, String> ATTRIBUTE_FIXES =
      Map.of(
          "nillable", "leave it out and make the element optional: absent says it",
          "default", "leave it out and say in the documentation what absent means",
          "fixed", "write an enumeration of one value",
          "ref", "write name and type",
          "abstract", "write the elements of the types themselves",
          "substitutionGroup", "write optional elements",
          "mixed", "write an element for the text",
          "form", "leave it out; elementFormDefault is qualified");

  private static final Set<String> BUILT_IN =
      Set.of("string", "long", "boolean", "decimal", "date", "dateTime");

  private record Allowed(Set<String> attributes, Set<String> children) {}

  private XsdLint() {}

  private static Map.Entry<String, Allowed> allowed(
      String element, String attributes, String children) {
    return Map.entry(element, new Allowed(words(attributes), words(children)));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  /** What stands in an XSD that may not; empty if all is well. */
  static List<Finding> check(String path, byte[] xsd) {
    List<Finding> findings = new ArrayList<>();
    try {
      SAXParserFactory sax = SAXParserFactory.newInstance();
      sax.setNamespaceAware(true);
      sax.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      sax.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      sax.newSAXParser()
          .parse(new InputSource(new ByteArrayInputStream(xsd)), new Reader(path, findings));
    } catch (SAXParseException e) {
      findings.add(
          new Finding(
              path, e.getLineNumber(), String.valueOf(e.getMessage()), "write well-formed XML"));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      findings.add(new Finding(path, 1, e.toString(), "write an XSD that can be read"));
    }
    return findings;
  }

  private static final class Reader extends DefaultHandler {
    private final String path;
    private final List<Finding> findings;
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> namespaces = new HashMap<>();
    private @Nullable Locator locator;

    /** Depth of elements inside of documentation or appinfo, which are free. */
    private int free;

    Reader(String path, List<Finding> findings) {
      this.path = path;
      this.findings = findings;
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
      this.locator = documentLocator;
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
      namespaces.put(prefix, uri);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
      if (free > 0) {
        free++;
        return;
      }
      String parent = open.peek();
      boolean xs = uri.equals(XS);
      boolean facet = FACETS.contains(name);
      Allowed allowed = facet ? FACET : ALLOWED.get(name);
      Allowed around =
          parent == null ? null : FACETS.contains(parent) ? FACET : ALLOWED.get(parent);
      boolean right =
          parent == null ? name.equals("schema") : around != null && around.children.contains(name);
      if (xs && (name.equals("documentation") || name.equals("appinfo")) && right) {
        free = 1;
        return;
      }
      if (!xs || allowed == null || !right) {
        add(
            "<"
                + qualified
                + ">"
                + (parent == null ? "" : " in xs:" + parent)
                + " is outside of the shared subset",
            FIXES.getOrDefault(name, "see schemas/README.md for what an XSD may use"));
        // what stands inside of it falls with it
        free = 1;
        return;
      }
      for (int i = 0; i < attributes.getLength(); i++) {
        // attributes of other namespaces (jaxb:version) say nothing about documents
        if (attributes.getURI(i).isEmpty()
            && !allowed.attributes.contains(attributes.getLocalName(i))) {
          add(
              "attribute "
                  + attributes.getLocalName(i)
                  + " of xs:"
                  + name
                  + " is outside of the shared subset",
              ATTRIBUTE_FIXES.getOrDefault(attributes.getLocalName(i), "leave it out"));
        }
      }
      values(name, attributes);
      open.push(name);
    }

    private void values(String name, Attributes attributes) {
      switch (name) {
        case "schema" -> {
          if (!"qualified".equals(attributes.getValue("elementFormDefault"))) {
            add("elements are not qualified", "write elementFormDefault=\"qualified\"");
          }
        }
        case "element" -> occurrence(attributes);
        case "import" -> {
          String location = attributes.getValue("schemaLocation");
          if (location == null || !location.matches("\\.\\./\\.\\./[a-z0-9-]+/v\\d+/\\w+\\.xsd")) {
            add(
                "import of '" + location + "' is outside of the shared subset",
                "import an XSD of ours by ../../<document>/v1/<Document>.xsd");
          }
        }
        default -> {}
      }
      for (String reference : new String[] {"type", "base"}) {
        String type = attributes.getValue(reference);
        if (type != null) {
          type(type);
        }
      }
      if (attributes.getValue("fixed") == null && name.equals("pattern")) {
        pattern(String.valueOf(attributes.getValue("value")));
      }
    }

    private void occurrence(Attributes attributes) {
      String fewest = attributes.getValue("minOccurs");
      String most = attributes.getValue("maxOccurs");
      boolean once = most == null || most.equals("1");
      if (once && fewest != null && !fewest.equals("0") && !fewest.equals("1")
          || most != null && !most.equals("unbounded") && !most.matches("[1-9]\\d{0,8}")
          || fewest != null && !fewest.matches("\\d{1,9}")) {
        add(
            "minOccurs " + fewest + ", maxOccurs " + most + " is outside of the shared subset",
            "write 0 or 1 for an element; for a list, a wrapper element around one repeated element");
      }
    }

    private void type(String type) {
      int colon = type.indexOf(':');
      String namespace = namespaces.getOrDefault(colon < 0 ? "" : type.substring(0, colon), "");
      String local = type.substring(colon + 1);
      if (namespace.equals(XS) ? !BUILT_IN.contains(local) : !namespace.startsWith(OUR_TYPES)) {
        add(
            "type " + type + " is outside of the shared subset",
            switch (local) {
              case "int", "integer", "short", "nonNegativeInteger", "positiveInteger" ->
                  "restrict xs:long with xs:minInclusive and xs:maxInclusive";
              case "double", "float" -> "use t:Decimal; binary numbers cannot hold 0.1";
              case "token", "normalizedString", "anyURI", "ID" -> "use t:Code40 or a t:Text";
              case "base64Binary", "hexBinary" ->
                  "keep bytes out of documents; name where they lie";
              default ->
                  "use xs:string, xs:long, xs:boolean, t:Decimal, t:Date, t:Instant or a type of ours";
            });
      }
    }

    private void pattern(String pattern) {
      try {
        TextPattern.compile(pattern);
      } catch (IllegalStateException e) {
        add(
            "pattern " + pattern + " is outside of the shared subset",
            "write it so that XML Schema, ECMA 262 and Java read it alike: characters as a class, no '.', \\d, \\w, \\p, ^, $");
      } catch (IllegalArgumentException e) {
        add("pattern " + pattern, "write a pattern that can be read");
      }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
      if (free > 0) {
        free--;
      } else {
        open.pop();
      }
    }

    private void add(String found, String fix) {
      findings.add(new Finding(path, locator == null ? 1 : locator.getLineNumber(), found, fix));
    }
  }
}
