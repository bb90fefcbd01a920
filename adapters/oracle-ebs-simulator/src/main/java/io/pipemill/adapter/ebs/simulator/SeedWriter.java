package io.pipemill.adapter.ebs.simulator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an {@link ErpSeed}, one statement per kind. */
final class SeedWriter {
  private final Connection connection;

  SeedWriter(Connection connection) {
    this.connection = connection;
  }

  void write(ErpSeed seed) throws SQLException {
    names(
        "insert into mtl_parameters (organization_id, organization_code, master_organization_id)"
            + " select 200 + k, n, coalesce((select min(organization_id) from mtl_parameters), 201)"
            + " from (select x.n, x.k + (select count(*) from mtl_parameters) as k from unnest(?)"
            + " with ordinality x(n, k) where not exists (select from mtl_parameters p where"
            + " p.organization_code = x.n)) y",
        seed.organizations);
    names(
        "insert into hr_operating_units (organization_id, business_group_id, name, date_from)"
            + " select 80 + k, 0, n, '2000-01-01' from (select x.n, x.k + (select count(*) from"
            + " hr_operating_units) as k from unnest(?) with ordinality x(n, k)"
            + " where not exists (select from hr_operating_units p where p.name = x.n)) y",
        seed.operatingUnits);
    run(
        "insert into oe_sys_parameters_all (sys_parameter_id, org_id, parameter_code,"
            + " parameter_value) select organization_id, organization_id,"
            + " 'MASTER_ORGANIZATION_ID', (select min(organization_id)::text from mtl_parameters)"
            + " from hr_operating_units u where not exists (select from oe_sys_parameters_all p"
            + " where p.org_id = u.organization_id)");
    names(
        "insert into oe_order_sources (order_source_id, name, enabled_flag) select 1000 + k, n, 'Y'"
            + " from (select x.n, x.k + (select count(*) from oe_order_sources) as k from"
            + " unnest(?) with ordinality x(n, k) where not exists (select from oe_order_sources"
            + " p where p.name = x.n)) y",
        seed.orderSources);
    names(
        "with x as (select n, 1100 + k + (select count(*) from oe_transaction_types_all) as id from"
            + " unnest(?) with ordinality x(n, k) where not exists (select from"
            + " oe_transaction_types_tl t where t.name = x.n)), b as (insert into"
            + " oe_transaction_types_all (transaction_type_id, transaction_type_code,"
            + " order_category_code) select id, 'ORDER', 'ORDER' from x) insert into"
            + " oe_transaction_types_tl (transaction_type_id, language, source_lang, name)"
            + " select id, 'US', 'US', n from x",
        seed.orderTypes);
    pairs(
        "with x as (select n, c, 6000 + k + (select count(*) from qp_list_headers_b) as id from"
            + " unnest(?, ?) with ordinality x(n, c, k) where not exists (select from"
            + " qp_list_headers_tl t where t.name = x.n)), b as (insert into qp_list_headers_b"
            + " (list_header_id, list_type_code, currency_code, active_flag) select id, 'PRL', c,"
            + " 'Y' from x) insert into qp_list_headers_tl (list_header_id, language,"
            + " source_lang, name) select id, 'US', 'US', n from x",
        seed.priceLists);
    names(
        "with x as (select n, 4 + k + (select count(*) from ra_terms_b) as id from unnest(?)"
            + " with ordinality x(n, k) where not exists (select from ra_terms_tl t where t.name ="
            + " x.n)), b as (insert into ra_terms_b (term_id, base_amount, in_use) select id, 100,"
            + " 'Y' from x) insert into ra_terms_tl (term_id, language, source_lang, name) select"
            + " id, 'US', 'US', n from x",
        seed.terms);
    names(
        "insert into jtf_rs_salesreps (salesrep_id, salesrep_number, name, status, org_id) select"
            + " 100000 + k, (1000 + k)::text, n, 'A', (select min(organization_id) from"
            + " hr_operating_units) from (select x.n, x.k + (select count(*) from"
            + " jtf_rs_salesreps) as k from unnest(?) with ordinality x(n, k) where not exists"
            + " (select from jtf_rs_salesreps p where p.name = x.n)) y",
        seed.salespeople);
    triples(
        "insert into mtl_units_of_measure_tl (uom_code, unit_of_measure, uom_class, base_uom_flag,"
            + " language, source_lang) select c, n, k, 'N', 'US', 'US' from unnest(?, ?, ?)"
            + " x(c, n, k) on conflict do nothing",
        seed.units);
    names(
        "insert into fnd_currencies (currency_code, enabled_flag, precision) select n, 'Y', 2 from"
            + " unnest(?) x(n) on conflict do nothing",
        seed.currencies);
    names(
        "insert into fnd_territories (territory_code) select n from unnest(?) x(n) on conflict do"
            + " nothing",
        seed.territories);
    run(
        "insert into hz_cust_profile_classes (profile_class_id, name, status) values (0, 'DEFAULT',"
            + " 'A') on conflict do nothing");
    pairs(
        "with x as (select c, n, nextval('hz_parties_s') as party, nextval('hz_cust_accounts_s') as"
            + " account from unnest(?, ?) x(c, n) where not exists (select from"
            + " hz_cust_accounts a where a.account_number = x.c)), p as (insert into hz_parties"
            + " (party_id, party_number, party_name, party_type, orig_system_reference, status)"
            + " select party, party::text, n, 'ORGANIZATION', c, 'A' from x) insert into"
            + " hz_cust_accounts (cust_account_id, party_id, account_number,"
            + " orig_system_reference, status) select account, party, c, c, 'A' from x",
        seed.customers);
    triples(
        "with x as (select c, d, u, nextval('mtl_system_items_b_s') as id, (select"
            + " min(organization_id) from mtl_parameters) as org from unnest(?, ?, ?) x(c, d, u)"
            + " where not exists (select from mtl_system_items_b b where b.segment1 = x.c)), t as"
            + " (insert into mtl_system_items_tl (inventory_item_id, organization_id, language,"
            + " source_lang, description) select id, org, 'US', 'US', d from x) insert into"
            + " mtl_system_items_b (inventory_item_id, organization_id, segment1, description,"
            + " primary_uom_code, primary_unit_of_measure, inventory_item_status_code,"
            + " enabled_flag, customer_order_enabled_flag) select id, org, c, d, u, (select"
            + " min(unit_of_measure) from mtl_units_of_measure_tl m where m.uom_code = u),"
            + " 'Active', 'Y', 'Y' from x",
        seed.items);
  }

  private void run(String sql, @Nullable String[]... columns) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", columns[i]));
      }
      statement.executeUpdate();
    }
  }

  private void names(String sql, List<String> names) throws SQLException {
    if (!names.isEmpty()) {
      run(sql, names.toArray(String[]::new));
    }
  }

  private void pairs(String sql, List<String[]> rows) throws SQLException {
    if (!rows.isEmpty()) {
      run(sql, column(rows, 0), column(rows, 1));
    }
  }

  private void triples(String sql, List<String[]> rows) throws SQLException {
    if (!rows.isEmpty()) {
      run(sql, column(rows, 0), column(rows, 1), column(rows, 2));
    }
  }

  private static String[] column(List<String[]> rows, int index) {
    return rows.stream().map(row -> row[index]).toArray(String[]::new);
  }
}
