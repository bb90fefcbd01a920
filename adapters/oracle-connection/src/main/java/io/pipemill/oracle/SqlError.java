package io.pipemill.oracle;

import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.ErrorKind;
import java.util.List;

/**
 * One row of the error table.
 *
 * @param code ours, stable
 * @param meaning for a person
 * @param kind what the hub does about it
 * @param atCommit what is known of the transaction if it comes in answer to COMMIT
 * @param codes SQLStates ({@code 23505}, a class as {@code 23*}) or Oracle numbers ({@code 3113}, a
 *     range as {@code 900-999})
 */
record SqlError(String code, String meaning, ErrorKind kind, Outcome atCommit, List<String> codes) {

  static SqlError of(
      String code, String meaning, ErrorKind kind, Outcome atCommit, String codesByBlank) {
    return new SqlError(code, meaning, kind, atCommit, List.of(codesByBlank.trim().split("\\s+")));
  }

  boolean matchesState(String state) {
    for (String each : codes) {
      if (each.endsWith("*")
          ? state.startsWith(each.substring(0, each.length() - 1))
          : state.equals(each)) {
        return true;
      }
    }
    return false;
  }

  boolean matchesNumber(int number) {
    for (String each : codes) {
      int dash = each.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? each : each.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(each.substring(dash + 1));
      if (number >= from && number <= to) {
        return true;
      }
    }
    return false;
  }
}
