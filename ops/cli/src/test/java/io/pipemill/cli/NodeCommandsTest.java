package io.pipemill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class NodeCommandsTest {
  private final Locale before = Locale.getDefault();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path home;
  private TestingNode node;

  @BeforeEach
  void startNode() throws IOException {
    node = new TestingNode(home);
  }

  @AfterEach
  void stopNode() {
    node.close();
    Locale.setDefault(before);
  }

  private int run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = home.toString();
    return PipemillCommandLine.execute(
        null, new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @Test
  void find_encodesTheKeyAndPrintsATable() {
    node.answer(
        "GET /api/v1/documents?key=%E5%90%88%E5%90%8C%2F1%20a",
        "{\"documents\":[{\"id\":\"d1\",\"system\":\"crude-retail\",\"document\":\"sales-order\","
            + "\"businessKey\":\"合同/1 a\",\"version\":2,\"verb\":\"PROCESS\",\"status\":\"delivered\","
            + "\"at\":\"2025-10-01T00:00:00Z\"}]}");
    assertThat(run("documents", "find", "合同/1 a")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("crude-retail", "合同/1 a", "delivered");
  }

  @Test
  void nothingFound_isAttentionWithCleanJson() {
    node.answer("GET /api/v1/documents?key=X", "{\"documents\":[]}");
    assertThat(run("documents", "find", "X", "--json")).isEqualTo(Exit.ATTENTION);
    assertThat(JsonMapper.shared().readTree(out.toString()).path("documents").isEmpty()).isTrue();
  }

  @Test
  void rejectedList_showsMoneyAndTonnes() {
    node.answer(
        "GET /api/v1/rejected?limit=100",
        "{\"total\":1,\"money\":{\"CNY\":1200.5},\"tonnes\":3.5,\"documents\":[{\"id\":\"d1\","
            + "\"system\":\"crude-retail\",\"document\":\"sales-order\",\"businessKey\":\"R1\","
            + "\"code\":\"MAP-021\",\"message\":\"unknown code\",\"money\":{\"CNY\":1200.5},\"tonnes\":3.5}]}");
    assertThat(run("rejected", "list")).isEqualTo(Exit.ATTENTION);
    assertThat(out.toString())
        .contains(
            "MAP-021",
            "1200.5 CNY",
            "1 documents in the pile (1 listed), at risk: 1200.5 CNY, 3.5 t");
  }

  @Test
  void dryRun_showsTheRowsThatWouldChange() {
    node.answer(
        "POST /api/v1/rejected/replay",
        "{\"dryRun\":true,\"results\":[{\"id\":\"d1\",\"outcome\":\"routed\",\"ok\":true,"
            + "\"changes\":[{\"system\":\"oracle-ebs\",\"table\":\"OE_ORDER_LINES_ALL\",\"key\":\"R1/2\","
            + "\"before\":{\"QTY\":\"1\"},\"after\":{\"QTY\":\"2\"}}]}]}");
    assertThat(run("rejected", "replay", "d1", "--dry-run")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("nothing was changed", "OE_ORDER_LINES_ALL", "QTY: 1 → 2");
    assertThat(node.asked.get(0)).contains("\"dryRun\":true", "\"ids\":[\"d1\"]");
  }

  @Test
  void edit_sendsFieldsAndNamesWhatIsStillWrong() {
    node.answer(
        "POST /api/v1/rejected/d1/edit",
        "{\"results\":[{\"id\":\"d1\",\"outcome\":\"rejected\",\"ok\":false,\"problems\":[{\"code\":\"MAP-002\",\"field\":\"ORDER_DT\",\"value\":\"x\",\"expected\":\"yyyy-MM-dd\",\"message\":\"not a date\"}]}]}");
    assertThat(run("rejected", "edit", "d1", "--set", "ORDER_DT=x", "--set", "CUST_CD=R1"))
        .isEqualTo(Exit.ATTENTION);
    assertThat(node.asked.get(0)).contains("\"ORDER_DT\":\"x\"", "\"CUST_CD\":\"R1\"");
    assertThat(out.toString()).contains("wrong", "MAP-002");
  }

  @Test
  void mappingsCheck_comparesTheColumnsTheSourcesHaveNow() throws IOException {
    Path folder = home.resolve("systems/notes");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("system.yaml"),
        """
        apiVersion: pipemill/v1
        id: notes
        name: {en: Notes, zh: 便条}
        transport: jdbc
        jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/notes"}
        documents: {in: [item], out: []}
        """);
    Files.writeString(
        folder.resolve("item.in.yaml"),
        """
        apiVersion: pipemill/v1
        document: item/v1
        source: {table: GOODS, key: [CODE]}
        fields:
          code: CODE
          description: NAME
          primaryUnit: {constant: t}
        """);
    node.answer(
        "GET /api/v1/mappings/columns",
        "{\"sources\":[{\"system\":\"notes\",\"document\":\"item/v1\",\"columns\":[\"code\",\"name2\"],\"trouble\":null},"
            + "{\"system\":\"inbox\",\"document\":\"sales-order/v1\",\"columns\":[],\"trouble\":null},"
            + "{\"system\":\"away\",\"document\":\"item/v1\",\"columns\":[],\"trouble\":\"SQL-001 refused\"}]}");
    node.answer("GET /api/v1/mappings/codes", "{\"codes\":[]}");
    String systems = home.resolve("systems").toString();

    assertThat(run("mappings", "check", "--only", "notes", "--systems-dir", systems))
        .isEqualTo(Exit.USAGE);

    assertThat(out.toString())
        .contains("MAP-041", "NAME", "MAP-040", "name2", "compared with 1 sources")
        .contains("inbox sales-order/v1 were not compared: files")
        .contains("away item/v1 were not compared: SQL-001 refused");
  }

  private static final String ROW =
      "{\"system\":\"crude-retail\",\"document\":\"sales-order\",\"direction\":\"in\",\"kind\":\"%s\",\"list\":\"products\","
          + "\"value\":\"XX-99\",\"field\":\"lines.item.code\",\"documents\":3,\"money\":{\"CNY\":1200.5},\"tonnes\":3.5,"
          + "\"firstSeen\":\"2025-10-01T00:00:00Z\",\"lastSeen\":\"2025-10-02T00:00:00Z\",\"example\":\"d1\",\"exampleKey\":\"R1\","
          + "\"owner\":\"李娜\",\"confirmed\":[%s],\"proposals\":[{\"code\":\"SLOP-OIL\",\"score\":0.72,\"like\":\"落地污油\"}]}";

  @Test
  void worklist_showsWhatWaitsAndWhatItProbablyMeans() {
    String confirmed =
        "{\"canonical\":\"SLOP-OIL\",\"by\":\"cli\",\"from\":null,\"status\":\"in-force\"}";
    node.answer(
        "GET /api/v1/mappings/worklist?system=crude-retail&list=products",
        "{\"rows\":["
            + ROW.formatted("codelist", "")
            + ","
            + ROW.formatted("codelist", confirmed)
            + ","
            + ROW.formatted("values", "")
            + "]}");
    String[] command = {"mappings", "worklist", "--system", "crude-retail", "--list", "products"};

    assertThat(run(command)).isEqualTo(Exit.ATTENTION);

    assertThat(out.toString())
        .contains("SLOP-OIL 0.72 (落地污油)", "1200.5 CNY", "e.g. R1 (d1), lines.item.code", "李娜")
        .contains("confirmed as SLOP-OIL by cli: its documents wait for a replay")
        .contains("stands in the mapping itself: add it to the values of lines.item.code")
        .contains("3 values are missing");
    String[] chinese = java.util.Arrays.copyOf(command, command.length + 2);
    chinese[command.length] = "--lang";
    chinese[command.length + 1] = "zh";
    run(chinese);
    assertThat(out.toString()).contains("可能的含义", "缺失 3 个值", "已由 cli 确认为 SLOP-OIL");
  }

  @Test
  void worklistWithoutRows_isDoneAndAListNeedsItsSystem() {
    node.answer("GET /api/v1/mappings/worklist", "{\"rows\":[]}");
    assertThat(run("mappings", "worklist")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("no value is missing");
    assertThat(run("mappings", "worklist", "--list", "products")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--list: expected together with --system");
  }

  @Test
  void confirm_tellsWhatWaitsAndHowToSendItAgain() {
    node.answer(
        "POST /api/v1/mappings/codes/confirm",
        "{\"already\":false,\"waiting\":3,\"asOf\":\"orderDate\",\"from\":\"2026-01-01\",\"replayed\":null}");

    assertThat(
            run(
                "mappings",
                "confirm",
                "crude-retail",
                "products",
                "a b",
                "SLOP-OIL",
                "--from",
                "2026-01-01",
                "--owner",
                "李娜",
                "--unseen"))
        .isEqualTo(Exit.DONE);

    assertThat(node.asked.get(0))
        .contains(
            "\"system\":\"crude-retail\"",
            "\"value\":\"a b\"",
            "\"from\":\"2026-01-01\"",
            "\"owner\":\"李娜\"",
            "\"unseen\":true",
            "\"newCode\":false",
            "\"replay\":false");
    assertThat(out.toString())
        .contains("a b in products stands for SLOP-OIL, in force now")
        .contains("for documents from 2026-01-01 on, by orderDate")
        .contains("3 rejected documents wait for it")
        .contains("rejected replay --system crude-retail --list products --value 'a b'");
  }

  @Test
  void confirmWithAWrongDateAndAnUnknownOption_tellsBoth() {
    assertThat(
            run(
                "mappings",
                "confirm",
                "crude-retail",
                "products",
                "X",
                "Y",
                "--from",
                "1.2.2026",
                "--replya"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("--from: found '1.2.2026', expected a date such as 2026-01-31")
        .contains("did you mean '--replay'?");
    assertThat(node.asked).isEmpty();
  }

  @Test
  void replayAfterTheConfirmation_isPartOfTheAnswer() {
    node.answer(
        "POST /api/v1/mappings/codes/confirm",
        "{\"already\":true,\"waiting\":2,\"replayed\":{\"dryRun\":false,\"results\":["
            + "{\"id\":\"d1\",\"outcome\":\"routed\",\"ok\":true,\"message\":\"sent\"},"
            + "{\"id\":\"d2\",\"outcome\":\"rejected\",\"ok\":false,\"message\":\"still wrong\"}]}}");
    assertThat(run("mappings", "confirm", "crude-retail", "products", "X", "Y", "--replay"))
        .isEqualTo(Exit.ATTENTION);
    assertThat(out.toString()).contains("was confirmed as Y before", "d1", "sent again", "d2");
  }

  @Test
  void rejectedDocument_showsWhatItsValueProbablyMeans() {
    node.answer(
        "GET /api/v1/rejected/d1",
        "{\"system\":\"crude-retail\",\"document\":\"sales-order\",\"problems\":[{\"code\":\"MAP-103\",\"value\":\"XX-99\","
            + "\"message\":\"unknown\",\"list\":\"products\",\"proposals\":[{\"code\":\"SLOP-OIL\",\"score\":0.72,\"like\":\"落地污油\"}]}]}");
    assertThat(run("rejected", "show", "d1")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("not in products; probably: SLOP-OIL 0.72 (落地污油)");
  }

  @Test
  void replayOfAMissingValue_sendsListAndValue() {
    node.answer("POST /api/v1/rejected/replay", "{\"dryRun\":false,\"results\":[]}");
    run("rejected", "replay", "--list", "products", "--value", "XX-99");
    assertThat(node.asked.get(0)).contains("\"list\":\"products\"", "\"value\":\"XX-99\"");
  }

  private static final String SIDES =
      "\"a\":{\"system\":\"crude-retail\",\"code\":\"R10017\",\"name\":\"大庆石油\",\"taxNumber\":\"9123X\"},"
          + "\"b\":{\"system\":\"steel-contracts\",\"code\":\"K-0042\",\"name\":\"大庆石油销售\",\"taxNumber\":\"9123X\"},";

  @Test
  void crosswalk_showsPairsWithScoreAndReason() {
    node.answer(
        "GET /api/v1/mappings/crosswalk/candidates?document=customer&system=crude-retail&min=0.9",
        "{\"min\":0.9,\"compared\":20000,\"stored\":20400,\"rows\":[{"
            + SIDES
            + "\"score\":1.00,\"reason\":\"tax-number\"},{"
            + SIDES
            + "\"score\":0.91,\"reason\":\"name\"}]}");
    String[] command = {"mappings", "crosswalk", "--system", "crude-retail", "--min", "0.9"};

    assertThat(run(command)).isEqualTo(Exit.ATTENTION);

    assertThat(out.toString())
        .contains("R10017", "K-0042", "大庆石油销售", "same tax number 9123X", "similar name", "0.91")
        .contains("2 pairs of score 0.9 or more wait for a decision, among 20,000 compared")
        .contains("20,000 of 20,400 were compared");
    run(
        "mappings",
        "crosswalk",
        "candidates",
        "--system",
        "crude-retail",
        "--min",
        "0.9",
        "--lang",
        "zh");
    assertThat(out.toString()).contains("税号相同 9123X", "2 个相似度 0.9 及以上的配对待决定", "另一系统");
    node.answer(
        "GET /api/v1/mappings/crosswalk/candidates?document=item",
        "{\"min\":0.85,\"compared\":3,\"stored\":3,\"rows\":[]}");
    assertThat(run("mappings", "crosswalk", "--document", "item")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("no pair of score 0.85 or more is open among 3 compared");
  }

  @Test
  void crosswalkDecisions_areSentAndTold() {
    String pair = "{\"already\":%s,\"pair\":{\"by\":\"ann\"}}";
    node.answer("POST /api/v1/mappings/crosswalk/accept", pair.formatted(false));
    node.answer("POST /api/v1/mappings/crosswalk/refuse", pair.formatted(true));
    node.answer("POST /api/v1/mappings/crosswalk/withdraw", "{\"pairs\":[]}");
    node.answer(
        "GET /api/v1/mappings/crosswalk?document=customer",
        "{\"pairs\":[{\"systemA\":\"a\",\"codeA\":\"1\",\"systemB\":\"b\",\"codeB\":\"2\",\"state\":\"refused\","
            + "\"score\":null,\"by\":\"ann\",\"at\":\"2026-11-25T08:00:00Z\",\"note\":\"分公司\"}]}");

    assertThat(run("mappings", "crosswalk", "accept", "a", "1", "b", "2", "--note", "同章"))
        .isEqualTo(Exit.DONE);
    assertThat(run("mappings", "crosswalk", "refuse", "a", "1", "b", "3", "--document", "item"))
        .isEqualTo(Exit.DONE);
    assertThat(run("mappings", "crosswalk", "withdraw", "a", "1", "b", "2")).isEqualTo(Exit.DONE);
    assertThat(run("mappings", "crosswalk", "list")).isEqualTo(Exit.DONE);

    assertThat(node.asked.get(0))
        .contains(
            "\"document\":\"customer\"",
            "\"systemA\":\"a\"",
            "\"codeA\":\"1\"",
            "\"systemB\":\"b\"",
            "\"codeB\":\"2\"",
            "\"note\":\"同章\"");
    assertThat(node.asked.get(1)).contains("\"document\":\"item\"", "\"codeB\":\"3\"");
    assertThat(out.toString())
        .contains("1 of a is 2 of b; look-ups find it from the next batch on")
        .contains("ann has decided so before about 1 of a and 3 of b; nothing was changed")
        .contains("nothing is decided any more about 1 of a and 2 of b")
        .contains("refused", "分公司");
    assertThat(run("mappings", "crosswalk", "accept", "a", "1", "b")).isEqualTo(Exit.USAGE);
  }

  @Test
  void assignAndWithdraw_sayWhatTheyDid() {
    node.answer("POST /api/v1/mappings/worklist/assign", "{\"owner\":\"Li Na\"}");
    node.answer("POST /api/v1/mappings/codes/withdraw", "{\"codes\":[]}");
    assertThat(run("mappings", "worklist", "assign", "crude", "products", "X", "--owner", "Li Na"))
        .isEqualTo(Exit.DONE);
    assertThat(run("mappings", "worklist", "withdraw", "crude", "products", "X"))
        .isEqualTo(Exit.DONE);
    assertThat(out.toString())
        .contains("X in products of crude is looked after by Li Na")
        .contains("X in products of crude is unknown again");
    assertThat(node.asked.get(1)).contains("\"from\":null");
  }

  @Test
  void export_writesTheListOfTheFolder() throws IOException {
    Path lists = Files.createDirectories(home.resolve("systems/crude/codelists"));
    Files.writeString(
        lists.resolve("products.csv"), "source,canonical,name_en,name_zh\nA,P,oil,油\n");
    node.answer(
        "GET /api/v1/mappings/codes?system=crude",
        "{\"codes\":[{\"system\":\"crude\",\"list\":\"products\",\"value\":\"B\",\"canonical\":\"P\",\"from\":null,"
            + "\"owner\":\"\",\"note\":\"\",\"by\":\"cli\",\"at\":\"2026-01-01T00:00:00Z\",\"status\":\"in-force\"}]}");
    String dir = home.resolve("systems").toString();
    assertThat(run("mappings", "worklist", "export", "crude", "--dir", dir)).isEqualTo(Exit.DONE);
    assertThat(Files.readString(lists.resolve("products.csv"))).endsWith("\nB,P,oil,油\n");
    assertThat(out.toString()).contains("1 lines added, 0 were there", "B,P,oil,油");
    assertThat(run("mappings", "worklist", "export", "crud", "--dir", dir)).isEqualTo(Exit.USAGE);
  }

  /** A folder with one small mapping. */
  private String folder(String field) throws IOException {
    Path folder = home.resolve("systems/notes");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("system.yaml"),
        """
        apiVersion: pipemill/v1
        id: notes
        name: {en: Notes, zh: 便条}
        transport: jdbc
        jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/notes"}
        documents: {in: [item], out: []}
        """);
    Files.writeString(
        folder.resolve("item.in.yaml"),
        """
        apiVersion: pipemill/v1
        document: item/v1
        source: {table: GOODS, key: [CODE]}
        fields:
          %s: CODE
          description: NAME
          primaryUnit: {constant: t}
        """
            .formatted(field));
    return home.resolve("systems").toString();
  }

  private static final String TRIED =
      "{\"id\":\"r1\",\"state\":\"done\",\"examined\":9,\"total\":9,\"seconds\":0.5,\"perSecond\":18,\"result\":{"
          + "\"system\":\"notes\",\"complete\":true,\"html\":\"/x/try.html\",\"json\":\"/x/try.json\",\"documents\":[{"
          + "\"document\":\"item/v1\",\"file\":\"item.in.yaml\",\"version\":\"aa\",\"versionInForce\":\"bb\","
          + "\"examined\":9,\"unchanged\":4,\"changed\":2,\"newlyRejected\":2,\"purged\":1,"
          + "\"rejections\":[{\"code\":\"MAP-021\",\"field\":\"code\",\"message\":\"… is unknown\",\"documents\":2,"
          + "\"examples\":[{\"businessKey\":\"K7\",\"path\":\"code\",\"after\":\"Q\"}]}],"
          + "\"fields\":[{\"field\":\"description\",\"documents\":2,\"values\":3,"
          + "\"examples\":[{\"businessKey\":\"K1\",\"path\":\"description\",\"before\":\"油\",\"after\":\"oil\"}]}],"
          + "\"sums\":[{\"field\":\"lines.quantity\",\"unit\":\"t\",\"before\":10.50,\"after\":8,\"difference\":-2.50}],"
          + "\"dearest\":[{\"businessKey\":\"K1\",\"verdict\":\"changed\",\"moneyBefore\":{\"CNY\":7},\"moneyAfter\":{\"CNY\":8},"
          + "\"tonnesBefore\":1,\"tonnesAfter\":2,\"because\":\"description\"}]}]}}";

  @Test
  void mappingsTry_sendsTheFolderAndPrintsWhatWouldChange() throws IOException {
    node.answer("POST /api/v1/mappings/try", "{\"id\":\"r1\",\"state\":\"running\"}");
    node.answer("GET /api/v1/mappings/runs/r1?waitMs=500", TRIED);

    assertThat(
            run(
                "mappings",
                "try",
                "notes",
                "--from",
                "2026-01-01",
                "--systems-dir",
                folder("code")))
        .isEqualTo(Exit.ATTENTION);

    assertThat(node.asked.get(0))
        .contains("\"system\":\"notes\"", "\"from\":\"2026-01-01\"", "\"bundles\":[\"UEsD");
    assertThat(out.toString())
        .contains("tried version aa, in force bb", "newly rejected", "MAP-021", "K7: Q")
        .contains("油 → oil", "-2.5", "payload purged", "1 → 2", "/x/try.html")
        .contains("9 documents in 0.5 s (18/s)");
  }

  @Test
  void mappingsTry_asJsonIsTheResultAlone() throws IOException {
    node.answer("POST /api/v1/mappings/try", TRIED);
    assertThat(run("mappings", "try", "notes", "--json", "--systems-dir", folder("code")))
        .isEqualTo(Exit.ATTENTION);
    assertThat(JsonMapper.shared().readTree(out.toString()).path("system").asString())
        .isEqualTo("notes");
  }

  @Test
  void mappingsTryOfAFolderThatIsWrong_saysWhereAndAsksNobody() throws IOException {
    assertThat(run("mappings", "try", "notes", "--systems-dir", folder("cdoe")))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("notes/item.in.yaml:5: error", "cdoe", "nothing was tried");
    assertThat(run("mappings", "try", "nobody", "--systems-dir", folder("code")))
        .isEqualTo(Exit.USAGE);
    assertThat(run("mappings", "try", "notes", "--document", "x", "--systems-dir", folder("code")))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("no system nobody", "expected one of [item/v1]");
    assertThat(node.asked).isEmpty();
  }

  @Test
  void mappingsAffected_listsAndSaysWhatCannotBeTold() {
    node.answer(
        "POST /api/v1/mappings/affected",
        "{\"id\":\"r2\",\"state\":\"done\",\"examined\":50,\"seconds\":0.2,\"result\":{\"complete\":true,\"replayed\":false,"
            + "\"affected\":1,\"ok\":true,\"mappings\":[{\"system\":\"notes\",\"document\":\"item/v1\",\"purged\":3}],"
            + "\"documents\":[{\"id\":\"d1\",\"system\":\"notes\",\"document\":\"item/v1\",\"businessKey\":\"K1\","
            + "\"verdict\":\"newly-accepted\",\"status\":\"rejected\",\"message\":\"\"}]}}");
    assertThat(run("mappings", "affected", "notes", "--lang", "zh")).isEqualTo(Exit.ATTENTION);
    assertThat(node.asked.get(0)).contains("\"replay\":false", "\"system\":\"notes\"");
    assertThat(out.toString()).contains("d1", "K1", "现已正确", "3 张无法判断", "1 张单据受影响", "--replay");
  }

  @Test
  void mappingsAffectedWithReplay_printsEachOutcome() {
    String answer =
        "{\"id\":\"r3\",\"state\":\"done\",\"result\":{\"complete\":true,\"replayed\":true,\"dryRun\":false,"
            + "\"affected\":1,\"ok\":%s,\"outcomes\":{\"%s\":1},\"mappings\":[],\"documents\":[{\"id\":\"d1\",\"status\":\"held\","
            + "\"verdict\":\"changed\",\"replay\":{\"id\":\"d1\",\"outcome\":\"%s\",\"ok\":%s,\"message\":\"so it is\"}}]}}";
    node.answer(
        "POST /api/v1/mappings/affected", answer.formatted("true", "routed", "routed", "true"));
    assertThat(run("mappings", "affected", "--replay")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("sent again", "so it is", "sent again: 1");
    node.answer(
        "POST /api/v1/mappings/affected",
        answer.formatted("false", "impossible", "impossible", "false"));
    assertThat(run("mappings", "affected", "--replay")).isEqualTo(Exit.ATTENTION);
    node.answer(
        "POST /api/v1/mappings/affected",
        "{\"id\":\"r4\",\"state\":\"failed\",\"message\":\"the store is away\"}");
    assertThat(run("mappings", "affected")).isEqualTo(Exit.FAILED);
    assertThat(err.toString()).contains("run r4 failed: the store is away");
  }

  @Test
  void doctor_exitsByTheWorstAnswer() {
    node.answer(
        "GET /api/v1/doctor",
        "{\"checks\":[{\"component\":\"store\",\"level\":\"OK\",\"message\":\"fine\",\"facts\":{}},"
            + "{\"component\":\"oracle-ebs\",\"level\":\"WARN\",\"message\":\"simulated\",\"facts\":{\"mode\":\"SIMULATED\"}}]}");
    assertThat(run("doctor", "--lang", "zh")).isEqualTo(Exit.ATTENTION);
    assertThat(out.toString()).contains("组件", "警告", "mode=SIMULATED");
  }

  @Test
  void doctor_tellsTheWholeOfWhatToDo() {
    String advice = "say the zone its clock shows as jdbc.zone; ".repeat(4) + "END";
    node.answer(
        "GET /api/v1/doctor",
        "{\"checks\":[{\"component\":\"steel\",\"level\":\"FAIL\",\"message\":\""
            + advice
            + "\",\"facts\":{\"table\":\"STEEL\"}}]}");
    assertThat(run("doctor")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains(advice, "    table=STEEL");
  }

  @Test
  void timeline_showsTheWholeDetail() {
    String detail = "RETAIL_ORDER/ORDER_NO=LX20250901-00017 version 2025-09-01T00:01:00Z/17";
    node.answer(
        "GET /api/v1/timeline?key=X",
        "{\"events\":[{\"at\":\"2025-10-01T00:00:00Z\",\"system\":\"crude-retail\",\"document\":\"sales-order\",\"version\":1,\"stage\":\"received\",\"detail\":\""
            + detail
            + "\"}]}");
    assertThat(run("documents", "timeline", "X")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains(detail);
  }

  @Test
  void pileWithoutMoney_tellsTonnesOnly() {
    node.answer(
        "GET /api/v1/dead-letters?limit=1&system=a%20b&code=MAP-1",
        "{\"total\":7,\"money\":{},\"tonnes\":3.5,\"documents\":[{\"id\":\"d1\"}]}");
    assertThat(run("dead-letters", "list", "--limit", "1", "--system", "a b", "--code", "MAP-1"))
        .isEqualTo(Exit.ATTENTION);
    assertThat(out.toString()).contains("7 documents in the pile (1 listed), at risk: 3.5 t");
  }

  @Test
  void replayThatChoseNothing_saysSo() {
    node.answer("POST /api/v1/dead-letters/replay", "{\"dryRun\":false,\"results\":[]}");
    assertThat(run("dead-letters", "replay", "--code", "EBS-1")).isEqualTo(Exit.DONE);
    assertThat(out.toString().strip()).isEqualTo("none");
    assertThat(node.asked.get(0)).contains("\"code\":\"EBS-1\"", "\"all\":false");
  }

  @Test
  void nodeThatIsGone_isFailed() {
    node.close();
    assertThat(run("doctor")).isEqualTo(Exit.FAILED);
    assertThat(err.toString()).contains("no node answers");
  }

  @Test
  void refusal_isPrintedInTheNodesWords() {
    assertThat(run("documents", "show", "none")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("nothing there");
  }
}
