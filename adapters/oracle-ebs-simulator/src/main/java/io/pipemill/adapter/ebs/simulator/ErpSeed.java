package io.pipemill.adapter.ebs.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Reference and master data to put into the simulated ERP. Adding something twice does no harm:
 * what is there already stays as it is.
 */
public final class ErpSeed {
  final List<String> operatingUnits = new ArrayList<>();
  final List<String> orderSources = new ArrayList<>();
  final List<String> orderTypes = new ArrayList<>();
  final List<String[]> priceLists = new ArrayList<>();
  final List<String> terms = new ArrayList<>();
  final List<String> salespeople = new ArrayList<>();
  final List<String[]> units = new ArrayList<>();
  final List<String> currencies = new ArrayList<>();
  final List<String> territories = new ArrayList<>();
  final List<String> organizations = new ArrayList<>();
  final List<String[]> customers = new ArrayList<>();
  final List<String[]> items = new ArrayList<>();

  private ErpSeed() {}

  public static ErpSeed empty() {
    return new ErpSeed();
  }

  /**
   * What every test and the demo need: operating unit {@code Pipemill China}, organization {@code
   * M1}, order type {@code Standard}, price list {@code Corporate}, terms, profile class DEFAULT,
   * units, currencies and countries.
   */
  public static ErpSeed standard() {
    ErpSeed seed = new ErpSeed();
    seed.organization("M1").organization("M2").operatingUnit("Pipemill China");
    seed.orderType("Standard").orderType("Contract").orderType("Retail");
    seed.priceList("Corporate", "CNY");
    seed.term("IMMEDIATE").term("30 NET").term("60 NET");
    String[][] units = {
      {"TON", "Tonne", "Weight"},
      {"KG", "Kilogram", "Weight"},
      {"G", "Gram", "Weight"},
      {"LB", "Pound", "Weight"},
      {"L", "Litre", "Volume"},
      {"ML", "Millilitre", "Volume"},
      {"M3", "Cubic metre", "Volume"},
      {"KM3", "Thousand m3", "Volume"},
      {"BBL", "Barrel", "Volume"},
      {"GAL", "Gallon", "Volume"},
      {"EA", "Each", "Quantity"},
      {"SET", "Set", "Quantity"},
      {"BOX", "Box", "Quantity"},
      {"PK", "Package", "Quantity"},
      {"PR", "Pair", "Quantity"},
      {"DZ", "Dozen", "Quantity"},
      {"M", "Metre", "Length"},
      {"CM", "Centimetre", "Length"},
      {"MM", "Millimetre", "Length"},
      {"KM", "Kilometre", "Length"},
      {"M2", "Square metre", "Area"},
      {"HUR", "Hour", "Time"},
      {"DAY", "Day", "Time"},
      {"MTH", "Month", "Time"},
      {"YR", "Year", "Time"},
      {"KWH", "Kilowatt hour", "Energy"},
      {"MWH", "Megawatt hour", "Energy"},
      {"GJ", "Gigajoule", "Energy"}
    };
    for (String[] unit : units) {
      seed.unit(unit[0], unit[1], unit[2]);
    }
    for (String currency :
        "CNY USD EUR GBP HKD JPY RUB KZT DKK SEK NOK AUD NZD SGD CHF CAD INR BRL TRY PLN CZK"
            .split(" ")) {
      seed.currency(currency);
    }
    for (String country : java.util.Locale.getISOCountries()) {
      seed.territory(country);
    }
    return seed;
  }

  public ErpSeed operatingUnit(String name) {
    operatingUnits.add(name);
    return this;
  }

  /** An enabled order source. */
  public ErpSeed orderSource(String name) {
    orderSources.add(name);
    return this;
  }

  public ErpSeed orderType(String name) {
    orderTypes.add(name);
    return this;
  }

  public ErpSeed priceList(String name, String currency) {
    priceLists.add(new String[] {name, currency});
    return this;
  }

  public ErpSeed term(String name) {
    terms.add(name);
    return this;
  }

  public ErpSeed salesperson(String name) {
    salespeople.add(name);
    return this;
  }

  /**
   * @param code at most 3 characters
   */
  public ErpSeed unit(String code, String name, String unitClass) {
    units.add(new String[] {code, name, unitClass});
    return this;
  }

  public ErpSeed currency(String code) {
    currencies.add(code);
    return this;
  }

  public ErpSeed territory(String code) {
    territories.add(code);
    return this;
  }

  /** An inventory organization; the first one is the master organization of all. */
  public ErpSeed organization(String code) {
    organizations.add(code);
    return this;
  }

  /** A customer account without sites; the number is also its original system reference. */
  public ErpSeed customer(String number, String name) {
    customers.add(new String[] {number, name});
    return this;
  }

  /** An orderable item in the master organization. */
  public ErpSeed item(String segment1, String description, String unit) {
    items.add(new String[] {segment1, description, unit});
    return this;
  }
}
