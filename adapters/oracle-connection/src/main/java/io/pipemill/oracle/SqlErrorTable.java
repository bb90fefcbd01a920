package io.pipemill.oracle;

import static io.pipemill.adapter.AdapterException.Outcome.NOT_DONE;
import static io.pipemill.adapter.AdapterException.Outcome.UNKNOWN;
import static io.pipemill.adapter.ErrorKind.BUG;
import static io.pipemill.adapter.ErrorKind.CONFIGURATION;
import static io.pipemill.adapter.ErrorKind.REJECTED_CONTENT;
import static io.pipemill.adapter.ErrorKind.SPACE;
import static io.pipemill.adapter.ErrorKind.TARGET_REFUSED;
import static io.pipemill.adapter.ErrorKind.TRANSIENT;

import java.util.List;

/**
 * What vendor codes mean: the only place that knows. The first row that matches counts. While
 * connecting and before COMMIT every error means that nothing was kept; {@code atCommit} says what
 * is known afterwards, and is NOT_DONE only where the server itself says that it rolled back.
 *
 * <p>Sources: PostgreSQL manual, Appendix A "PostgreSQL Error Codes"; Oracle Database Error
 * Messages reference. Driver numbers 17nnn are those of the Oracle JDBC driver. Oracle rows are
 * unproven against a real database.
 */
final class SqlErrorTable {
  static final String CONNECTION_LOST = "SQL-001";
  static final String LOCK_WAIT = "SQL-011";
  static final String CANCELLED = "SQL-012";
  static final String DUPLICATE_KEY = "SQL-020";

  private SqlErrorTable() {}

  /** By SQLState: PostgreSQL, and the standard's classes on any engine. */
  static final List<SqlError> STATES =
      List.of(
          SqlError.of("SQL-002", "fate of the statement unknown", TRANSIENT, UNKNOWN, "40003"),
          SqlError.of(
              CONNECTION_LOST,
              "connection lost, refused or ended by the server",
              TRANSIENT,
              UNKNOWN,
              "08* 57P01 57P02 57P05 25P03 25P04"),
          SqlError.of("SQL-003", "server starting or stopping", TRANSIENT, UNKNOWN, "57P03"),
          SqlError.of("SQL-040", "database was dropped", CONFIGURATION, UNKNOWN, "57P04"),
          SqlError.of(
              "SQL-010",
              "deadlock or serialization conflict, rolled back",
              TRANSIENT,
              NOT_DONE,
              "40001 40P01 40000"),
          SqlError.of(LOCK_WAIT, "lock not available in time", TRANSIENT, NOT_DONE, "55P03"),
          SqlError.of(
              CANCELLED, "cancelled: statement timeout or operator", TRANSIENT, UNKNOWN, "57014"),
          SqlError.of(
              "SQL-013", "object in use or not in the right state", TRANSIENT, UNKNOWN, "55*"),
          SqlError.of(DUPLICATE_KEY, "duplicate key", REJECTED_CONTENT, NOT_DONE, "23505 23P01"),
          SqlError.of(
              "SQL-021",
              "reference to a row that is not there",
              REJECTED_CONTENT,
              NOT_DONE,
              "23503"),
          SqlError.of("SQL-022", "required value missing", REJECTED_CONTENT, NOT_DONE, "23502"),
          SqlError.of(
              "SQL-023",
              "a check of the table refuses the row",
              REJECTED_CONTENT,
              NOT_DONE,
              "23* 44*"),
          SqlError.of(
              "SQL-024",
              "value does not fit its column (length, range, format)",
              REJECTED_CONTENT,
              NOT_DONE,
              "22*"),
          SqlError.of(
              "SQL-025", "refused by the target's own rule", TARGET_REFUSED, NOT_DONE, "P0001"),
          SqlError.of("SQL-030", "no room on disk", SPACE, UNKNOWN, "53100 58030"),
          SqlError.of("SQL-031", "out of memory or of connections", SPACE, UNKNOWN, "53*"),
          SqlError.of(
              "SQL-041", "log-in refused: wrong user or password", CONFIGURATION, UNKNOWN, "28*"),
          SqlError.of(
              "SQL-042", "no such database or schema", CONFIGURATION, UNKNOWN, "3D000 3F000"),
          SqlError.of("SQL-043", "privilege missing", CONFIGURATION, UNKNOWN, "42501"),
          SqlError.of(
              "SQL-044",
              "table, column or function not there, or of another type",
              CONFIGURATION,
              UNKNOWN,
              "42P01 42703 42883 42704 42804 42P10 42846 0A000"),
          SqlError.of("SQL-045", "database is read only", TRANSIENT, NOT_DONE, "25006"),
          SqlError.of(
              "SQL-050", "SQL of ours is wrong", BUG, NOT_DONE, "42* 25P02 25* 26* 34* 24*"),
          SqlError.of(
              "SQL-051", "internal error of the server", TRANSIENT, UNKNOWN, "XX* 58* 54*"));

