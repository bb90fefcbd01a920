package io.pipemill.adapter.file;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.inbound.FileInbound;

/** Transport {@code file}: files of an inbox as source, of an outbox as target. */
public final class FileAdapter implements AdapterFactory {

  @Override
  public String transport() {
    return "file";
  }

  @Override
  public SourceAdapter source(SourceRequest request, AdapterContext context) {
    return FileInbound.open(request, context);
  }
}
