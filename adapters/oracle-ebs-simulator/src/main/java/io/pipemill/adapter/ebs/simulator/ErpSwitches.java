package io.pipemill.adapter.ebs.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How the simulated ERP behaves; everything a real one may do to us can be switched on.
 *
 * @param workers concurrent requests that run at the same time
 * @param poll how long an idle manager waits before it looks again
 * @param delay how long a request stays pending before the manager takes it (a slow manager)
 * @param keepRows whether imported rows stay in the interface tables
 * @param languages languages in which messages are written; {@code [ZHS]} alone shows a site
 *     without English texts
 * @param refuseEvery every n-th order of a request is refused by the ERP's own rule; 0 for none
 * @param warnOnPartial whether a request with refused rows ends C/G; otherwise it ends C/C as if
 *     nothing had happened
 * @param lose the next n requests disappear from FND_CONCURRENT_REQUESTS unprocessed
 * @param crash the next n requests end C/E after they have stamped their rows
 */
public record ErpSwitches(
    int workers,
    Duration poll,
    Duration delay,
    boolean keepRows,
    List<String> languages,
    int refuseEvery,
    boolean warnOnPartial,
    int lose,
    int crash) {

  /** Well-behaved: one worker, quick, rows removed, English and Chinese texts. */
  public static final ErpSwitches NORMAL =
      new ErpSwitches(
          1, Duration.ofMillis(20), Duration.ZERO, false, List.of("US", "ZHS"), 0, true, 0, 0);

  public ErpSwitches withWorkers(int number) {
    return new ErpSwitches(
        number, poll, delay, keepRows, languages, refuseEvery, warnOnPartial, lose, crash);
  }

  public ErpSwitches withDelay(Duration time) {
    return new ErpSwitches(
        workers, poll, time, keepRows, languages, refuseEvery, warnOnPartial, lose, crash);
  }

  public ErpSwitches withKeptRows() {
    return new ErpSwitches(
        workers, poll, delay, true, languages, refuseEvery, warnOnPartial, lose, crash);
  }

  public ErpSwitches withLanguages(String... codes) {
    return new ErpSwitches(
        workers, poll, delay, keepRows, List.of(codes), refuseEvery, warnOnPartial, lose, crash);
  }

  public ErpSwitches refusingEvery(int n) {
    return new ErpSwitches(
        workers, poll, delay, keepRows, languages, n, warnOnPartial, lose, crash);
  }

  public ErpSwitches withoutWarning() {
    return new ErpSwitches(
        workers, poll, delay, keepRows, languages, refuseEvery, false, lose, crash);
  }

  public ErpSwitches losing(int requests) {
    return new ErpSwitches(
        workers, poll, delay, keepRows, languages, refuseEvery, warnOnPartial, requests, crash);
  }

  public ErpSwitches crashing(int requests) {
    return new ErpSwitches(
        workers, poll, delay, keepRows, languages, refuseEvery, warnOnPartial, lose, requests);
  }
}
