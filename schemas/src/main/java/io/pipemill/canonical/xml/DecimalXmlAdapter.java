package io.pipemill.canonical.xml;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code xs:decimal} as {@link BigDecimal}, never with an exponent. */
public final class DecimalXmlAdapter extends XmlAdapter<String, BigDecimal> {

  @Override
  public @Nullable BigDecimal unmarshal(@Nullable String text) {
    return text == null ? null : new BigDecimal(text.strip());
  }

  @Override
  public @Nullable String marshal(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }
}
