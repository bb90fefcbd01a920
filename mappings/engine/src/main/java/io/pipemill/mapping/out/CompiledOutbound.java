package io.pipemill.mapping.out;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.OutboundMapping;
import java.util.List;
import java.util.Map;

/** A compiled outbound mapping. */
final class CompiledOutbound implements OutboundMapping {
  private final String system;
  private final DocumentType document;
  private final String version;
  private final byte[] bundle;
  private final Map<String, Object> target;
  private final boolean onlyOwn;
  private final OutSection root;
  private final List<FieldUse> uses;

  CompiledOutbound(
      String system,
      DocumentType document,
      String version,
      byte[] bundle,
      Map<String, Object> target,
      boolean onlyOwn,
      OutSection root,
      List<FieldUse> uses) {
    this.system = system;
    this.document = document;
    this.version = version;
    this.bundle = bundle;
    this.target = target;
    this.onlyOwn = onlyOwn;
    this.root = root;
    this.uses = uses;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public DocumentType document() {
    return document;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public byte[] bundle() {
    return bundle.clone();
  }

  @Override
  public List<FieldUse> uses() {
    return uses;
  }

  @Override
  public Map<String, Object> target() {
    return target;
  }

  @Override
  public boolean onlyOwn() {
    return onlyOwn;
  }

  @Override
  public Written write(Object content, Envelope envelope) {
    OutFrame frame = new OutFrame(content, envelope);
    var written = root.write(frame);
    return new Written(written, frame.problems);
  }
}
