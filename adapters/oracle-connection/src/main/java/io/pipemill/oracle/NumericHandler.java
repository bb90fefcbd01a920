package io.pipemill.oracle;

import de.bytefish.pgbulkinsert.pgsql.handlers.BaseValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.BigDecimalValueHandler;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * PostgreSQL's binary {@code numeric} (its source, {@code numeric_recv}): number of digits, weight
 * of the first one, sign, scale, then digits to the base of 10,000. What fits a long is written
 * without BigIntegers, and that is nearly every amount and quantity; the rest goes the library's
 * way.
 */
final class NumericHandler extends BaseValueHandler<BigDecimal> {
  private static final int BASE = 10_000;
  private static final int NEGATIVE = 0x4000;
  private static final long[] PAD = {1, 10, 100, 1_000};
  private static final long[] POWERS = {
    1, 10_000, 100_000_000, 1_000_000_000_000L, 10_000_000_000_000_000L
  };

  /** Up to this many decimal digits stay a long when they are padded to whole base digits. */
  private static final int SHORT = 15;

  private final BigDecimalValueHandler<BigDecimal> library = new BigDecimalValueHandler<>();

  @Override
  protected void internalHandle(DataOutputStream out, BigDecimal value) throws IOException {
    if (value.precision() > SHORT || value.scale() < 0 || value.scale() > SHORT) {
      library.handle(out, value);
      return;
    }
    int scale = value.scale();
    int fraction = (scale + 3) / 4;
    long unscaled = value.unscaledValue().longValue();
    long digits = Math.abs(unscaled) * PAD[fraction * 4 - scale];
    int count = 0;
    for (long rest = digits; rest != 0; rest /= BASE) {
      count++;
    }
    int weight = count - fraction - 1;
    while (digits != 0 && digits % BASE == 0) {
      digits /= BASE;
      count--;
    }
    out.writeInt(8 + 2 * count);
    out.writeShort(count);
    out.writeShort(count == 0 ? 0 : weight);
    out.writeShort(unscaled < 0 ? NEGATIVE : 0);
    out.writeShort(scale);
    for (int i = count - 1; i >= 0; i--) {
      out.writeShort((int) (digits / POWERS[i] % BASE));
    }
  }

  @Override
  public int getLength(BigDecimal value) {
    return library.getLength(value);
  }
}
