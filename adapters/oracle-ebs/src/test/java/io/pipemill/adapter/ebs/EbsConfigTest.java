package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class EbsConfigTest {
  private static EbsConfig config(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("url", "jdbc:postgresql://127.0.0.1/erp");
    values.put("operatingUnit", "Pipemill China");
    values.put("organization", "M1");
    values.putAll(more);
    return EbsConfig.of(new Settings("erp/system.yaml: oracle-ebs", values, s -> s));
  }

  @Test
  void defaults() {
    assertThat(config(Map.of()))
        .isEqualTo(
            new EbsConfig(
                "jdbc:postgresql://127.0.0.1/erp",
                "Pipemill China",
                "M1",
                "US",
                0,
                Duration.ofMinutes(10),
                3,
                "DEFAULT",
                true,
                "CANCEL",
                "SYSADMIN",
                "PIPEMILL",
                0,
                false,
                false,
                ZoneId.of("Asia/Shanghai")));
  }

  @Test
  void everySettingSet() {
    Map<String, Object> all = new HashMap<>();
    all.put("url", "jdbc:oracle:thin:@erp");
    all.put("language", "ZHS");
    all.put("instances", 4);
    all.put("requestTimeout", "30s");
    all.put("resubmissions", 7);
    all.put("profileClass", "Oil");
    all.put("book", false);
    all.put("cancelReason", "ADMIN ERROR");
    all.put("applicationUser", "PIPE");
    all.put("responsibility", "OM");
    all.put("userId", 1234);
    all.put("lengthSemantics", "char");
    all.put("dialect", "own");
    all.put("timeZone", "Europe/Berlin");
    assertThat(config(all))
        .isEqualTo(
            new EbsConfig(
                "jdbc:oracle:thin:@erp",
                "Pipemill China",
                "M1",
                "ZHS",
                4,
                Duration.ofSeconds(30),
                7,
                "Oil",
                false,
                "ADMIN ERROR",
                "PIPE",
                "OM",
                1234,
                false,
                true,
                ZoneId.of("Europe/Berlin")));
  }

  @Test
  void oracleCountsBytes_andSpeaksNoPostgres() {
    EbsConfig oracle = config(Map.of("url", "jdbc:oracle:thin:@erp"));
    assertThat(oracle.widthInBytes()).isTrue();
    assertThat(oracle.portable()).isTrue();
  }

  @Test
  void everyViolation_isReportedAtOnce() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of(
                        "instances", 65,
                        "resubmissions", -1,
                        "requestTimeout", "soon",
                        "timeZone", "Mars/Base",
                        "lengthSemantics", "bits",
                        "langage", "ZHS")))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("instances")
        .hasMessageContaining("resubmissions")
        .hasMessageContaining("requestTimeout")
        .hasMessageContaining("timeZone")
        .hasMessageContaining("lengthSemantics")
        .hasMessageContaining("did you mean 'language'?");
  }

  @Test
  void adapter_isFoundByItsTransportWord() {
    assertThat(ServiceLoader.load(AdapterFactory.class))
        .extracting(AdapterFactory::transport)
        .contains("oracle-ebs");
  }
}
