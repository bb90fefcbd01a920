package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Settings of a target, from {@code system.yaml: oracle-ebs:}; the connection's own (user,
 * password, poolSize, timeouts) are read by {@link io.pipemill.oracle.Pools}.
 *
 * @param url JDBC address
 * @param operatingUnit HR_OPERATING_UNITS.NAME used where a record names none
 * @param organization inventory organization code of items without one
 * @param language language of ERP messages; others follow if it has none
 * @param instances Order Import's number of instances; 0 imports inline
 * @param requestTimeout a request running longer is reported by check()
 * @param resubmissions how often a lost or crashed request is submitted again
 * @param profileClass customer profile class of new customers
 * @param book whether orders are booked unless the mapping says otherwise
 * @param cancelReason CHANGE_REASON of cancellations and changed lines
 * @param applicationUser FND_USER the requests run as
 * @param responsibility responsibility the requests run under
 * @param userId FND_USER.USER_ID written into the WHO columns
 * @param widthInBytes whether VARCHAR2(n) counts bytes (EBS on Oracle) or characters
 * @param portable true to use no PostgreSQL extension (always so on Oracle)
 * @param zone time zone of the database's dates
 */
record EbsConfig(
    String url,
    String operatingUnit,
    String organization,
    String language,
    int instances,
    Duration requestTimeout,
    int resubmissions,
    String profileClass,
    boolean book,
    String cancelReason,
    String applicationUser,
    String responsibility,
    long userId,
    boolean widthInBytes,
    boolean portable,
    ZoneId zone) {

  /** Reads and verifies the settings; every problem is reported at once. */
  static EbsConfig of(Settings settings) {
    String url = settings.text("url", "");
    boolean oracle = url.startsWith("jdbc:oracle:");
    String dialect = settings.choice("dialect", "own", List.of("own", "portable"));
    EbsConfig config =
        new EbsConfig(
            url,
            settings.required("operatingUnit"),
            settings.required("organization"),
            settings.text("language", "US"),
            settings.integer("instances", 0, 0, 64),
            settings.duration("requestTimeout", Duration.ofMinutes(10)),
            settings.integer("resubmissions", 3, 0, 100),
            settings.text("profileClass", "DEFAULT"),
            settings.flag("book", true),
            settings.text("cancelReason", "CANCEL"),
            settings.text("applicationUser", "SYSADMIN"),
            settings.text("responsibility", "PIPEMILL"),
            settings.integer("userId", 0, 0, Integer.MAX_VALUE),
            settings
                .choice("lengthSemantics", oracle ? "byte" : "char", List.of("byte", "char"))
                .equals("byte"),
            oracle || dialect.equals("portable"),
            zone(settings.text("timeZone", "Asia/Shanghai"), settings));
    settings.verify();
    return config;
  }

  private static ZoneId zone(String name, Settings settings) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      settings.choice("timeZone", "", List.of("a zone as Asia/Shanghai"));
      return ZoneId.of("UTC");
    }
  }
}
