package io.pipemill.control.workbook;

import java.util.List;

/**
 * A whole workbook in one language, ready to be drawn.
 *
 * @param facts label and value
 * @param versions the documents with their versions
 * @param findings what the check says against the mappings; empty if they are sound
 * @param statement what a signature means
 * @param signatures roles with room for name, date and signature
 * @param legend marks that occur, with their meaning
 */
record Book(
    String language,
    String title,
    String subtitle,
    List<Fact> facts,
    Sheet versions,
    List<String> findings,
    String statement,
    Sheet signatures,
    List<Legend> legend,
    List<Sheet> sheets,
    String coverName,
    String date) {

  record Fact(String label, String value) {}

  record Legend(Sheet.Mark mark, String meaning) {}
}
