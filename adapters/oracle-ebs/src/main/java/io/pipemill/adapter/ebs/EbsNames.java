package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names whose ids the interface tables want and which change about once a year: enabled order
 * sources, operating units, organizations. Read once, and again when a name is not found.
 *
 * @param sources enabled OE_ORDER_SOURCES by name
 * @param units HR_OPERATING_UNITS by name
 * @param organizations MTL_PARAMETERS by code
 */
record EbsNames(
    Map<String, Long> sources, Map<String, Long> units, Map<String, Long> organizations) {

  static EbsNames read(Connection connection) throws SQLException {
    return new EbsNames(
        map(
            connection,
            "select name, order_source_id from oe_order_sources where enabled_flag = 'Y'"),
        map(connection, "select name, organization_id from hr_operating_units"),
        map(connection, "select organization_code, organization_id from mtl_parameters"));
  }

  /**
   * @throws AdapterException CONFIGURATION EBS-004 if the ERP has no such enabled source: every
   *     order of the system would fail
   */
  long orderSource(@Nullable String name) {
    Long id = name == null ? null : sources.get(name);
    if (id == null) {
      throw new UnknownName(
          "EBS-004",
          "ORDER_SOURCE: found "
              + name
              + ", expected an enabled name of OE_ORDER_SOURCES; set the source up in the ERP or"
              + " correct the code list");
    }
    return id;
  }

  /**
   * The operating unit of the settings.
   *
   * @throws AdapterException CONFIGURATION EBS-003 if the ERP has none of that name
   */
  long ownUnit(EbsConfig config) {
    Long id = units.get(config.operatingUnit());
    if (id == null) {
      throw new UnknownName(
          "EBS-003",
          "operatingUnit: '" + config.operatingUnit() + "' is not in HR_OPERATING_UNITS");
    }
    return id;
  }

  @Nullable Long operatingUnit(String name) {
    return units.get(name);
  }

  private static Map<String, Long> map(Connection connection, String sql) throws SQLException {
    Map<String, Long> map = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        map.put(rows.getString(1), rows.getLong(2));
      }
    }
    return map;
  }

  /** A name the ERP does not have; it may have been added since the names were read. */
  static final class UnknownName extends AdapterException {
    private static final long serialVersionUID = 1L;

    UnknownName(String code, String message) {
      super(code, ErrorKind.CONFIGURATION, message);
    }
  }
}
