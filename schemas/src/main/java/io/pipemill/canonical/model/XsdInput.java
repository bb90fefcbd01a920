package io.pipemill.canonical.model;

import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** An XSD of ours as the JDK's validator wants it; only what can be read is given. */
final class XsdInput implements LSInput {
  private final @Nullable String publicId;
  private final String systemId;
  private final InputStream bytes;

  private XsdInput(@Nullable String publicId, String systemId, InputStream bytes) {
    this.publicId = publicId;
    this.systemId = systemId;
    this.bytes = bytes;
  }

  /** Resolves imports to the class path and nothing else. */
  static final class Resolver implements LSResourceResolver {
    private final XsdSource source;

    Resolver(XsdSource source) {
      this.source = source;
    }

    @Override
    public LSInput resolveResource(
        String type,
        @Nullable String namespace,
        @Nullable String publicId,
        @Nullable String systemId,
        @Nullable String base) {
      if (systemId == null || base == null) {
        throw new IllegalStateException("import of '" + namespace + "' without schemaLocation");
      }
      String absolute = URI.create(base).resolve(systemId).toString();
      return new XsdInput(publicId, absolute, source.open(absolute).getByteStream());
    }
  }

  @Override
  public @Nullable Reader getCharacterStream() {
    return null;
  }

  @Override
  public void setCharacterStream(Reader stream) {}

  @Override
  public InputStream getByteStream() {
    return bytes;
  }

  @Override
  public void setByteStream(InputStream stream) {}

  @Override
  public @Nullable String getStringData() {
    return null;
  }

  @Override
  public void setStringData(String text) {}

  @Override
  public String getSystemId() {
    return systemId;
  }

  @Override
  public void setSystemId(String id) {}

  @Override
  public @Nullable String getPublicId() {
    return publicId;
  }

  @Override
  public void setPublicId(String id) {}

  @Override
  public @Nullable String getBaseURI() {
    return null;
  }

  @Override
  public void setBaseURI(String uri) {}

  @Override
  public @Nullable String getEncoding() {
    return null;
  }

  @Override
  public void setEncoding(String encoding) {}

  @Override
  public boolean getCertifiedText() {
    return false;
  }

  @Override
  public void setCertifiedText(boolean certified) {}
}
