package io.pipemill.canonical.xml;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@code xs:date} without zone as {@link LocalDate}. */
public final class DateXmlAdapter extends XmlAdapter<String, LocalDate> {

  @Override
  public @Nullable LocalDate unmarshal(@Nullable String text) {
    return text == null ? null : IsoTimes.date(text.strip());
  }

  @Override
  public @Nullable String marshal(@Nullable LocalDate value) {
    return value == null ? null : value.toString();
  }
}
