package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.oracle.Engine;
import io.pipemill.oracle.OutcomeLedger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.sourceforge.pmd.lang.LanguageProcessor;
import net.sourceforge.pmd.lang.LanguageProcessorRegistry;
import net.sourceforge.pmd.lang.ast.ParseException;
import net.sourceforge.pmd.lang.ast.Parser.ParserTask;
import net.sourceforge.pmd.lang.ast.RootNode;
import net.sourceforge.pmd.lang.ast.SemanticErrorReporter;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.plsql.PLSQLLanguageModule;
import org.junit.jupiter.api.Test;

/** The PL/SQL shipped for Oracle is at least well-formed; running it is unproven without Oracle. */
class OraclePackageTest {

  @Test
  void packageSpecificationAndBody_parse() throws Exception {
    assertThat(parse(text("pipemill_ebs.pks")).getNumChildren()).isPositive();
    assertThat(parse(text("pipemill_ebs.pkb")).getNumChildren()).isPositive();
  }

  @Test
  void brokenPackage_isFoundByTheSameParser() throws Exception {
    String broken = text("pipemill_ebs.pkb").replace("end loop;", "end;");
    assertThatThrownBy(() -> parse(broken)).isInstanceOf(ParseException.class);
  }

  @Test
  void grants_showTheTablesAsTheLedgerWouldMakeThem() throws Exception {
    assertThat(text("grants.sql")).contains(new OutcomeLedger(Engine.ORACLE, null).ddl());
  }

  private static RootNode parse(String text) throws Exception {
    PLSQLLanguageModule language = PLSQLLanguageModule.getInstance();
    try (LanguageProcessor processor = language.createProcessor(language.newPropertyBundle());
        TextDocument document = TextDocument.readOnlyString(text, language.getDefaultVersion())) {
      return processor
          .services()
          .getParser()
          .parse(
              new ParserTask(
                  document,
                  SemanticErrorReporter.noop(),
                  LanguageProcessorRegistry.singleton(processor)));
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OraclePackageTest.class.getResourceAsStream("/oracle/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
