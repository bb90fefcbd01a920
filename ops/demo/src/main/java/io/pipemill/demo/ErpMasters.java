package io.pipemill.demo;

import java.util.List;

/**
 * What the simulated ERP knows before the first document arrives.
 *
 * @param customers by their account number
 * @param items by their item number
 */
public record ErpMasters(List<Customer> customers, List<Item> items) {

  public record Customer(String number, String name) {}

  /**
   * @param unit UCUM code of the primary unit
   */
  public record Item(String number, String description, String unit) {}
}
