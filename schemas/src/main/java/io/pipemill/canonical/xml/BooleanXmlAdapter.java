package io.pipemill.canonical.xml;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import org.jspecify.annotations.Nullable;

/** {@code xs:boolean} as {@link Boolean}, so that absent is null. */
public final class BooleanXmlAdapter extends XmlAdapter<String, Boolean> {

  @Override
  public @Nullable Boolean unmarshal(@Nullable String text) {
    return text == null ? null : text.strip().equals("true") || text.strip().equals("1");
  }

  @Override
  public @Nullable String marshal(@Nullable Boolean value) {
    return value == null ? null : value.toString();
  }
}
