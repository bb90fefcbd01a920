package io.pipemill.cli.doctor;

import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Texts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks every component its health question. */
@Command(name = "doctor", resourceBundle = Texts.BUNDLE)
public final class DoctorCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Override
  public Integer call() {
    return Checks.print(output, node.client().get("doctor"));
  }
}
