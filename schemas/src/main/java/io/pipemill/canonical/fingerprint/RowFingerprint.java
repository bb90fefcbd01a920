package io.pipemill.canonical.fingerprint;

import io.pipemill.canonical.model.Utf8Buffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of rows with the same columns, 32 bytes each. Two rows have the same one if and only
 * if each pair of values has the same canonical form. Keeps its buffers: for one thread at a time.
 */
public final class RowFingerprint {
  /** Bytes of a fingerprint. */
  public static final int LENGTH = 32;

  /** Most columns whose hashes one text of Oracle (4,000 bytes) can hold. */
  public static final int GROUP = 60;

  /** Most columns a row may have. */
  public static final int MOST_COLUMNS = GROUP * GROUP;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private final ColumnRule[] rules;
  private final CanonicalForm form;
  private final Utf8Buffer one = new Utf8Buffer();
  private final Utf8Buffer group = new Utf8Buffer();
  private final Utf8Buffer row = new Utf8Buffer();
  private final MessageDigest digest = sha256();
  private final byte[] hash = new byte[LENGTH];

  /**
   * @param rules one a column, in the order of the columns; they are part of what the fingerprint
   *     says, their names are not
   * @throws IllegalArgumentException if there is none, or more than {@link #MOST_COLUMNS}
   */
  public RowFingerprint(List<ColumnRule> rules) {
    if (rules.isEmpty() || rules.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "columns of a fingerprint: found " + rules.size() + ", expected 1 to " + MOST_COLUMNS);
    }
    this.rules = rules.toArray(ColumnRule[]::new);
    this.form = new CanonicalForm(one);
  }

  /**
   * The fingerprint of a row.
   *
   * @param values one a column, null for NULL; see {@link ColumnKind} for their types
   * @throws IllegalArgumentException if there are more or fewer than columns, or one is of a type
   *     its column cannot have; the message does not show the value
   */
  public byte[] of(@Nullable Object... values) {
    if (values.length != rules.length) {
      throw new IllegalArgumentException(
          "values of a row: found " + values.length + ", expected " + rules.length);
    }
    row.clear();
    row.put('R');
    putCount(rules.length, row);
    if (rules.length <= GROUP) {
      putColumns(values, 0, rules.length, row);
    } else {
      for (int from = 0; from < rules.length; from += GROUP) {
        int to = Math.min(from + GROUP, rules.length);
        group.clear();
        group.put('G');
        putCount(to - from, group);
        putColumns(values, from, to, group);
        hash(group);
        putHex(row);
      }
    }
    hash(row);
    return hash.clone();
  }

  /**
   * The hash of one column's value: what the fingerprint is made of, and what names a difference.
   */
  public byte[] column(int index, @Nullable Object value) {
    write(index, value);
    hash(one);
    return hash.clone();
  }

  /** The canonical form of one column's value, for people. */
  public String form(int index, @Nullable Object value) {
    write(index, value);
    return one.toString();
  }

  /** As the expressions of the engines print it: 64 lower-case hexadecimal digits. */
  public static String hex(byte[] fingerprint) {
    return HexFormat.of().formatHex(fingerprint);
  }

  private void putColumns(@Nullable Object[] values, int from, int to, Utf8Buffer into) {
    for (int i = from; i < to; i++) {
      write(i, values[i]);
      hash(one);
      putHex(into);
    }
  }

  private void write(int index, @Nullable Object value) {
    one.clear();
    try {
      form.write(rules[index], value);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "column "
              + (index + 1)
              + ": found "
              + (value == null ? "NULL" : value.getClass().getName())
              + ", expected a value of kind "
              + rules[index].kind(),
          e);
    }
  }

  private void hash(Utf8Buffer bytes) {
    digest.update(bytes.array(), 0, bytes.size());
    try {
      digest.digest(hash, 0, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not give 32 bytes", e);
    }
  }

  /** In capitals, as Oracle and SQL Server write bytes by themselves. */
  private void putHex(Utf8Buffer into) {
    for (byte b : hash) {
      into.put(HEX[b >> 4 & 0xF]);
      into.put(HEX[b & 0xF]);
    }
  }

  private static void putCount(int count, Utf8Buffer into) {
    into.putAscii(Integer.toString(count));
    into.put(':');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
