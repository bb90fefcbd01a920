-- Customer Interface (RACUST) and Item Import (INCOIN), set-based.
-- Codes of INTERFACE_STATUS as published for RACUST: A1 A2 A3 A4 A5 B1 B2 B3 B4 B5 B7 B9 B0 C1 C2 X; a1 and S1 are this simulator's for a missing profile and name.
create function pipemill_sim_open_customers() returns void language plpgsql as $$
begin
  if to_regclass('pg_temp.pipemill_sim_customer') is null then
    create temp table pipemill_sim_customer (ref varchar(240), cust_account_id numeric(15), party_id numeric(15), fresh boolean, failed boolean default false) on commit delete rows;
    create index pipemill_sim_customer_n1 on pipemill_sim_customer (ref);
    create temp table pipemill_sim_address (
      ref varchar(240), address_ref varchar(240), org_id numeric(15), cust_acct_site_id numeric(15), location_id numeric(15), party_site_id numeric(15), fresh boolean)
      on commit delete rows;
    create index pipemill_sim_address_n1 on pipemill_sim_address (ref, address_ref);
  end if;
end $$;

create function pipemill_sim_stamp_customers(p_request numeric) returns bigint language plpgsql as $$
declare stamped bigint;
begin
  with taken as (
    select c.ctid as tid from ra_customers_interface_all c where c.request_id is null and c.interface_status is null and coalesce(c.validated_flag, 'N') <> 'Y' for update skip locked)
  update ra_customers_interface_all c set request_id = p_request from taken t where c.ctid = t.tid;
  get diagnostics stamped = row_count;
  update ra_customer_profiles_int_all p set request_id = p_request where p.request_id is null and p.interface_status is null
    and exists (select from ra_customers_interface_all c where c.request_id = p_request and c.orig_system_customer_ref = p.orig_system_customer_ref);
  update ra_contact_phones_int_all p set request_id = p_request where p.request_id is null and p.interface_status is null
    and exists (select from ra_customers_interface_all c where c.request_id = p_request and c.orig_system_customer_ref = p.orig_system_customer_ref);
  return stamped;
end $$;

