package io.pipemill.hub.intake;

import io.pipemill.hub.intake.KnownVersions.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The version of a business object, claimed for a replay; in the caller's transaction. */
public final class SubjectLocks {

  private SubjectLocks() {}

  /**
   * Claims the version under which a document is sent again.
   *
   * @param next whether it needs a new version because its old one was delivered
   * @return the version; or, if another document has a newer one, that version negated
   */
  public static long claim(
      Connection connection,
      int flow,
      String businessKey,
      UUID document,
      long version,
      byte[] fingerprint,
      boolean next)
      throws SQLException {
    Map<String, Subject> subjects =
        KnownVersions.lockSubjects(connection, flow, List.of(businessKey));
    Subject last = subjects.get(businessKey);
    if (last != null
        && last.version() > version
        && last.document() != null
        && !last.document().equals(document)) {
      return -last.version();
    }
    long latest = last == null ? 0 : last.version();
    long claimed = next || version == 0 ? Math.max(latest, version) + 1 : version;
    KnownVersions.saveSubjects(
        connection,
        flow,
        Map.of(businessKey, new Subject(Math.max(latest, claimed), fingerprint, document)));
    return claimed;
  }

  /** Makes sure that a document can be found under its business key. */
  public static void addKey(Connection connection, UUID document, String businessKey)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into document_key (key_value, key_type, document_id) select ?, 'businessKey', ?"
                + " where not exists (select 1 from document_key where key_value = ? and document_id = ?)")) {
      insert.setString(1, businessKey);
      insert.setObject(2, document);
      insert.setString(3, businessKey);
      insert.setObject(4, document);
      insert.executeUpdate();
    }
  }
}
