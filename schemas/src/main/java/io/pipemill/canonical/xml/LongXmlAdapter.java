package io.pipemill.canonical.xml;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import org.jspecify.annotations.Nullable;

/** {@code xs:long} as {@link Long}, so that absent is null. */
public final class LongXmlAdapter extends XmlAdapter<String, Long> {

  @Override
  public @Nullable Long unmarshal(@Nullable String text) {
    return text == null ? null : Long.valueOf(text.strip());
  }

  @Override
  public @Nullable String marshal(@Nullable Long value) {
    return value == null ? null : value.toString();
  }
}