create function pipemill_sim_import_customers(p_request numeric, p_keep boolean, out processed bigint, out failed bigint) language plpgsql as $$
declare stamp timestamp(0) := localtimestamp;
begin
  perform pipemill_sim_open_customers();
  insert into pipemill_sim_customer (ref, cust_account_id, party_id, fresh)
    select x.ref, coalesce(a.cust_account_id, nextval('hz_cust_accounts_s')), coalesce(a.party_id, nextval('hz_parties_s')), a.cust_account_id is null
    from (select distinct orig_system_customer_ref as ref from ra_customers_interface_all where request_id = p_request and orig_system_customer_ref is not null) x
    left join hz_cust_accounts a on a.orig_system_reference = x.ref;

  update ra_customers_interface_all i set interface_status = x.codes
    from (
      select r.ctid as tid, nullif(array_to_string(array[
        case when coalesce(r.insert_update_flag, ' ') not in ('I', 'U') then 'X' end,
        case when r.orig_system_customer_ref is null or r.customer_name is null then 'S1' end,
        case when r.insert_update_flag = 'U' and w.fresh then 'A1' end,
        case when r.insert_update_flag = 'U' and r.orig_system_address_ref is not null and s.cust_acct_site_id is null then 'A2' end,
        case when r.insert_update_flag = 'I' and not w.fresh and r.orig_system_address_ref is null then 'A3' end,
        case when r.insert_update_flag = 'I' and r.orig_system_address_ref is not null and u.site_use_id is not null then 'A4' end,
        case when exists (select from hz_cust_accounts o where o.account_number = r.customer_number and o.orig_system_reference is distinct from r.orig_system_customer_ref) then 'A5' end,
        case when r.orig_system_address_ref is null and (r.address1 is not null or r.site_use_code is not null) then 'B1' end,
        case when r.orig_system_address_ref is not null and r.address1 is null then 'B2' end,
        case when r.orig_system_address_ref is not null and r.country is null then 'B3' end,
        case when r.orig_system_address_ref is not null and r.insert_update_flag = 'I' and r.site_use_code is null then 'B4' end,
        case when r.orig_system_address_ref is not null and r.insert_update_flag = 'I' and r.primary_site_use_flag is null then 'B5' end,
        case when r.site_use_code is not null and r.site_use_code not in ('BILL_TO', 'SHIP_TO') then 'B0' end,
        case when r.country is not null and not exists (select from fnd_territories t where t.territory_code = r.country) then 'B9' end,
        case when min(r.customer_name) over o <> max(r.customer_name) over o then 'C1' end,
        case when min(r.customer_number) over o <> max(r.customer_number) over o then 'C2' end,
        case when r.insert_update_flag = 'I' and w.fresh and not exists (
          select from ra_customer_profiles_int_all p where p.orig_system_customer_ref = r.orig_system_customer_ref and p.request_id = p_request) then 'a1' end], ','), '') as codes
      from ra_customers_interface_all r
      left join pipemill_sim_customer w on w.ref = r.orig_system_customer_ref
      left join hz_cust_acct_sites_all s on not w.fresh and s.cust_account_id = w.cust_account_id and s.orig_system_reference = r.orig_system_address_ref and s.org_id = r.org_id
      left join hz_cust_site_uses_all u on u.cust_acct_site_id = s.cust_acct_site_id and u.site_use_code = r.site_use_code
      where r.request_id = p_request window o as (partition by r.orig_system_customer_ref)) x
    where i.ctid = x.tid and x.codes is not null;
  update ra_customer_profiles_int_all p set interface_status = 'B7'
    where p.request_id = p_request and not exists (select from hz_cust_profile_classes c where c.name = p.customer_profile_class_name);
  update pipemill_sim_customer w set failed = true where (
    exists (select from ra_customers_interface_all i where i.request_id = p_request and i.orig_system_customer_ref = w.ref and i.interface_status is not null)
    or exists (select from ra_customer_profiles_int_all i where i.request_id = p_request and i.orig_system_customer_ref = w.ref and i.interface_status is not null));

  -- customers: one row of the interface stands for the customer (all of them say the same, or C1/C2 would have refused it)
  insert into hz_parties (party_id, party_number, party_name, party_type, orig_system_reference, organization_name_phonetic, category_code, tax_reference, status,
      creation_date, created_by, last_update_date, last_updated_by, request_id)
    select w.party_id, w.party_id::text, i.customer_name, case when i.person_flag = 'Y' then 'PERSON' else 'ORGANIZATION' end, w.ref, i.customer_name_phonetic,
      i.customer_category_code, i.cust_tax_reference, 'A', stamp, 0, stamp, 0, p_request
    from pipemill_sim_customer w join lateral (
      select * from ra_customers_interface_all r where r.request_id = p_request and r.orig_system_customer_ref = w.ref order by r.orig_system_address_ref nulls first limit 1) i on true
    where w.fresh and not w.failed;
  insert into hz_cust_accounts (cust_account_id, party_id, account_number, orig_system_reference, status, customer_type, customer_class_code, account_name,
      creation_date, created_by, last_update_date, last_updated_by, request_id,
      attribute1, attribute2, attribute3, attribute4, attribute5, attribute6, attribute7, attribute8, attribute9, attribute10, attribute11,
      attribute12, attribute13, attribute14, attribute15)
    select w.cust_account_id, w.party_id, coalesce(i.customer_number, w.cust_account_id::text), w.ref, coalesce(i.customer_status, 'A'), i.customer_type, i.customer_class_code,
      null, stamp, 0, stamp, 0, p_request,
      i.customer_attribute1, i.customer_attribute2, i.customer_attribute3, i.customer_attribute4, i.customer_attribute5, i.customer_attribute6,
      i.customer_attribute7, i.customer_attribute8, i.customer_attribute9, i.customer_attribute10, i.customer_attribute11, i.customer_attribute12,
      i.customer_attribute13, i.customer_attribute14, i.customer_attribute15
    from pipemill_sim_customer w join lateral (
      select * from ra_customers_interface_all r where r.request_id = p_request and r.orig_system_customer_ref = w.ref order by r.orig_system_address_ref nulls first limit 1) i on true
    where w.fresh and not w.failed;
  insert into hz_customer_profiles (cust_account_profile_id, cust_account_id, profile_class_id, standard_terms, status, creation_date, created_by, last_update_date, last_updated_by, request_id)
    select nextval('hz_cust_sites_s'), w.cust_account_id, c.profile_class_id, t.term_id, 'A', stamp, 0, stamp, 0, p_request
    from pipemill_sim_customer w join ra_customer_profiles_int_all p on p.request_id = p_request and p.orig_system_customer_ref = w.ref
    join hz_cust_profile_classes c on c.name = p.customer_profile_class_name left join ra_terms_tl t on t.name = p.standard_term_name and t.language = 'US'
    where w.fresh and not w.failed;
  update hz_parties b set party_name = i.customer_name, organization_name_phonetic = coalesce(i.customer_name_phonetic, b.organization_name_phonetic),
      category_code = coalesce(i.customer_category_code, b.category_code), tax_reference = coalesce(i.cust_tax_reference, b.tax_reference), last_update_date = stamp, request_id = p_request
    from pipemill_sim_customer w join ra_customers_interface_all i on i.request_id = p_request and i.orig_system_customer_ref = w.ref
    where not w.fresh and not w.failed and i.insert_update_flag = 'U' and i.orig_system_address_ref is null and b.party_id = w.party_id;
  update hz_cust_accounts b set status = coalesce(i.customer_status, b.status), customer_type = coalesce(i.customer_type, b.customer_type),
      customer_class_code = coalesce(i.customer_class_code, b.customer_class_code), last_update_date = stamp, request_id = p_request,
      attribute1 = coalesce(i.customer_attribute1, b.attribute1), attribute2 = coalesce(i.customer_attribute2, b.attribute2),
      attribute3 = coalesce(i.customer_attribute3, b.attribute3), attribute4 = coalesce(i.customer_attribute4, b.attribute4),
      attribute5 = coalesce(i.customer_attribute5, b.attribute5), attribute6 = coalesce(i.customer_attribute6, b.attribute6),
      attribute7 = coalesce(i.customer_attribute7, b.attribute7), attribute8 = coalesce(i.customer_attribute8, b.attribute8),
      attribute9 = coalesce(i.customer_attribute9, b.attribute9), attribute10 = coalesce(i.customer_attribute10, b.attribute10),
      attribute11 = coalesce(i.customer_attribute11, b.attribute11), attribute12 = coalesce(i.customer_attribute12, b.attribute12),
      attribute13 = coalesce(i.customer_attribute13, b.attribute13), attribute14 = coalesce(i.customer_attribute14, b.attribute14),
      attribute15 = coalesce(i.customer_attribute15, b.attribute15)
    from pipemill_sim_customer w join ra_customers_interface_all i on i.request_id = p_request and i.orig_system_customer_ref = w.ref
    where not w.fresh and not w.failed and i.insert_update_flag = 'U' and i.orig_system_address_ref is null and b.cust_account_id = w.cust_account_id;

  -- addresses: a site once per address, a site use per row
  insert into pipemill_sim_address (ref, address_ref, org_id, cust_acct_site_id, location_id, party_site_id, fresh)
    select x.ref, x.address_ref, x.org_id, coalesce(s.cust_acct_site_id, nextval('hz_cust_sites_s')), coalesce(ps.location_id, nextval('hz_cust_sites_s')),
      coalesce(s.party_site_id, nextval('hz_cust_sites_s')), s.cust_acct_site_id is null
    from (
      select distinct w.ref, i.orig_system_address_ref as address_ref, i.org_id, w.cust_account_id from ra_customers_interface_all i
      join pipemill_sim_customer w on w.ref = i.orig_system_customer_ref and not w.failed
      where i.request_id = p_request and i.orig_system_address_ref is not null) x
    left join hz_cust_acct_sites_all s on s.cust_account_id = x.cust_account_id and s.orig_system_reference = x.address_ref and s.org_id = x.org_id
    left join hz_party_sites ps on ps.party_site_id = s.party_site_id;
  insert into hz_locations (location_id, orig_system_reference, country, address1, address2, address3, address4, city, postal_code, state, province, county,
      creation_date, created_by, last_update_date, last_updated_by, request_id)
    select a.location_id, a.address_ref, i.country, i.address1, i.address2, i.address3, i.address4, i.city, i.postal_code, i.state, i.province, i.county, stamp, 0, stamp, 0, p_request
    from pipemill_sim_address a join lateral (
      select * from ra_customers_interface_all r where r.request_id = p_request and r.orig_system_customer_ref = a.ref and r.orig_system_address_ref = a.address_ref limit 1) i on true
    where a.fresh;
  insert into hz_party_sites (party_site_id, party_id, location_id, party_site_number, status, identifying_address_flag, creation_date, created_by, last_update_date, last_updated_by, request_id)
    select a.party_site_id, w.party_id, a.location_id, a.party_site_id::text, 'A', 'N', stamp, 0, stamp, 0, p_request
    from pipemill_sim_address a join pipemill_sim_customer w on w.ref = a.ref where a.fresh;
  insert into hz_cust_acct_sites_all (cust_acct_site_id, cust_account_id, party_site_id, orig_system_reference, status, org_id, bill_to_flag, ship_to_flag,
      creation_date, created_by, last_update_date, last_updated_by, request_id)
    select a.cust_acct_site_id, w.cust_account_id, a.party_site_id, a.address_ref, 'A', a.org_id, null, null, stamp, 0, stamp, 0, p_request
    from pipemill_sim_address a join pipemill_sim_customer w on w.ref = a.ref where a.fresh;
  update hz_locations b set country = i.country, address1 = i.address1, address2 = coalesce(i.address2, b.address2), address3 = coalesce(i.address3, b.address3),
      address4 = coalesce(i.address4, b.address4), city = coalesce(i.city, b.city), postal_code = coalesce(i.postal_code, b.postal_code), state = coalesce(i.state, b.state),
      province = coalesce(i.province, b.province), county = coalesce(i.county, b.county), last_update_date = stamp, request_id = p_request
    from pipemill_sim_address a join ra_customers_interface_all i on i.request_id = p_request and i.orig_system_customer_ref = a.ref and i.orig_system_address_ref = a.address_ref
    where not a.fresh and i.insert_update_flag = 'U' and b.location_id = a.location_id;
  insert into hz_cust_site_uses_all (site_use_id, cust_acct_site_id, site_use_code, primary_flag, status, location, orig_system_reference, org_id,
      creation_date, created_by, last_update_date, last_updated_by, request_id)
    select nextval('hz_cust_sites_s'), a.cust_acct_site_id, i.site_use_code, i.primary_site_use_flag, 'A', coalesce(i.location, a.cust_acct_site_id::text), a.address_ref, i.org_id,
      stamp, 0, stamp, 0, p_request
    from pipemill_sim_address a join ra_customers_interface_all i on i.request_id = p_request and i.orig_system_customer_ref = a.ref and i.orig_system_address_ref = a.address_ref
      and i.org_id = a.org_id
    where i.insert_update_flag = 'I';
  update hz_cust_acct_sites_all s set
      bill_to_flag = case when exists (select from hz_cust_site_uses_all u where u.cust_acct_site_id = s.cust_acct_site_id and u.site_use_code = 'BILL_TO') then 'Y' end,
      ship_to_flag = case when exists (select from hz_cust_site_uses_all u where u.cust_acct_site_id = s.cust_acct_site_id and u.site_use_code = 'SHIP_TO') then 'Y' end
    from pipemill_sim_address a where s.cust_acct_site_id = a.cust_acct_site_id;
  insert into hz_contact_points (contact_point_id, contact_point_type, owner_table_name, owner_table_id, phone_number, phone_line_type, orig_system_reference, status,
      creation_date, created_by, last_update_date, last_updated_by, request_id)
    select nextval('hz_cust_sites_s'), 'PHONE', 'HZ_PARTIES', w.party_id, i.telephone, i.telephone_type, i.orig_system_telephone_ref, 'A', stamp, 0, stamp, 0, p_request
    from pipemill_sim_customer w join ra_contact_phones_int_all i on i.request_id = p_request and i.orig_system_customer_ref = w.ref
    where not w.failed and i.insert_update_flag = 'I';
  update hz_contact_points b set phone_number = i.telephone, last_update_date = stamp, request_id = p_request
    from pipemill_sim_customer w join ra_contact_phones_int_all i on i.request_id = p_request and i.orig_system_customer_ref = w.ref
    where not w.failed and i.insert_update_flag = 'U' and b.owner_table_id = w.party_id and b.orig_system_reference = i.orig_system_telephone_ref;

  select count(*), count(*) filter (where w.failed) into processed, failed from pipemill_sim_customer w;
  if p_keep then
    update ra_customers_interface_all i set validated_flag = 'Y' from pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
    update ra_customer_profiles_int_all i set validated_flag = 'Y' from pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
    update ra_contact_phones_int_all i set validated_flag = 'Y' from pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
  else
    delete from ra_customers_interface_all i using pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
    delete from ra_customer_profiles_int_all i using pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
    delete from ra_contact_phones_int_all i using pipemill_sim_customer w where not w.failed and i.request_id = p_request and i.orig_system_customer_ref = w.ref;
  end if;
  delete from pipemill_sim_address;
  delete from pipemill_sim_customer;
