package io.pipemill.demo;

import io.pipemill.adapter.ebs.simulator.ErpSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** All sample systems together: which there are, their data in two acts, and what is planted. */
public final class SampleSystems {
  /** The seed of the demo; every figure of the README follows from it. */
  public static final long SEED = 20_250_901L;

  private final CrudeRetailSample crude;
  private final SteelContractsSample steel;
  private final UblPartnersSample ubl;
  private final CrudeMonthlyReportSample monthly;
  private final CrudeWaterCutSample waterCut;
  private final CrudeMeteringSample metering;
  private final CrudePlanSample plans;
  private final Predicate<String> chosen;

  /** Opens a connection to a database of the embedded server. */
  @FunctionalInterface
  public interface Databases {
    Connection open(String database) throws SQLException;
  }

  /**
   * @param only ids of the systems that get data; empty for all
   */
  public SampleSystems(Set<String> only) {
    this(SEED, 3000, 1500, 40, only);
  }

  /**
   * @param seed same seed, same data
   * @param retailOrders orders of crude-retail
   * @param contracts of steel-contracts
   * @param files good orders of ubl-partners
   */
  public SampleSystems(long seed, int retailOrders, int contracts, int files, Set<String> only) {
    this.crude = new CrudeRetailSample(seed, retailOrders);
    this.steel = new SteelContractsSample(seed + 1, contracts);
    this.ubl = new UblPartnersSample(seed + 2, files);
    this.monthly = new CrudeMonthlyReportSample(seed + 3, 12);
    this.waterCut = new CrudeWaterCutSample(seed + 4, 10);
    this.metering = new CrudeMeteringSample(seed + 5, 5);
    this.plans = new CrudePlanSample(seed + 6, 3);
    this.chosen = system -> only.isEmpty() || only.contains(system);
  }

  /** The systems' tables without any data. */
  public void tables(Databases databases) throws SQLException {
    tables(databases, CrudeRetailSample.SYSTEM, "crude_retail", CrudeRetailSample.TABLES);
    tables(databases, SteelContractsSample.SYSTEM, "steel_contracts", SteelContractsSample.TABLES);
  }

  private void tables(Databases databases, String system, String database, String script)
      throws SQLException {
    if (chosen.test(system)) {
      try (Connection connection = databases.open(database)) {
        Acts.tables(connection, script);
      }
    }
  }

  /** What was there when Pipemill was connected. Done once for a home, whatever is asked. */
  public void firstAct(Databases databases, Path home) throws SQLException, IOException {
    if (chosen.test(CrudeRetailSample.SYSTEM)) {
      try (Connection connection = databases.open("crude_retail")) {
        crude.firstAct(connection);
      }
    }
    if (chosen.test(SteelContractsSample.SYSTEM)) {
      try (Connection connection = databases.open("steel_contracts")) {
        steel.firstAct(connection);
      }
    }
    if (chosen.test(UblPartnersSample.SYSTEM)) {
      ubl.drop(home.resolve("inbox").resolve(UblPartnersSample.SYSTEM));
    }
    if (chosen.test(CrudeMonthlyReportSample.SYSTEM)) {
      monthly.drop(home.resolve("inbox").resolve(CrudeMonthlyReportSample.SYSTEM));
    }
    if (chosen.test(CrudeWaterCutSample.SYSTEM)) {
      waterCut.drop(home.resolve("inbox").resolve(CrudeWaterCutSample.SYSTEM));
    }
    if (chosen.test(CrudeMeteringSample.SYSTEM)) {
      metering.drop(home.resolve("inbox").resolve(CrudeMeteringSample.SYSTEM));
    }
    if (chosen.test(CrudePlanSample.SYSTEM)) {
      plans.drop(home.resolve("inbox").resolve(CrudePlanSample.SYSTEM));
    }
  }

  /** What the clerks do afterwards: save again, change, cancel. Done once for a home. */
  public void secondAct(Databases databases) throws SQLException {
    if (chosen.test(CrudeRetailSample.SYSTEM)) {
      try (Connection connection = databases.open("crude_retail")) {
        crude.secondAct(connection);
      }
    }
    if (chosen.test(SteelContractsSample.SYSTEM)) {
      try (Connection connection = databases.open("steel_contracts")) {
        steel.secondAct(connection);
      }
    }
  }

  /** Everything planted in the chosen systems, of both acts. */
  public List<Planted> planted() {
    List<Planted> all = new ArrayList<>(crude.planted());
    all.addAll(steel.planted());
    all.addAll(ubl.planted());
    all.addAll(monthly.planted());
    all.addAll(waterCut.planted());
    all.addAll(metering.planted());
    all.addAll(plans.planted());
    return all.stream().filter(p -> chosen.test(p.system())).toList();
  }

  /**
   * The simulated ERP's set-up, and the masters it has from earlier.
   *
   * @param sources ids of the systems that send orders: each is an order source
   * @param masters whether customers and items of the samples are there
   */
  public ErpSeed erpSeed(Collection<String> sources, boolean masters) {
    ErpSeed seed = ErpSeed.standard();
    sources.forEach(seed::orderSource);
    if (masters) {
      crude.erpCustomers().forEach(c -> seed.customer(c.number(), c.name()));
      steel.erpMasters().customers().forEach(c -> seed.customer(c.number(), c.name()));
      crude.erpItems().forEach(i -> seed.item(i.number(), i.description(), "TON"));
      steel.erpMasters().items().forEach(i -> seed.item(i.number(), i.description(), "TON"));
    }
    return seed;
  }
}
