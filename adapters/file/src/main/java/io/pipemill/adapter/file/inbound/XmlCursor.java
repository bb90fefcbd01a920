package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.BoundedInput;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.adapter.file.internal.XmlInput;
import io.pipemill.canonical.Violation;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks over the records of an XML file, keeping one record's wanted elements at a time. */
final class XmlCursor implements FileFormat.Cursor {
  private static final int DEEPEST = 200;
  private static final int MOST_ELEMENTS = 250_000;
  private final BoundedInput in;
  private final List<XmlFormat.RecordPath> paths;
  private final byte @Nullable [] raw;
  private final XMLStreamReader xml;

  /** Names of the open elements above a record. */
  private final List<String[]> open = new ArrayList<>();

  private long records;

  XmlCursor(
      InputStream bytes,
      XmlInput input,
      List<XmlFormat.RecordPath> paths,
      FileConfig config,
      byte @Nullable [] raw)
      throws IOException {
    this.in = new BoundedInput(bytes, config.maxRecordBytes());
    this.paths = paths;
    this.raw = raw;
    try {
      this.xml = input.open(in);
    } catch (XMLStreamException e) {
      in.close();
      throw broken(e, null);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    try {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            XmlFormat.RecordPath path = enter();
            if (path != null) {
              return record(path);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
          default -> refuseDoctype(xml.getEventType());
        }
      }
      return null;
    } catch (XMLStreamException e) {
      throw broken(e, xml);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      // a parser that stumbles over bytes it did not foresee says no more than that
      throw broken(e, xml);
    }
  }

  /** The path whose record begins here, or null. */
  private XmlFormat.@Nullable RecordPath enter() throws UnreadableFileException {
    open.add(new String[] {uri(), xml.getLocalName()});
    if (open.size() > DEEPEST) {
      throw tooDeep();
    }
    boolean possible = false;
    for (XmlFormat.RecordPath path : paths) {
      List<XmlPath.Step> steps = path.path().steps();
      int common = 0;
      while (common < steps.size() && common < open.size() && same(steps, common)) {
        common++;
      }
      possible |= common > 0;
      if (common == steps.size() && open.size() == common) {
        return path;
      }
    }
    if (open.size() == 1 && !possible) {
      throw XmlFormat.otherRoot(uri(), xml.getLocalName(), paths);
    }
    in.nextRecord();
    return null;
  }

  private boolean same(List<XmlPath.Step> steps, int depth) {
    String[] name = open.get(depth);
    XmlPath.Step step = steps.get(depth);
    return name[1].equals(step.local()) && name[0].equals(step.uri());
  }

  private FileRecord record(XmlFormat.RecordPath path) throws XMLStreamException, IOException {
    in.nextRecord();
    records++;
    XmlNode root = node(path.elements());
    // the kept element at each depth, null where a branch is passed over
    List<@Nullable XmlNode> stack = new ArrayList<>();
    stack.add(root);
    List<XmlNode> texts = new ArrayList<>();
    if (root.type.text()) {
      texts.add(root);
    }
    long weight = 200;
    int elements = 1;
    while (!stack.isEmpty()) {
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlNode parent = stack.get(stack.size() - 1);
          XmlElements type = parent == null ? null : parent.type.child(uri(), xml.getLocalName());
          XmlNode node = null;
          if (type != null && parent != null) {
            node = node(type);
            parent.add(node);
            weight += 120;
            if (type.text()) {
              texts.add(node);
            }
            if (++elements > MOST_ELEMENTS) {
              throw tooMany();
            }
          }
          stack.add(node);
          if (stack.size() + open.size() > DEEPEST) {
            throw tooDeep();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode ended = stack.remove(stack.size() - 1);
          if (!texts.isEmpty() && texts.get(texts.size() - 1) == ended) {
            texts.remove(texts.size() - 1);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          for (XmlNode node : texts) {
            node.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            weight += xml.getTextLength();
          }
        }
        default -> refuseDoctype(event);
      }
    }
    open.remove(open.size() - 1);
    in.nextRecord();
    String where = "/" + path.plan().label();
    if (path.path().steps().size() > 1) {
      where += "[" + records + "]";
    }
    return new FileRecord(path.plan().record(root, where), raw, List.of(), weight);
  }

  private XmlNode node(XmlElements type) {
    List<String> names = type.attributes();
    @Nullable String[] values = new @Nullable String[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = xml.getAttributeValue("", names.get(i));
    }
    return new XmlNode(type, values);
  }

  private String uri() {
    String uri = xml.getNamespaceURI();
    return uri == null ? "" : uri;
  }

  private void refuseDoctype(int event) throws UnreadableFileException {
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-021",
              "file",
              event == XMLStreamConstants.DTD ? "<!DOCTYPE" : "an entity",
              "XML without a document type declaration",
              "line " + xml.getLocation().getLineNumber(),
              "document type declarations and entities are not accepted"));
    }
  }

  private static UnreadableFileException tooMany() {
    return new UnreadableFileException(
        new Violation(
            "FILE-024",
            "record",
            null,
            "at most " + MOST_ELEMENTS + " elements",
            null,
            "a record of the file has more elements than any real document"));
  }

  private UnreadableFileException tooDeep() {
    return new UnreadableFileException(
        new Violation(
            "FILE-025",
            "file",
            null,
            "at most " + DEEPEST + " levels",
            "line " + xml.getLocation().getLineNumber(),
            "elements are nested deeper than any real document"));
  }

  /** What the parser found, or what was found below it while it read. */
  private static IOException broken(Exception e, @Nullable XMLStreamReader at) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean bytes =
          cause instanceof CharConversionException || cause instanceof CharacterCodingException;
      if (cause instanceof IOException io && !bytes) {
        return io;
      }
    }
    int line = 0;
    if (e instanceof XMLStreamException x && x.getLocation() != null) {
      line = x.getLocation().getLineNumber();
    } else if (at != null) {
      line = at.getLocation().getLineNumber();
    }
    String words = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return new UnreadableFileException(
        new Violation(
            "FILE-020",
            "file",
            null,
            "well-formed XML",
            line > 0 ? "line " + line : null,
            "the file is no XML: " + words));
  }

  @Override
  public void close() throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("closing a parser", e);
    } finally {
      in.close();
    }
  }
}
