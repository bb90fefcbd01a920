package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.weighticket.v1.WeighTicket;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.golden.GoldenPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The columns of a widely used weighbridge software (称重信息) become weigh tickets: nested groups that
 * are there or not, units that the schema narrows, keys of two parts.
 */
class WeighTicketMappingTest {
  private static final DocumentName WEIGH_TICKET = new DocumentName("weigh-ticket", 1);
  private static final String SYSTEM =
      """
      apiVersion: pipemill/v1
      id: scales
      name: {en: Scales, zh: 过衡软件}
      owner: gate
      transport: jdbc
      jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/scales", user: scales, passwordFrom: env:SCALES, poll: 1s}
      documents: {in: [weigh-ticket], out: []}
      """;
  private static final String MAPPING =
      """
      apiVersion: pipemill/v1
      document: weigh-ticket/v1
      source: {table: 称重信息, key: [流水号], changedBy: 更新时间}
      zone: Asia/Shanghai
      fields:
        station: {constant: QD-GATE-2}
        weighTicketNumber: 流水号
        direction: {from: 过磅类型, values: {销售: OUTBOUND, 采购: INBOUND}}
        status: {cel: "source['毛重'] != null && source['皮重'] != null ? 'COMPLETE' : 'OPEN'"}
        vehicle.plate: {cel: "source['车号'].upper().replace('·', '').replace(' ', '')"}
        item.code: 货名
        tare:
          weight: {from: 皮重, unit: kg, to: t}
          weighedAt: {from: 皮重时间, date: "yyyy-MM-dd HH:mm:ss"}
          scale: 皮重磅号
          weigher: 皮重司磅员
          entry: {constant: AUTOMATIC, when: "source['皮重'] != null"}
        gross:
          weight: {from: 毛重, unit: kg, to: t}
          weighedAt: {from: 毛重时间, date: "yyyy-MM-dd HH:mm:ss"}
          scale: 毛重磅号
          entry: {constant: AUTOMATIC, when: "source['毛重'] != null"}
        net: {from: 净重, unit: kg, to: t}
        settled: {from: 实重, unit: kg, to: t}
      """;
  private static final String COMPLETE =
      """
      {"流水号": "202603080117", "过磅类型": "销售", "车号": "鲁b·12345", "货名": "LPG",
       "皮重": "4580", "皮重时间": "2026-03-08 09:02:11", "皮重磅号": "B1", "皮重司磅员": "张敏",
       "毛重": "14620", "毛重时间": "2026-03-08 10:17:40", "毛重磅号": "B2", "净重": "10040", "实重": "10030"}
      """;
  private static final String OPEN =
      """
      {"流水号": "202603080118", "过磅类型": "销售", "车号": "鲁B12346", "货名": "LPG",
       "皮重": "5100", "皮重时间": "2026-03-08 09:05:00", "皮重磅号": "B1"}
      """;

  @TempDir Path root;

  @Test
  void completeWeighing_becomesATicketInTonnesWithBothTimes() throws IOException {
    WeighTicket ticket = mapped(COMPLETE);

    assertThat(ticket.getWeighTicketNumber()).isEqualTo("202603080117");
    assertThat(ticket.getStatus()).isEqualTo("COMPLETE");
    assertThat(ticket.getVehicle().getPlate()).isEqualTo("鲁B12345");
    assertThat(ticket.getTare().getWeight().getValue()).isEqualByComparingTo("4.58");
    assertThat(ticket.getTare().getWeigher()).isEqualTo("张敏");
    assertThat(ticket.getGross().getWeight().getUnit()).isEqualTo("t");
    assertThat(ticket.getGross().getScale()).isEqualTo("B2");
    assertThat(ticket.getGross().getWeighedAt()).isEqualTo(Instant.parse("2026-03-08T02:17:40Z"));
    assertThat(ticket.getNet().getValue()).isEqualByComparingTo("10.04");
    assertThat(ticket.getSettled().getValue()).isEqualByComparingTo("10.03");
  }

  @Test
  void firstWeighingOnly_isAnOpenTicketWithoutGross() throws IOException {
    WeighTicket ticket = mapped(OPEN);

    assertThat(ticket.getStatus()).isEqualTo("OPEN");
    assertThat(ticket.getTare().getWeight().getValue()).isEqualByComparingTo("5.1");
    assertThat(ticket.getGross()).isNull();
    assertThat(ticket.getNet()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net: {from: 净重, unit: L} | L",
        "net: {from: 净重, unit: \"[oz_av]\", to: \"[gr]\", decimals: 3} | [gr]",
        "net: {from: 净重, unit: {from: 净重, values: {x: m3}}} | m3",
      })
  void unitTheFieldDoesNotAllow_isFoundByTheCheck(String net, String unit) throws IOException {
    write(MAPPING.replace("net: {from: 净重, unit: kg, to: t}", net), OPEN);

    assertThat(load().findings())
        .extracting(Finding::code, Finding::found)
        .contains(tuple("MAP-021", unit));
  }

  private WeighTicket mapped(String record) throws IOException {
    write(MAPPING, record);
    Loaded loaded = load();
    assertThat(loaded.findings()).isEmpty();
    ExternalSystem system = loaded.systems().get("scales");
    GoldenPairs.Pair pair = GoldenPairs.pairs(system).get(0);
    GoldenPairs.ofJson().rewrite(pair, system.in().get(WEIGH_TICKET));
    DocumentType type = SampleSystem.CATALOG.type(WEIGH_TICKET);
    return (WeighTicket) type.fromXml(Files.readAllBytes(pair.folder().resolve("canonical.xml")));
  }

  private Loaded load() {
    return new Mappings(SampleSystem.CATALOG).load(List.of(root));
  }

  private void write(String mapping, String record) throws IOException {
    Path example = root.resolve("scales/golden/weigh-ticket/first");
    Files.createDirectories(example);
    Files.writeString(root.resolve("scales/system.yaml"), SYSTEM);
    Files.writeString(root.resolve("scales/weigh-ticket.in.yaml"), mapping);
    Files.writeString(example.resolve("source.json"), record);
  }
}
