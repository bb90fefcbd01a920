package io.pipemill.mapping.codes;

import java.util.ArrayList;
import java.util.List;

/**
 * Confirmed codes beside the list of the folder, which decides: what it has itself needs no
 * confirmation any more, what it says otherwise about is a conflict.
 *
 * @param inForce those the folder does not know
 * @param superseded those the folder has by now
 * @param conflicts those the folder contradicts
 */
public record Layer(
    List<ConfirmedCode> inForce, List<ConfirmedCode> superseded, List<Conflict> conflicts) {

  /**
   * @param row what the folder says
   */
  public record Conflict(ConfirmedCode code, CodeList.Row row) {}

  /**
   * @param file as it stands in the folder
   * @param confirmed of any list; those of others are passed over
   */
  public static Layer over(CodeList file, List<ConfirmedCode> confirmed) {
    List<ConfirmedCode> inForce = new ArrayList<>();
    List<ConfirmedCode> superseded = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (ConfirmedCode code : confirmed) {
      if (!code.list().equals(file.name())) {
        continue;
      }
      CodeList.Row against = null;
      boolean same = false;
      for (CodeList.Row row : file.rows()) {
        if (row.source().equals(code.source())) {
          same |= row.canonical().equals(code.canonical()) && covers(row, code);
          against = row;
        }
      }
      if (against == null) {
        inForce.add(code);
      } else if (same) {
        superseded.add(code);
      } else {
        conflicts.add(new Conflict(code, against));
      }
    }
    return new Layer(List.copyOf(inForce), List.copyOf(superseded), List.copyOf(conflicts));
  }

  private static boolean covers(CodeList.Row row, ConfirmedCode code) {
    return row.from() == null || code.from() != null && !code.from().isBefore(row.from());
  }
}
