package io.pipemill.control.doctor;

import io.pipemill.adapter.CheckResult;
import io.pipemill.hub.Hub;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks every component of the node its health question. */
public final class DoctorControl {
  private final Hub hub;
  private final List<Supplier<CheckResult>> house;

  /**
   * @param house questions about the node's own parts: store, broker, disk
   */
  public DoctorControl(Hub hub, List<Supplier<CheckResult>> house) {
    this.hub = hub;
    this.house = List.copyOf(house);
  }

  public record Checks(List<CheckResult> checks) {}

  /** The house first, then every source and target, then what was left out at the start. */
  public Checks check() {
    List<CheckResult> checks = new ArrayList<>();
    house.forEach(question -> checks.add(question.get()));
    checks.addAll(hub.check());
    hub.problems().forEach(problem -> checks.add(CheckResult.fail("configuration", problem)));
    return new Checks(checks);
  }
}
