package io.pipemill.canonical.xml;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code xs:dateTime} with offset as {@link Instant}; written in UTC. */
public final class InstantXmlAdapter extends XmlAdapter<String, Instant> {

  @Override
  public @Nullable Instant unmarshal(@Nullable String text) {
    return text == null ? null : IsoTimes.instant(text.strip());
  }

  @Override
  public @Nullable String marshal(@Nullable Instant value) {
    return value == null ? null : value.toString();
  }
}