end $$;

-- Item Import takes PROCESS_FLAG 1 of one process set; 3 failed, 7 done (or removed, by the request's fifth argument).
create function pipemill_sim_stamp_items(p_request numeric, p_set numeric) returns bigint language plpgsql as $$
declare stamped bigint;
begin
  with taken as (
    select i.ctid as tid from mtl_system_items_interface i where i.process_flag = 1 and i.request_id is null and (p_set is null or i.set_process_id = p_set) for update skip locked)
  update mtl_system_items_interface i set request_id = p_request, transaction_id = coalesce(i.transaction_id, nextval('mtl_system_items_interface_s'))
    from taken t where i.ctid = t.tid;
  get diagnostics stamped = row_count;
  return stamped;
end $$;

create function pipemill_sim_import_items(p_request numeric, p_keep boolean, out processed bigint, out failed bigint) language plpgsql as $$
declare stamp timestamp(0) := localtimestamp;
begin
  update mtl_system_items_interface i set organization_id = coalesce(i.organization_id, p.organization_id), segment1 = coalesce(i.segment1, i.item_number)
    from mtl_system_items_interface r left join mtl_parameters p on p.organization_code = r.organization_code
    where i.request_id = p_request and i.process_flag = 1 and r.ctid = i.ctid;
  with problems as (
    select i.ctid as tid, i.transaction_id, i.organization_id, p.problem[1] as name, p.problem[2] as col, p.problem[3] as text
    from mtl_system_items_interface i
    left join mtl_system_items_b b on b.organization_id = i.organization_id and b.segment1 = i.segment1
    cross join lateral (values
      (case when i.organization_id is null then array['INV_SIM_ORG', 'ORGANIZATION_CODE', 'Organization ' || coalesce(i.organization_code, '') || ' is not defined.'] end),
      (case when i.segment1 is null then array['INV_SIM_ITEM', 'SEGMENT1', 'The item has no number.'] end),
      (case when coalesce(i.transaction_type, ' ') not in ('CREATE', 'UPDATE') then array['INV_SIM_TYPE', 'TRANSACTION_TYPE', 'Transaction type must be CREATE or UPDATE.'] end),
      (case when i.transaction_type = 'CREATE' and b.inventory_item_id is not null then array['INV_SIM_EXISTS', 'SEGMENT1', 'Item ' || i.segment1 || ' exists already.'] end),
      (case when i.transaction_type = 'UPDATE' and b.inventory_item_id is null then array['INV_SIM_MISSING', 'SEGMENT1', 'Item ' || coalesce(i.segment1, '') || ' does not exist.'] end),
      (case when i.transaction_type = 'CREATE' and i.description is null then array['INV_SIM_DESCRIPTION', 'DESCRIPTION', 'The item has no description.'] end),
      (case when i.transaction_type = 'CREATE' and i.primary_uom_code is null then array['INV_SIM_UOM', 'PRIMARY_UOM_CODE', 'The item has no primary unit of measure.'] end),
      (case when i.primary_uom_code is not null and not exists (select from mtl_units_of_measure_tl u where u.uom_code = i.primary_uom_code)
        then array['INV_SIM_UOM', 'PRIMARY_UOM_CODE', 'Unit of measure ' || i.primary_uom_code || ' is not defined.'] end),
      (case when i.inventory_item_status_code is not null and i.inventory_item_status_code not in ('Active', 'Inactive')
        then array['INV_SIM_STATUS', 'INVENTORY_ITEM_STATUS_CODE', 'Item status ' || i.inventory_item_status_code || ' is not defined.'] end),
      (case when (select count(*) from mtl_system_items_interface d where d.request_id = p_request and d.process_flag = 1 and d.organization_id = i.organization_id and d.segment1 = i.segment1) > 1
        then array['INV_SIM_DUPLICATE', 'SEGMENT1', 'Item ' || i.segment1 || ' stands more than once in this process set.'] end)) as p(problem)
    where i.request_id = p_request and i.process_flag = 1 and p.problem is not null),
  written as (
    insert into mtl_interface_errors (organization_id, unique_id, transaction_id, table_name, message_name, column_name, error_message, creation_date, created_by, last_update_date, last_updated_by, request_id)
      select organization_id, null, transaction_id, 'MTL_SYSTEM_ITEMS_INTERFACE', name, col, text, stamp, 0, stamp, 0, p_request from problems)
  update mtl_system_items_interface i set process_flag = 3 where i.ctid in (select tid from problems);
  get diagnostics failed = row_count;

  with fresh as materialized (
    select nextval('mtl_system_items_b_s') as id, i.* from mtl_system_items_interface i where i.request_id = p_request and i.process_flag = 1 and i.transaction_type = 'CREATE'),
  base as (
    insert into mtl_system_items_b (inventory_item_id, organization_id, segment1, description, primary_uom_code, primary_unit_of_measure, inventory_item_status_code, item_type,
        enabled_flag, customer_order_enabled_flag, creation_date, created_by, last_update_date, last_updated_by, request_id,
        attribute1, attribute2, attribute3, attribute4, attribute5, attribute6, attribute7, attribute8, attribute9, attribute10, attribute11,
        attribute12, attribute13, attribute14, attribute15)
      select id, organization_id, segment1, description, primary_uom_code, (select min(unit_of_measure) from mtl_units_of_measure_tl u where u.uom_code = f.primary_uom_code and u.language = 'US'),
        coalesce(inventory_item_status_code, 'Active'), item_type, 'Y', 'Y', stamp, 0, stamp, 0, p_request,
        attribute1, attribute2, attribute3, attribute4, attribute5, attribute6, attribute7, attribute8, attribute9, attribute10, attribute11,
        attribute12, attribute13, attribute14, attribute15
      from fresh f)
  insert into mtl_system_items_tl (inventory_item_id, organization_id, language, source_lang, description, long_description)
    select id, organization_id, 'US', 'US', description, long_description from fresh;
  update mtl_system_items_b b set description = coalesce(i.description, b.description), primary_uom_code = coalesce(i.primary_uom_code, b.primary_uom_code),
      primary_unit_of_measure = coalesce((select min(unit_of_measure) from mtl_units_of_measure_tl u where u.uom_code = i.primary_uom_code and u.language = 'US'), b.primary_unit_of_measure),
      inventory_item_status_code = coalesce(i.inventory_item_status_code, b.inventory_item_status_code), item_type = coalesce(i.item_type, b.item_type),
      last_update_date = stamp, request_id = p_request,
      attribute1 = coalesce(i.attribute1, b.attribute1), attribute2 = coalesce(i.attribute2, b.attribute2), attribute3 = coalesce(i.attribute3,
      b.attribute3), attribute4 = coalesce(i.attribute4, b.attribute4), attribute5 = coalesce(i.attribute5, b.attribute5),
      attribute6 = coalesce(i.attribute6, b.attribute6), attribute7 = coalesce(i.attribute7, b.attribute7), attribute8 = coalesce(i.attribute8,
      b.attribute8), attribute9 = coalesce(i.attribute9, b.attribute9), attribute10 = coalesce(i.attribute10, b.attribute10),
      attribute11 = coalesce(i.attribute11, b.attribute11), attribute12 = coalesce(i.attribute12, b.attribute12),
      attribute13 = coalesce(i.attribute13, b.attribute13), attribute14 = coalesce(i.attribute14, b.attribute14),
      attribute15 = coalesce(i.attribute15, b.attribute15)
    from mtl_system_items_interface i where i.request_id = p_request and i.process_flag = 1 and i.transaction_type = 'UPDATE' and b.organization_id = i.organization_id and b.segment1 = i.segment1;
  update mtl_system_items_tl t set description = coalesce(i.description, t.description), long_description = coalesce(i.long_description, t.long_description)
    from mtl_system_items_interface i join mtl_system_items_b b on b.organization_id = i.organization_id and b.segment1 = i.segment1
    where i.request_id = p_request and i.process_flag = 1 and i.transaction_type = 'UPDATE' and t.inventory_item_id = b.inventory_item_id and t.organization_id = b.organization_id;
  select failed + count(*) into processed from mtl_system_items_interface where request_id = p_request and process_flag = 1;
  if p_keep then
    update mtl_system_items_interface set process_flag = 7 where request_id = p_request and process_flag = 1;
  else
    delete from mtl_system_items_interface where request_id = p_request and process_flag = 1;
  end if;
end $$;

alter function pipemill_sim_import_customers set timezone = 'Asia/Shanghai';
alter function pipemill_sim_import_items set timezone = 'Asia/Shanghai';
