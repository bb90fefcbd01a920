package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * SHA-256 over the content of a document in one canonical form: fields in the order of their names,
 * each as tag, name and value with their lengths, so that no two documents share a form. Absent
 * fields, empty texts and groups without any value leave no trace; decimals count by value; texts
 * are NFC without blanks at their end.
 */
final class Fingerprint {
  private static final int GROUP = 1;
  private static final int LIST = 2;
  private static final int ELEMENT = 3;
  private static final int END = 4;
  private static final int TEXT = 5;
  private static final int DECIMAL = 6;
  private static final int INTEGER = 7;
  private static final int BOOLEAN = 8;
  private static final int DATE = 9;
  private static final int INSTANT = 10;

  private final byte[] head;
  private final Node[] fields;
  private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);

  Fingerprint(String document, CompiledField root) {
    this.head = lengthAndName(document);
    this.fields = Node.of(root);
  }

  byte[] of(Object document) {
    Scratch scratch = scratches.get();
    Utf8Buffer out = scratch.buffer;
    out.clear();
    out.put(head);
    putFields(fields, document, out);
    MessageDigest digest = scratch.digest;
    digest.update(out.array(), 0, out.size());
    byte[] result = new byte[32];
    try {
      digest.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not give 32 bytes", e);
    }
    return result;
  }

  private static void putFields(Node[] fields, Object object, Utf8Buffer out) {
    for (Node node : fields) {
      Object value = node.field.get(object);
      if (value != null) {
        putField(node, value, out);
      }
    }
  }

  private static void putField(Node node, Object value, Utf8Buffer out) {
    switch (node.field.kind) {
      case LIST -> {
        List<?> list = (List<?>) value;
        if (list.isEmpty()) {
          return;
        }
        put(LIST, node, out);
        out.putInt(list.size());
        for (int i = 0; i < list.size(); i++) {
          out.put(ELEMENT);
          putFields(node.children, list.get(i), out);
          out.put(END);
        }
      }
      case GROUP, QUANTITY, MONEY, UNIT_PRICE -> {
        int start = out.size();
        put(GROUP, node, out);
        int empty = out.size();
        putFields(node.children, value, out);
        if (out.size() == empty) {
          out.rewind(start);
        } else {
          out.put(END);
        }
      }
      case TEXT, CODE -> putText(node, (String) value, out);
      case DECIMAL -> putDecimal(node, (BigDecimal) value, out);
      case INTEGER -> {
        put(INTEGER, node, out);
        out.putLong((Long) value);
      }
      case BOOLEAN -> {
        put(BOOLEAN, node, out);
        out.put((Boolean) value ? 1 : 0);
      }
      case DATE -> {
        put(DATE, node, out);
        out.putLong(((LocalDate) value).toEpochDay());
      }
      case INSTANT -> {
        put(INSTANT, node, out);
        out.putLong(((Instant) value).getEpochSecond());
        out.putInt(((Instant) value).getNano());
      }
    }
  }

  private static void put(int tag, Node node, Utf8Buffer out) {
    out.put(tag);
    out.put(node.name);
  }

  private static void putText(Node node, String value, Utf8Buffer out) {
    String text = Nfc.of(value);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end == 0) {
      return;
    }
    put(TEXT, node, out);
    int lengthAt = out.size();
    out.putInt(0);
    out.putText(text, 0, end);
    out.setInt(lengthAt, out.size() - lengthAt - 4);
  }

  /** Scale and digits without zeros at the end. */
  private static void putDecimal(Node node, BigDecimal value, Utf8Buffer out) {
    put(DECIMAL, node, out);
    if (value.precision() <= 18) {
      long unscaled = value.unscaledValue().longValue();
      int scale = value.scale();
      if (unscaled == 0) {
        scale = 0;
      } else {
        while (unscaled % 10 == 0) {
          unscaled /= 10;
          scale--;
        }
      }
      putNumber(Long.toString(unscaled), scale, out);
    } else {
      BigDecimal stripped = value.stripTrailingZeros();
      putNumber(stripped.unscaledValue().toString(), stripped.scale(), out);
    }
  }

  private static void putNumber(String digits, int scale, Utf8Buffer out) {
    out.putInt(scale);
    out.putInt(digits.length());
    out.putAscii(digits);
  }

  private static byte[] lengthAndName(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    byte[] all = new byte[bytes.length + 1];
    if (bytes.length > 127) {
      throw new IllegalStateException("name '" + name + "' is longer than 127 bytes");
    }
    all[0] = (byte) bytes.length;
    System.arraycopy(bytes, 0, all, 1, bytes.length);
    return all;
  }

  private static final class Node {
    final CompiledField field;
    final byte[] name;
    final Node[] children;

    private Node(CompiledField field) {
      this.field = field;
      this.name = lengthAndName(field.name);
      this.children = of(field);
    }

    /** In the order of names, so that a new order in a later XSD changes nothing. */
    static Node[] of(CompiledField parent) {
      return Arrays.stream(parent.children)
          .sorted(Comparator.comparing(child -> child.name))
          .map(Node::new)
          .toArray(Node[]::new);
    }
  }

  private static final class Scratch {
    final Utf8Buffer buffer = new Utf8Buffer();
    final MessageDigest digest;

    Scratch() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