  /** By Oracle number; rows A–G of design RAC. */
  static final List<SqlError> ORACLE =
      List.of(
          SqlError.of(
              CONNECTION_LOST,
              "connection lost or killed",
              TRANSIENT,
              UNKNOWN,
              "3113 3114 1092 28 31 45 603 17002 17008 17410 17800 17820 17822-17826 17902-17907 3135"
                  + " 12153 12537 12547 12570 12571 12583 1012 2396 2399 25401-25409"),
          SqlError.of(
              "SQL-003",
              "instance starting or stopping",
              TRANSIENT,
              UNKNOWN,
              "1033 1034 1089 1090 12757"),
          SqlError.of(
              "SQL-004",
              "service or listener not reached",
              TRANSIENT,
              UNKNOWN,
              "12505 12514 12516 12518-12521 12526-12529 12541 12545 12560 12564 12170 29"),
          SqlError.of(
              "SQL-010", "deadlock or serialization conflict", TRANSIENT, NOT_DONE, "60 8177"),
          SqlError.of(
              LOCK_WAIT, "lock not available in time", TRANSIENT, NOT_DONE, "54 30006 2049"),
          SqlError.of(CANCELLED, "cancelled by our own timeout", TRANSIENT, UNKNOWN, "1013"),
          SqlError.of("SQL-014", "distributed transaction in doubt", TRANSIENT, UNKNOWN, "2054"),
          SqlError.of(
              "SQL-015",
              "package state discarded, snapshot too old",
              TRANSIENT,
              UNKNOWN,
              "4061 4065 4068 1555 12801"),
          SqlError.of("SQL-016", "limit of sessions or processes", TRANSIENT, UNKNOWN, "18 20"),
          SqlError.of(DUPLICATE_KEY, "duplicate key", REJECTED_CONTENT, NOT_DONE, "1"),
          SqlError.of(
              "SQL-021",
              "reference to a row that is not there",
              REJECTED_CONTENT,
              NOT_DONE,
              "2291 2292"),
          SqlError.of("SQL-022", "required value missing", REJECTED_CONTENT, NOT_DONE, "1400 1407"),
          SqlError.of(
              "SQL-023",
              "a check of the table refuses the row",
              REJECTED_CONTENT,
              NOT_DONE,
              "2290 2091"),
          SqlError.of(
              "SQL-024",
              "value does not fit its column (length, range, format)",
              REJECTED_CONTENT,
              NOT_DONE,
              "12899 1438 1401 1722 1858 1861 1830 1839-1847"),
          SqlError.of(
              "SQL-025",
              "refused by the target's own rule",
              TARGET_REFUSED,
              NOT_DONE,
              "20000-20999"),
          SqlError.of("SQL-030", "no room", SPACE, UNKNOWN, "257 1536 1650-1655 1688 1691 30036"),
          SqlError.of("SQL-031", "out of memory", SPACE, UNKNOWN, "4030 4031"),
          SqlError.of(
              "SQL-041",
              "log-in refused: wrong user or password, or locked; one attempt only",
              CONFIGURATION,
              UNKNOWN,
              "1017 28000 28001 1005"),
          SqlError.of("SQL-043", "privilege missing", CONFIGURATION, UNKNOWN, "1031 1045"),
          SqlError.of(
              "SQL-044",
              "table, column or type not there",
              CONFIGURATION,
              UNKNOWN,
              "904 942 4043 6550 6553"),
          SqlError.of("SQL-045", "database is read only", TRANSIENT, NOT_DONE, "16000 1552"),
          SqlError.of("SQL-050", "SQL of ours is wrong", BUG, NOT_DONE, "900-999"),
          SqlError.of("SQL-051", "internal error of the server", TRANSIENT, UNKNOWN, "600 7445"));

  /** What no row knows: never assumed to be harmless in COMMIT. */
  static final SqlError UNLISTED =
      SqlError.of("SQL-099", "error without a row in our table", BUG, UNKNOWN, "-");
}
