package io.pipemill.mapping.in;

import io.pipemill.mapping.value.Text;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the repeated columns of a turn hold nothing, so that no element is made of them.
 *
 * @param slots of the columns
 * @param zero whether zero is nothing too
 * @param blanks texts that mean that there is nothing
 */
record SkippedTurn(int[] slots, boolean zero, Set<String> blanks) {
  private static final Pattern ZERO = Pattern.compile("[-+]?0+(?:\\.0*)?|[-+]?\\.0+");

  boolean empty(Frame frame) {
    for (int slot : slots) {
      // a column that is not there is no empty one: the field that reads it says so
      if (!frame.has(slot) || !nothing(Text.clean(frame.column(slot)))) {
        return false;
      }
    }
    return true;
  }

  private boolean nothing(@Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (value instanceof String text) {
      return blanks.contains(text) || zero && ZERO.matcher(text).matches();
    }
    return zero
        && (value instanceof BigDecimal decimal && decimal.signum() == 0
            || value instanceof Long whole && whole == 0);
  }
}
