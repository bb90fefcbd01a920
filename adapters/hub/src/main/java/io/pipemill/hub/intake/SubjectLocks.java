package io.pipemill.hub.intake;

import io.pipemill.hub.intake.KnownVersions.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The version of a business object that a replay takes; in the caller's transaction. */
public final class SubjectLocks {

  private SubjectLocks() {}

  /**
   * Locks the business object and gives the version under which a document may be sent again.
   *
   * @param next whether it needs a new version because its old one was delivered
   * @return the version; or, if another document has a newer one, that version negated
   */
  public static long next(
      Connection connection,
      int flow,
      String businessKey,
      UUID document,
      long version,
      boolean next)
      throws SQLException {
    Subject last =
        KnownVersions.lockSubjects(connection, flow, List.of(businessKey)).get(businessKey);
    if (last != null
        && last.version() > version
        && last.document() != null
        && !last.document().equals(document)) {
      return -last.version();
    }
    long latest = last == null ? 0 : last.version();
    return next || version == 0 ? Math.max(latest, version) + 1 : version;
  }

  /** Takes the version that {@link #next} gave, in the same transaction. */
  public static void take(
      Connection connection,
      int flow,
      String businessKey,
      UUID document,
      long version,
      byte[] fingerprint)
      throws SQLException {
    Subject last =
        KnownVersions.lockSubjects(connection, flow, List.of(businessKey)).get(businessKey);
    long latest = last == null ? 0 : last.version();
    KnownVersions.saveSubjects(
        connection,
        flow,
        Map.of(businessKey, new Subject(Math.max(latest, version), fingerprint, document)));
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
