package io.pipemill.canonical;

/**
 * Name and major version of a document type, written {@code sales-order/v1}.
 *
 * @param name kebab-case, as in folders, namespaces and URLs
 * @param version the major version, from 1
 */
public record DocumentName(String name, int version) {

  public DocumentName {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || version < 1) {
      throw new IllegalArgumentException(
          "document name '" + name + "/v" + version + "': expected kebab-case/v1, v2, …");
    }
  }

  /** Reads {@code sales-order/v1}; a name without a version means v1. */
  public static DocumentName parse(String text) {
    int slash = text.indexOf("/v");
    if (slash < 0) {
      return new DocumentName(text, 1);
    }
    try {
      return new DocumentName(
          text.substring(0, slash), Integer.parseInt(text.substring(slash + 2)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("document name '" + text + "': expected name/v1", e);
    }
  }

  @Override
  public String toString() {
    return name + "/v" + version;
  }
}
