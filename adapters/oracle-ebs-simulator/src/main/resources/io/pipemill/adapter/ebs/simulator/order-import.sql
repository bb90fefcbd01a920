-- Order Import (OEOIMP) as DOMAIN.md 1.1 documents it, set-based: one call does all rows of a request.
create table fnd_new_messages (application_id numeric not null, language_code varchar(4) not null, message_name varchar(30) not null, message_text varchar(2000),
  primary key (message_name, language_code));
insert into fnd_new_messages values
  (660, 'US', 'OE_SIM_ORDER_TYPE', 'Order type &VALUE is not defined, or not active, in this operating unit.'),
  (660, 'ZHS', 'OE_SIM_ORDER_TYPE', '订单类型 &VALUE 在此业务实体中未定义或未启用。'),
  (660, 'US', 'OE_SIM_REQUIRED', '&ATTRIBUTE is required on the order.'),
  (660, 'ZHS', 'OE_SIM_REQUIRED', '订单必须填写 &ATTRIBUTE。'),
  (660, 'US', 'OE_SIM_LINE_REQUIRED', '&ATTRIBUTE is required on the line.'),
  (660, 'ZHS', 'OE_SIM_LINE_REQUIRED', '订单行必须填写 &ATTRIBUTE。'),
  (660, 'US', 'OE_SIM_CUSTOMER', 'Customer &VALUE does not exist or is inactive.'),
  (660, 'ZHS', 'OE_SIM_CUSTOMER', '客户 &VALUE 不存在或已失效。'),
  (660, 'US', 'OE_SIM_PRICE_LIST', 'Price list &VALUE does not exist or is inactive.'),
  (660, 'ZHS', 'OE_SIM_PRICE_LIST', '价目表 &VALUE 不存在或已失效。'),
  (660, 'US', 'OE_SIM_TERM', 'Payment term &VALUE does not exist.'),
  (660, 'ZHS', 'OE_SIM_TERM', '付款条件 &VALUE 不存在。'),
  (660, 'US', 'OE_SIM_SALESREP', 'Salesperson &VALUE does not exist.'),
  (660, 'ZHS', 'OE_SIM_SALESREP', '销售人员 &VALUE 不存在。'),
  (660, 'US', 'OE_SIM_CURRENCY', 'Currency &VALUE is not enabled.'),
  (660, 'ZHS', 'OE_SIM_CURRENCY', '币种 &VALUE 未启用。'),
  (660, 'US', 'OE_SIM_WAREHOUSE', 'Warehouse &VALUE does not exist.'),
  (660, 'ZHS', 'OE_SIM_WAREHOUSE', '仓库 &VALUE 不存在。'),
  (660, 'US', 'OE_SIM_SHIP_TO', 'Ship-to location &VALUE is not an active site of this customer.'),
  (660, 'ZHS', 'OE_SIM_SHIP_TO', '收货地点 &VALUE 不是该客户的有效地点。'),
  (660, 'US', 'OE_SIM_INVOICE_TO', 'Bill-to location &VALUE is not an active site of this customer.'),
  (660, 'ZHS', 'OE_SIM_INVOICE_TO', '开票地点 &VALUE 不是该客户的有效地点。'),
  (660, 'US', 'OE_SIM_BOTH', 'Both the id and the name of &ATTRIBUTE are filled; only one may be.'),
  (660, 'ZHS', 'OE_SIM_BOTH', '&ATTRIBUTE 的标识和名称同时填写，只能填写其中一个。'),
  (660, 'US', 'OE_SIM_DUPLICATE_REF', 'You are entering a duplicate orig_sys_document_ref &VALUE for the same order source.'),
  (660, 'ZHS', 'OE_SIM_DUPLICATE_REF', '同一订单来源的 orig_sys_document_ref &VALUE 重复。'),
  (660, 'US', 'OE_SIM_DUPLICATE_LINE', 'You are entering a duplicate orig_sys_line_ref &VALUE for the same order.'),
  (660, 'ZHS', 'OE_SIM_DUPLICATE_LINE', '同一订单的 orig_sys_line_ref &VALUE 重复。'),
  (660, 'US', 'OE_SIM_NO_ORDER', 'No order with orig_sys_document_ref &VALUE exists to be updated.'),
  (660, 'ZHS', 'OE_SIM_NO_ORDER', '没有 orig_sys_document_ref 为 &VALUE 的订单可供更新。'),
  (660, 'US', 'OE_SIM_NO_LINE', 'No line with orig_sys_line_ref &VALUE exists to be updated.'),
  (660, 'ZHS', 'OE_SIM_NO_LINE', '没有 orig_sys_line_ref 为 &VALUE 的订单行可供更新。'),
  (660, 'US', 'OE_SIM_OPERATION', 'Operation code &VALUE is not valid.'),
  (660, 'ZHS', 'OE_SIM_OPERATION', '操作代码 &VALUE 无效。'),
  (660, 'US', 'OE_SIM_SEQUENCE', 'Change sequence &VALUE is not behind the last one applied, and the change is not forced.'),
  (660, 'ZHS', 'OE_SIM_SEQUENCE', '变更序号 &VALUE 不在已应用的序号之后，且未强制执行。'),
  (660, 'US', 'OE_SIM_CANCELLED', 'The order or line is cancelled and cannot be changed.'),
  (660, 'ZHS', 'OE_SIM_CANCELLED', '订单或订单行已取消，不能更改。'),
  (660, 'US', 'OE_SIM_REASON', 'A reason is required to cancel.'),
  (660, 'ZHS', 'OE_SIM_REASON', '取消时必须填写原因。'),
  (660, 'US', 'OE_SIM_ITEM', 'Item &VALUE is not defined, not active, or not orderable in the item validation organization.'),
  (660, 'ZHS', 'OE_SIM_ITEM', '物料 &VALUE 在物料验证组织中未定义、未启用或不可订购。'),
  (660, 'US', 'OE_SIM_QUANTITY', 'Ordered quantity &VALUE must be greater than zero.'),
  (660, 'ZHS', 'OE_SIM_QUANTITY', '订购数量 &VALUE 必须大于零。'),
  (660, 'US', 'OE_SIM_UOM', 'Unit of measure &VALUE is not defined.'),
  (660, 'ZHS', 'OE_SIM_UOM', '计量单位 &VALUE 未定义。'),
  (660, 'US', 'OE_SIM_DATES', 'Date &VALUE is earlier than it may be.'),
  (660, 'ZHS', 'OE_SIM_DATES', '日期 &VALUE 过早。'),
  (660, 'US', 'OE_SIM_NO_LINES', 'An order without lines cannot be booked.'),
  (660, 'ZHS', 'OE_SIM_NO_LINES', '没有订单行的订单不能登记。'),
  (660, 'US', 'OE_SIM_ADJUSTMENT', 'Price adjustment &VALUE does not exist, exists already, or belongs to no line of this order.'),
  (660, 'ZHS', 'OE_SIM_ADJUSTMENT', '价格调整 &VALUE 不存在、已存在或不属于此订单的任何行。'),
  (660, 'US', 'OE_SIM_MODIFIER', 'Modifier &VALUE is not defined.'),
  (660, 'ZHS', 'OE_SIM_MODIFIER', '修改项 &VALUE 未定义。'),
  (660, 'US', 'OE_SIM_ACTION', 'Action &VALUE is not supported.'),
  (660, 'ZHS', 'OE_SIM_ACTION', '不支持操作 &VALUE。'),
  (660, 'US', 'OE_SIM_REFUSED', 'The order is refused by a rule of this operating unit.'),
  (660, 'ZHS', 'OE_SIM_REFUSED', '订单被此业务实体的规则拒绝。');

-- one problem as text: message name, attribute, value
create function pipemill_sim_problem(name text, attribute text, value text) returns text language sql immutable
  as $$ select name || chr(31) || attribute || chr(31) || coalesce(value, '') $$;

-- Stamps REQUEST_ID on the rows this request takes; children follow by key. The caller commits: the stamp stays even if the rest never happens.
create function pipemill_sim_stamp_orders(p_request numeric, p_source numeric, p_ref text, p_operation text, p_sequence text, p_null_org boolean, p_default_org numeric)
returns bigint language plpgsql as $$
declare stamped bigint;
begin
  with taken as (
    select h.ctid as tid from oe_headers_iface_all h join oe_order_sources s on s.order_source_id = h.order_source_id and s.enabled_flag = 'Y'
    where h.request_id is null and coalesce(h.error_flag, 'N') = 'N'
      and (p_source is null or h.order_source_id = p_source) and (p_ref is null or h.orig_sys_document_ref = p_ref)
      and (p_operation is null or h.operation_code = p_operation) and (p_sequence is null or h.change_sequence = p_sequence)
      and (h.org_id is not null or (p_null_org and p_default_org is not null))
    for update of h skip locked)
  update oe_headers_iface_all h set request_id = p_request, org_id = coalesce(h.org_id, p_default_org) where h.ctid = any (array(select tid from taken));
  get diagnostics stamped = row_count;
  if stamped > 0 then
    update oe_lines_iface_all l set request_id = p_request, org_id = coalesce(l.org_id, p_default_org) from oe_headers_iface_all h
      where h.request_id = p_request and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
        and coalesce(l.change_sequence, ' ') = coalesce(h.change_sequence, ' ') and coalesce(l.org_id, p_default_org) = h.org_id;
    update oe_price_adjs_iface_all l set request_id = p_request, org_id = coalesce(l.org_id, p_default_org) from oe_headers_iface_all h
      where h.request_id = p_request and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
        and coalesce(l.change_sequence, ' ') = coalesce(h.change_sequence, ' ') and coalesce(l.org_id, p_default_org) = h.org_id;
    update oe_actions_iface_all l set request_id = p_request, org_id = coalesce(l.org_id, p_default_org) from oe_headers_iface_all h
      where h.request_id = p_request and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
        and coalesce(l.change_sequence, ' ') = coalesce(h.change_sequence, ' ') and coalesce(l.org_id, p_default_org) = h.org_id;
  end if;
  return stamped;
end $$;

-- Hands the rows of a parent to its children: floor(rows/N) each, one more for the first rows mod N.
create function pipemill_sim_share_orders(p_parent numeric, p_children numeric[]) returns void language plpgsql as $$
begin
  with orders as (
    select order_source_id, orig_sys_document_ref, org_id, dense_rank() over (order by order_source_id, orig_sys_document_ref, org_id) - 1 as k
    from oe_headers_iface_all where request_id = p_parent), counted as (select *, max(k) over () + 1 as total from orders)
  update oe_headers_iface_all h set request_id = p_children[
      case when c.k < (c.total % cardinality(p_children)) * (c.total / cardinality(p_children) + 1)
           then c.k / (c.total / cardinality(p_children) + 1)
           else (c.total % cardinality(p_children)) + (c.k - (c.total % cardinality(p_children)) * (c.total / cardinality(p_children) + 1)) / greatest(c.total / cardinality(p_children), 1)
      end::int + 1]
    from (select distinct * from counted) c
    where h.request_id = p_parent and h.order_source_id = c.order_source_id and h.orig_sys_document_ref = c.orig_sys_document_ref and h.org_id = c.org_id;
  update oe_lines_iface_all l set request_id = h.request_id from oe_headers_iface_all h
    where l.request_id = p_parent and h.request_id = any (p_children) and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
      and l.org_id = h.org_id;
  update oe_price_adjs_iface_all l set request_id = h.request_id from oe_headers_iface_all h
    where l.request_id = p_parent and h.request_id = any (p_children) and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
      and l.org_id = h.org_id;
  update oe_actions_iface_all l set request_id = h.request_id from oe_headers_iface_all h
    where l.request_id = p_parent and h.request_id = any (p_children) and l.orig_sys_document_ref = h.orig_sys_document_ref and l.order_source_id = h.order_source_id
      and l.org_id = h.org_id;
end $$;

-- Work tables of one session: rows being imported, with names resolved to ids; emptied by every commit. Joins find them by order or line id only, so that
-- the plan stays right whatever the planner believes about their size.
create function pipemill_sim_open_orders() returns void language plpgsql as $$
begin
  if to_regclass('pg_temp.pipemill_sim_order') is null then
    create temp table pipemill_sim_wave (wave bigint, row_tid tid, k bigint, same bigint) on commit delete rows;
    create temp table pipemill_sim_order (
      row_tid tid, order_source_id numeric, ref varchar(50), seq varchar(50), org_id numeric, op varchar(30), header_id numeric,
      cancels boolean, order_type_id numeric, category varchar(30), price_list_id numeric, payment_term_id numeric, salesrep_id numeric, sold_to_org_id numeric,
      ship_to_org_id numeric, invoice_to_org_id numeric, ship_from_org_id numeric, books boolean, ordered_date timestamp(0), failed boolean, errors text[])
      on commit delete rows;
    create index pipemill_sim_order_n1 on pipemill_sim_order (ref);
    create index pipemill_sim_order_n2 on pipemill_sim_order (header_id);
    create temp table pipemill_sim_line (
      row_tid tid, header_id numeric, line_id numeric, line_ref varchar(50), shipment_ref varchar(50), op varchar(30), item_id numeric,
      item varchar(2000), cancels boolean, ship_from_org_id numeric, ship_to_org_id numeric, invoice_to_org_id numeric, price_list_id numeric,
      salesrep_id numeric, payment_term_id numeric, errors text[])
      on commit delete rows;
    create index pipemill_sim_line_n1 on pipemill_sim_line (header_id);
  end if;
end $$;

-- Imports what a request has stamped. Rows of one order with several change sequences are applied one after the other.
create function pipemill_sim_import_orders(p_request numeric, p_keep boolean, p_languages text[], p_refuse_every int, out processed bigint, out failed bigint)
language plpgsql as $$
declare
  n int := 0;
  waves int;
  stamp timestamp(0) := localtimestamp;
begin
  processed := 0;
  failed := 0;
  perform pipemill_sim_open_orders();
  insert into pipemill_sim_wave
    select dense_rank() over (partition by order_source_id, orig_sys_document_ref, org_id order by lpad(coalesce(change_sequence, ' '), 50)), h.ctid,
      row_number() over (), count(*) over (partition by order_source_id, orig_sys_document_ref, org_id, coalesce(change_sequence, ' '))
    from oe_headers_iface_all h where h.request_id = p_request and coalesce(h.error_flag, 'N') = 'N';
  select coalesce(max(wave), 0) into waves from pipemill_sim_wave;
  while n < waves loop
    n := n + 1;
    declare
      n_orders bigint;
      n_failed bigint;
    begin
      -- 1. headers: names to ids, what is there already, what is wrong
      insert into pipemill_sim_order
      select i.tid, i.order_source_id, i.orig_sys_document_ref, i.change_sequence, i.org_id, i.operation_code,
        case when i.operation_code = 'INSERT' then nextval('oe_order_headers_s') else b.header_id end,
        coalesce(i.cancelled_flag, 'N') = 'Y', coalesce(i.order_type_id, t.transaction_type_id),
        coalesce(ty.order_category_code, 'ORDER'), coalesce(i.price_list_id, p.list_header_id), coalesce(i.payment_term_id, rt.term_id),
        coalesce(i.salesrep_id, sr.salesrep_id), coalesce(i.sold_to_org_id, i.customer_id, c.cust_account_id),
        coalesce(i.ship_to_org_id, st.site_use_id), coalesce(i.invoice_to_org_id, it.site_use_id), coalesce(i.ship_from_org_id, w.organization_id),
        coalesce(i.booked_flag, 'N') = 'Y' or exists (select from oe_actions_iface_all a where a.orig_sys_document_ref = i.orig_sys_document_ref
            and a.order_source_id = i.order_source_id and a.request_id = p_request and a.operation_code = 'BOOK_ORDER'),
        coalesce(i.ordered_date, b.ordered_date), false,
        array_remove(array[
          case when i.same > 1 then pipemill_sim_problem('OE_SIM_DUPLICATE_REF', 'ORIG_SYS_DOCUMENT_REF', i.orig_sys_document_ref) end,
          case when i.operation_code is null or i.operation_code not in ('INSERT', 'UPDATE') then pipemill_sim_problem('OE_SIM_OPERATION', 'OPERATION_CODE', i.operation_code) end,
          case when i.operation_code = 'INSERT' and b.header_id is not null then pipemill_sim_problem('OE_SIM_DUPLICATE_REF', 'ORIG_SYS_DOCUMENT_REF', i.orig_sys_document_ref) end,
          case when i.operation_code = 'UPDATE' and b.header_id is null then pipemill_sim_problem('OE_SIM_NO_ORDER', 'ORIG_SYS_DOCUMENT_REF', i.orig_sys_document_ref) end,
          case when b.cancelled_flag = 'Y' then pipemill_sim_problem('OE_SIM_CANCELLED', 'CANCELLED_FLAG', null) end,
          case when i.operation_code = 'UPDATE' and coalesce(i.force_apply_flag, 'N') <> 'Y' and i.change_sequence is not null and b.change_sequence is not null
            and lpad(i.change_sequence, 50) <= lpad(b.change_sequence, 50) then pipemill_sim_problem('OE_SIM_SEQUENCE', 'CHANGE_SEQUENCE', i.change_sequence) end,
          case when i.cancelled_flag = 'Y' and i.change_reason is null then pipemill_sim_problem('OE_SIM_REASON', 'CHANGE_REASON', null) end,
          case when i.order_type is not null and i.order_type_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'ORDER_TYPE', i.order_type) end,
          case when i.price_list is not null and i.price_list_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'PRICE_LIST', i.price_list) end,
          case when i.payment_term is not null and i.payment_term_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'PAYMENT_TERM', i.payment_term) end,
          case when i.salesrep is not null and i.salesrep_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'SALESREP', i.salesrep) end,
          case when coalesce(i.customer_number, i.sold_to_org) is not null and i.sold_to_org_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'SOLD_TO_ORG', i.customer_number) end,
          case when i.ship_to_org is not null and i.ship_to_org_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'SHIP_TO_ORG', i.ship_to_org) end,
          case when i.invoice_to_org is not null and i.invoice_to_org_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'INVOICE_TO_ORG', i.invoice_to_org) end,
          case when i.ship_from_org is not null and i.ship_from_org_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'SHIP_FROM_ORG', i.ship_from_org) end,
          case when i.operation_code = 'INSERT' and i.order_type is null and i.order_type_id is null then pipemill_sim_problem('OE_SIM_REQUIRED', 'ORDER_TYPE', null) end,
          case when coalesce(i.order_type, i.order_type_id::text) is not null and ty.transaction_type_id is null then pipemill_sim_problem('OE_SIM_ORDER_TYPE', 'ORDER_TYPE', coalesce(i.order_type, i.order_type_id::text)) end,
          case when i.operation_code = 'INSERT' and i.customer_number is null and i.sold_to_org_id is null and i.customer_id is null and i.sold_to_org is null then pipemill_sim_problem('OE_SIM_REQUIRED', 'SOLD_TO_ORG', null) end,
          case when coalesce(i.customer_number, i.sold_to_org, i.sold_to_org_id::text, i.customer_id::text) is not null and ca.cust_account_id is null
            then pipemill_sim_problem('OE_SIM_CUSTOMER', 'SOLD_TO_ORG', coalesce(i.customer_number, i.sold_to_org, i.sold_to_org_id::text, i.customer_id::text)) end,
          case when i.operation_code = 'INSERT' and i.price_list is null and i.price_list_id is null then pipemill_sim_problem('OE_SIM_REQUIRED', 'PRICE_LIST', null) end,
          case when i.price_list is not null and p.list_header_id is null then pipemill_sim_problem('OE_SIM_PRICE_LIST', 'PRICE_LIST', i.price_list) end,
          case when i.payment_term is not null and rt.term_id is null then pipemill_sim_problem('OE_SIM_TERM', 'PAYMENT_TERM', i.payment_term) end,
          case when i.salesrep is not null and sr.salesrep_id is null then pipemill_sim_problem('OE_SIM_SALESREP', 'SALESREP', i.salesrep) end,
          case when i.operation_code = 'INSERT' and i.transactional_curr_code is null then pipemill_sim_problem('OE_SIM_REQUIRED', 'TRANSACTIONAL_CURR_CODE', null) end,
          case when i.transactional_curr_code is not null and cu.currency_code is null then pipemill_sim_problem('OE_SIM_CURRENCY', 'TRANSACTIONAL_CURR_CODE', i.transactional_curr_code) end,
          case when i.ship_from_org is not null and w.organization_id is null then pipemill_sim_problem('OE_SIM_WAREHOUSE', 'SHIP_FROM_ORG', i.ship_from_org) end,
          case when i.ship_to_org is not null and st.site_use_id is null then pipemill_sim_problem('OE_SIM_SHIP_TO', 'SHIP_TO_ORG', i.ship_to_org) end,
          case when i.invoice_to_org is not null and it.site_use_id is null then pipemill_sim_problem('OE_SIM_INVOICE_TO', 'INVOICE_TO_ORG', i.invoice_to_org) end,
          case when p_refuse_every > 0 and i.k % p_refuse_every = 0 then pipemill_sim_problem('OE_SIM_REFUSED', 'HEADER', null) end
        ], null)
      from (
        select v.row_tid as tid, v.k, v.same, h.* from pipemill_sim_wave v cross join lateral (select x.* from oe_headers_iface_all x where x.ctid = v.row_tid limit 1) h
        where v.wave = n) i
      left join lateral (
        select o.header_id, o.cancelled_flag, o.change_sequence, o.sold_to_org_id, o.ordered_date from oe_order_headers_all o
        where o.orig_sys_document_ref = i.orig_sys_document_ref and o.order_source_id = i.order_source_id and o.org_id = i.org_id limit 1) b on true
      left join oe_transaction_types_tl t on t.name = i.order_type and t.language = 'US'
      left join oe_transaction_types_all ty on ty.transaction_type_id = coalesce(i.order_type_id, t.transaction_type_id)
        and (ty.org_id is null or ty.org_id = i.org_id) and coalesce(ty.end_date_active, stamp) >= stamp
      left join qp_list_headers p on p.name = i.price_list and p.active_flag = 'Y'
      left join ra_terms_tl rt on rt.name = i.payment_term and rt.language = 'US'
      left join jtf_rs_salesreps sr on sr.name = i.salesrep and sr.org_id = i.org_id
      left join lateral (select x.cust_account_id from hz_cust_accounts x where x.account_number = i.customer_number limit 1) c on true
      left join lateral (
        select x.cust_account_id from hz_cust_accounts x where x.cust_account_id = coalesce(i.sold_to_org_id, i.customer_id, c.cust_account_id) and x.status = 'A' limit 1) ca on true
      left join fnd_currencies cu on cu.currency_code = i.transactional_curr_code and cu.enabled_flag = 'Y'
      left join mtl_parameters w on w.organization_code = i.ship_from_org
      left join lateral (
        select u.site_use_id from hz_cust_acct_sites_all s join hz_cust_site_uses_all u on u.cust_acct_site_id = s.cust_acct_site_id
        where s.cust_account_id = coalesce(ca.cust_account_id, b.sold_to_org_id) and u.site_use_code = 'SHIP_TO' and u.status = 'A' and s.org_id = i.org_id
          and (u.location = i.ship_to_org or (i.ship_to_org is null and i.operation_code = 'INSERT' and u.primary_flag = 'Y')) limit 1) st on true
      left join lateral (
        select u.site_use_id from hz_cust_acct_sites_all s join hz_cust_site_uses_all u on u.cust_acct_site_id = s.cust_acct_site_id
        where s.cust_account_id = coalesce(ca.cust_account_id, b.sold_to_org_id) and u.site_use_code = 'BILL_TO' and u.status = 'A' and s.org_id = i.org_id
          and (u.location = i.invoice_to_org or (i.invoice_to_org is null and i.operation_code = 'INSERT' and u.primary_flag = 'Y')) limit 1) it on true;
      get diagnostics n_orders = row_count;

      -- 2. lines
      insert into pipemill_sim_line
      select l.ctid, o.header_id, case when l.operation_code = 'INSERT' then nextval('oe_order_lines_s') else b.line_id end,
        l.orig_sys_line_ref, l.orig_sys_shipment_ref, l.operation_code, coalesce(l.inventory_item_id, m.inventory_item_id), coalesce(m.segment1, l.inventory_item),
        l.operation_code = 'UPDATE' and l.ordered_quantity = 0, coalesce(l.ship_from_org_id, w.organization_id),
        coalesce(l.ship_to_org_id, st.site_use_id), l.invoice_to_org_id, l.price_list_id, l.salesrep_id, l.payment_term_id,
        array_remove(array[
          case when l.orig_sys_line_ref is null then pipemill_sim_problem('OE_SIM_LINE_REQUIRED', 'ORIG_SYS_LINE_REF', null) end,
          case when count(*) over (partition by o.header_id, l.orig_sys_line_ref, coalesce(l.orig_sys_shipment_ref, ' ')) > 1
            then pipemill_sim_problem('OE_SIM_DUPLICATE_LINE', 'ORIG_SYS_LINE_REF', l.orig_sys_line_ref) end,
          case when l.operation_code is null or l.operation_code not in ('INSERT', 'UPDATE') then pipemill_sim_problem('OE_SIM_OPERATION', 'OPERATION_CODE', l.operation_code) end,
          case when l.operation_code = 'INSERT' and b.line_id is not null then pipemill_sim_problem('OE_SIM_DUPLICATE_LINE', 'ORIG_SYS_LINE_REF', l.orig_sys_line_ref) end,
          case when l.operation_code = 'UPDATE' and b.line_id is null then pipemill_sim_problem('OE_SIM_NO_LINE', 'ORIG_SYS_LINE_REF', l.orig_sys_line_ref) end,
          case when b.cancelled_flag = 'Y' and l.operation_code = 'UPDATE' then pipemill_sim_problem('OE_SIM_CANCELLED', 'ORIG_SYS_LINE_REF', l.orig_sys_line_ref) end,
          case when l.inventory_item is not null and l.inventory_item_id is not null then pipemill_sim_problem('OE_SIM_BOTH', 'INVENTORY_ITEM', l.inventory_item) end,
          case when l.operation_code = 'INSERT' and l.inventory_item is null and l.inventory_item_id is null then pipemill_sim_problem('OE_SIM_LINE_REQUIRED', 'INVENTORY_ITEM', null) end,
          case when coalesce(l.inventory_item, l.inventory_item_id::text) is not null and m.inventory_item_id is null
            then pipemill_sim_problem('OE_SIM_ITEM', 'INVENTORY_ITEM', coalesce(l.inventory_item, l.inventory_item_id::text)) end,
          case when l.operation_code = 'INSERT' and l.ordered_quantity is null then pipemill_sim_problem('OE_SIM_LINE_REQUIRED', 'ORDERED_QUANTITY', null) end,
          case when l.ordered_quantity < 0 or (l.ordered_quantity = 0 and l.operation_code = 'INSERT')
            then pipemill_sim_problem('OE_SIM_QUANTITY', 'ORDERED_QUANTITY', l.ordered_quantity::text) end,
          case when l.ordered_quantity = 0 and l.operation_code = 'UPDATE' and l.change_reason is null then pipemill_sim_problem('OE_SIM_REASON', 'CHANGE_REASON', null) end,
          case when l.order_quantity_uom is not null and not exists (select from mtl_units_of_measure_tl u where u.uom_code = l.order_quantity_uom and (u.disable_date is null or u.disable_date > stamp))
            then pipemill_sim_problem('OE_SIM_UOM', 'ORDER_QUANTITY_UOM', l.order_quantity_uom) end,
          case when l.pricing_quantity_uom is not null and not exists (select from mtl_units_of_measure_tl u where u.uom_code = l.pricing_quantity_uom)
            then pipemill_sim_problem('OE_SIM_UOM', 'PRICING_QUANTITY_UOM', l.pricing_quantity_uom) end,
          case when l.ship_from_org is not null and w.organization_id is null then pipemill_sim_problem('OE_SIM_WAREHOUSE', 'SHIP_FROM_ORG', l.ship_from_org) end,
          case when l.ship_to_org is not null and st.site_use_id is null then pipemill_sim_problem('OE_SIM_SHIP_TO', 'SHIP_TO_ORG', l.ship_to_org) end,
          case when l.schedule_ship_date < date_trunc('day', o.ordered_date) then pipemill_sim_problem('OE_SIM_DATES', 'SCHEDULE_SHIP_DATE', to_char(l.schedule_ship_date, 'YYYY-MM-DD')) end,
          case when l.latest_acceptable_date < l.request_date then pipemill_sim_problem('OE_SIM_DATES', 'LATEST_ACCEPTABLE_DATE', to_char(l.latest_acceptable_date, 'YYYY-MM-DD')) end
        ], null)
      from oe_lines_iface_all l
      join pipemill_sim_order o on o.ref = l.orig_sys_document_ref and o.order_source_id = l.order_source_id and o.org_id = l.org_id
        and coalesce(o.seq, ' ') = coalesce(l.change_sequence, ' ')
      left join oe_sys_parameters_all sp on sp.parameter_code = 'MASTER_ORGANIZATION_ID' and sp.org_id = l.org_id
      left join lateral (
        select x.inventory_item_id from mtl_system_items_b x where x.organization_id = sp.parameter_value::numeric and x.segment1 = l.inventory_item limit 1) mn on true
      left join lateral (
        select x.inventory_item_id, x.segment1 from mtl_system_items_b x where x.organization_id = sp.parameter_value::numeric
          and x.inventory_item_id = coalesce(mn.inventory_item_id, l.inventory_item_id)
          and x.enabled_flag = 'Y' and x.customer_order_enabled_flag = 'Y' and x.inventory_item_status_code <> 'Inactive' limit 1) m on true
      left join mtl_parameters w on w.organization_code = l.ship_from_org
      left join lateral (
        select u.site_use_id from hz_cust_acct_sites_all s join hz_cust_site_uses_all u on u.cust_acct_site_id = s.cust_acct_site_id
        where l.ship_to_org is not null and s.cust_account_id = coalesce(o.sold_to_org_id, (select sold_to_org_id from oe_order_headers_all x where x.header_id = o.header_id))
          and u.site_use_code = 'SHIP_TO' and u.status = 'A' and u.location = l.ship_to_org limit 1) st on true
      left join lateral (
        select x.line_id, x.cancelled_flag from oe_order_lines_all x where o.op = 'UPDATE' and x.header_id = o.header_id and x.orig_sys_line_ref = l.orig_sys_line_ref
          and coalesce(x.orig_sys_shipment_ref, ' ') = coalesce(l.orig_sys_shipment_ref, ' ') limit 1) b on true
      where l.request_id = p_request;

      -- 3. what can only be seen with header, lines and adjustments together
      update pipemill_sim_order o set errors = o.errors || pipemill_sim_problem('OE_SIM_NO_LINES', 'LINES', null)
        where o.op = 'INSERT' and o.books and not exists (select from pipemill_sim_line l where l.header_id = o.header_id);
      if exists (select from oe_price_adjs_iface_all a where a.request_id = p_request) then
      update pipemill_sim_order o set errors = o.errors || x.problems
        from (
          select o2.row_tid, array_agg(p.problem) as problems
          from oe_price_adjs_iface_all a
          join pipemill_sim_order o2 on o2.ref = a.orig_sys_document_ref and o2.order_source_id = a.order_source_id and o2.org_id = a.org_id
            and coalesce(o2.seq, ' ') = coalesce(a.change_sequence, ' ')
          left join lateral (
            select coalesce(w.line_id, b.line_id) as line_id, w.op from (select 1) one
            left join pipemill_sim_line w on w.header_id = o2.header_id and w.line_ref = a.orig_sys_line_ref and coalesce(w.shipment_ref, ' ') = coalesce(a.orig_sys_shipment_ref, ' ')
            left join oe_order_lines_all b on w.line_id is null and b.header_id = o2.header_id and b.orig_sys_line_ref = a.orig_sys_line_ref
              and coalesce(b.orig_sys_shipment_ref, ' ') = coalesce(a.orig_sys_shipment_ref, ' ')
            limit 1) li on a.orig_sys_line_ref is not null
          left join lateral (
            select x.price_adjustment_id from oe_price_adjustments x where o2.op = 'UPDATE' and x.header_id = o2.header_id and x.orig_sys_discount_ref = a.orig_sys_discount_ref
              and x.line_id is not distinct from li.line_id limit 1) pa on true
          cross join lateral (select unnest(array_remove(array[
            case when (a.orig_sys_line_ref is not null and li.line_id is null) or (a.operation_code = 'INSERT') = (pa.price_adjustment_id is not null)
              then pipemill_sim_problem('OE_SIM_ADJUSTMENT', 'ORIG_SYS_DISCOUNT_REF', a.orig_sys_discount_ref) end,
            case when a.list_name is not null and not exists (select from qp_list_headers q where q.name = a.list_name)
              then pipemill_sim_problem('OE_SIM_MODIFIER', 'LIST_NAME', a.list_name) end], null)) as problem) p
          where a.request_id = p_request group by o2.row_tid) x
        where o.row_tid = x.row_tid;
      end if;
      update pipemill_sim_order o set errors = o.errors || pipemill_sim_problem('OE_SIM_ACTION', 'OPERATION_CODE', a.operation_code)
        from oe_actions_iface_all a
        where a.request_id = p_request and a.orig_sys_document_ref = o.ref and a.order_source_id = o.order_source_id and a.org_id = o.org_id
          and coalesce(a.change_sequence, ' ') = coalesce(o.seq, ' ') and coalesce(a.operation_code, ' ') <> 'BOOK_ORDER';
      update pipemill_sim_order o set failed = true
        where (cardinality(o.errors) > 0 or exists (select from pipemill_sim_line l where l.header_id = o.header_id and cardinality(l.errors) > 0));
      get diagnostics n_failed = row_count;
      processed := processed + n_orders;
      failed := failed + n_failed;

      if n_failed > 0 then
        with problems as materialized (
          select nextval('oe_msg_id_s') as id, o.*, p.problem, null::varchar(50) as line_ref, null::varchar(50) as shipment_ref, 'HEADER' as entity
            from pipemill_sim_order o cross join unnest(o.errors) as p(problem)
          union all
          select nextval('oe_msg_id_s'), o.*, p.problem, l.line_ref, l.shipment_ref, 'LINE'
            from pipemill_sim_order o join pipemill_sim_line l on l.header_id = o.header_id cross join unnest(l.errors) as p(problem)),
        written as (
          insert into oe_processing_msgs (transaction_id, request_id, entity_code, order_source_id, original_sys_document_ref, original_sys_document_line_ref,
              orig_sys_shipment_ref, change_sequence, org_id, attribute_code, message_source_code, type, creation_date, created_by, last_update_date, last_updated_by)
            select id, p_request, entity, order_source_id, ref, line_ref, shipment_ref, seq, org_id, split_part(problem, chr(31), 2), 'C', 'ERROR', stamp, 0, stamp, 0
            from problems)
        insert into oe_processing_msgs_tl (transaction_id, language, source_lang, message_text, creation_date, created_by, last_update_date, last_updated_by)
          select p.id, m.language_code, m.language_code, replace(replace(m.message_text, '&VALUE', split_part(p.problem, chr(31), 3)), '&ATTRIBUTE', split_part(p.problem, chr(31), 2)),
            stamp, 0, stamp, 0
          from problems p join fnd_new_messages m on m.message_name = split_part(p.problem, chr(31), 1) and m.language_code = any (p_languages);
        update oe_lines_iface_all l set error_flag = 'Y' where l.ctid = any (array(select y.row_tid from pipemill_sim_line y where cardinality(y.errors) > 0));
        delete from pipemill_sim_line l where l.header_id is null or exists (select from pipemill_sim_order o where o.failed and o.header_id = l.header_id);
      end if;

      -- 4. base tables: one order as a whole or not at all
      insert into oe_order_headers_all (header_id, org_id, order_type_id, order_number, version_number, order_source_id, orig_sys_document_ref, change_sequence,
          pricing_date, price_list_id, cust_po_number, payment_term_id, sold_to_org_id, ship_from_org_id, ship_to_org_id, invoice_to_org_id, salesrep_id,
          order_category_code, cancelled_flag, open_flag, booked_flag, booked_date, flow_status_code, creation_date, created_by, last_update_date, last_updated_by, request_id,
          ordered_date, request_date, conversion_rate, conversion_type_code, conversion_rate_date, transactional_curr_code, shipping_method_code,
          freight_terms_code, fob_point_code, sold_from_org_id, sales_channel_code, shipping_instructions, packing_instructions, context, attribute1,
          attribute2, attribute3, attribute4, attribute5, attribute6, attribute7, attribute8, attribute9, attribute10, attribute11, attribute12,
          attribute13, attribute14, attribute15, attribute16, attribute17, attribute18, attribute19, attribute20)
        select o.header_id, o.org_id, o.order_type_id, coalesce(i.order_number, nextval('oe_order_number_s')), coalesce(i.version_number, 0), o.order_source_id, o.ref, o.seq,
          stamp, o.price_list_id, i.customer_po_number, o.payment_term_id, o.sold_to_org_id, o.ship_from_org_id, o.ship_to_org_id, o.invoice_to_org_id, o.salesrep_id,
          o.category, 'N', 'Y', case when o.books then 'Y' else 'N' end, case when o.books then stamp end, case when o.books then 'BOOKED' else 'ENTERED' end,
          stamp, i.created_by, stamp, i.last_updated_by, p_request,
          i.ordered_date, i.request_date, i.conversion_rate, i.conversion_type_code, i.conversion_rate_date, i.transactional_curr_code,
          i.shipping_method_code, i.freight_terms_code, i.fob_point_code, i.sold_from_org_id, i.sales_channel_code, i.shipping_instructions,
          i.packing_instructions, i.context, i.attribute1, i.attribute2, i.attribute3, i.attribute4, i.attribute5, i.attribute6, i.attribute7,
          i.attribute8, i.attribute9, i.attribute10, i.attribute11, i.attribute12, i.attribute13, i.attribute14, i.attribute15, i.attribute16,
          i.attribute17, i.attribute18, i.attribute19, i.attribute20
        from pipemill_sim_order o cross join lateral (select x.* from oe_headers_iface_all x where x.ctid = o.row_tid limit 1) i
        where o.op = 'INSERT' and not o.failed;
      if exists (select from pipemill_sim_order o where o.op = 'UPDATE' and not o.failed) then
        update oe_order_headers_all b set change_sequence = coalesce(o.seq, b.change_sequence), order_type_id = coalesce(o.order_type_id, b.order_type_id),
          price_list_id = coalesce(o.price_list_id, b.price_list_id), cust_po_number = coalesce(i.customer_po_number, b.cust_po_number),
          payment_term_id = coalesce(o.payment_term_id, b.payment_term_id), sold_to_org_id = coalesce(o.sold_to_org_id, b.sold_to_org_id),
          ship_from_org_id = coalesce(o.ship_from_org_id, b.ship_from_org_id), ship_to_org_id = coalesce(o.ship_to_org_id, b.ship_to_org_id),
          invoice_to_org_id = coalesce(o.invoice_to_org_id, b.invoice_to_org_id), salesrep_id = coalesce(o.salesrep_id, b.salesrep_id),
          cancelled_flag = case when o.cancels then 'Y' else b.cancelled_flag end, open_flag = case when o.cancels then 'N' else b.open_flag end,
          change_reason = case when o.cancels then i.change_reason else b.change_reason end,
          booked_flag = case when o.books then 'Y' else b.booked_flag end, booked_date = case when o.books then coalesce(b.booked_date, stamp) else b.booked_date end,
          flow_status_code = case when o.cancels then 'CANCELLED' when o.books then 'BOOKED' else b.flow_status_code end,
          last_update_date = stamp, last_updated_by = i.last_updated_by, request_id = p_request,
      ordered_date = coalesce(i.ordered_date, b.ordered_date), request_date = coalesce(i.request_date, b.request_date),
      conversion_rate = coalesce(i.conversion_rate, b.conversion_rate),
      conversion_type_code = coalesce(i.conversion_type_code, b.conversion_type_code),
      conversion_rate_date = coalesce(i.conversion_rate_date, b.conversion_rate_date),
      transactional_curr_code = coalesce(i.transactional_curr_code, b.transactional_curr_code),
      shipping_method_code = coalesce(i.shipping_method_code, b.shipping_method_code),
      freight_terms_code = coalesce(i.freight_terms_code, b.freight_terms_code), fob_point_code = coalesce(i.fob_point_code, b.fob_point_code),
      sold_from_org_id = coalesce(i.sold_from_org_id, b.sold_from_org_id), sales_channel_code = coalesce(i.sales_channel_code, b.sales_channel_code),
      shipping_instructions = coalesce(i.shipping_instructions, b.shipping_instructions),
      packing_instructions = coalesce(i.packing_instructions, b.packing_instructions), context = coalesce(i.context, b.context),
      attribute1 = coalesce(i.attribute1, b.attribute1), attribute2 = coalesce(i.attribute2, b.attribute2),
      attribute3 = coalesce(i.attribute3, b.attribute3), attribute4 = coalesce(i.attribute4, b.attribute4),
      attribute5 = coalesce(i.attribute5, b.attribute5), attribute6 = coalesce(i.attribute6, b.attribute6),
      attribute7 = coalesce(i.attribute7, b.attribute7), attribute8 = coalesce(i.attribute8, b.attribute8),
      attribute9 = coalesce(i.attribute9, b.attribute9), attribute10 = coalesce(i.attribute10, b.attribute10),
      attribute11 = coalesce(i.attribute11, b.attribute11), attribute12 = coalesce(i.attribute12, b.attribute12),
      attribute13 = coalesce(i.attribute13, b.attribute13), attribute14 = coalesce(i.attribute14, b.attribute14),
      attribute15 = coalesce(i.attribute15, b.attribute15), attribute16 = coalesce(i.attribute16, b.attribute16),
      attribute17 = coalesce(i.attribute17, b.attribute17), attribute18 = coalesce(i.attribute18, b.attribute18),
      attribute19 = coalesce(i.attribute19, b.attribute19), attribute20 = coalesce(i.attribute20, b.attribute20)
          from pipemill_sim_order o cross join lateral (select x.* from oe_headers_iface_all x where x.ctid = o.row_tid limit 1) i
          where o.op = 'UPDATE' and not o.failed and b.header_id = o.header_id
            and b.header_id = any (array(select y.header_id from pipemill_sim_order y where y.op = 'UPDATE' and not y.failed));
      end if;
      insert into oe_order_lines_all (line_id, org_id, header_id, line_number, shipment_number, order_source_id, orig_sys_document_ref, orig_sys_line_ref,
          orig_sys_shipment_ref, change_sequence, ordered_item, inventory_item_id, item_type_code, ordered_quantity, cancelled_quantity, price_list_id, salesrep_id,
          sold_to_org_id, ship_from_org_id, ship_to_org_id, invoice_to_org_id, cust_po_number, line_category_code, cancelled_flag, open_flag, booked_flag,
          flow_status_code, creation_date, created_by, last_update_date, last_updated_by, request_id,
          user_item_description, request_date, promise_date, schedule_ship_date, latest_acceptable_date, order_quantity_uom, pricing_quantity,
          pricing_quantity_uom, unit_selling_price, unit_list_price, calculate_price_flag, sold_from_org_id, shipping_instructions,
          packing_instructions, context, attribute1, attribute2, attribute3, attribute4, attribute5, attribute6, attribute7, attribute8, attribute9,
          attribute10, attribute11, attribute12, attribute13, attribute14, attribute15, attribute16, attribute17, attribute18, attribute19,
          attribute20, payment_term_id)
        select w.line_id, o.org_id, o.header_id,
          coalesce(i.line_number, coalesce((select max(x.line_number) from oe_order_lines_all x where x.header_id = o.header_id), 0)
            + row_number() over (partition by o.header_id, i.line_number is null order by lpad(w.line_ref, 50))),
          coalesce(i.shipment_number, 1), o.order_source_id, o.ref, w.line_ref, w.shipment_ref, o.seq, w.item, w.item_id, coalesce(i.item_type_code, 'STANDARD'),
          i.ordered_quantity, 0, coalesce(w.price_list_id, h.price_list_id), coalesce(w.salesrep_id, h.salesrep_id), h.sold_to_org_id,
          coalesce(w.ship_from_org_id, h.ship_from_org_id), coalesce(w.ship_to_org_id, h.ship_to_org_id), coalesce(w.invoice_to_org_id, h.invoice_to_org_id),
          coalesce(i.customer_po_number, h.cust_po_number), 'ORDER', 'N', 'Y', h.booked_flag, case when h.booked_flag = 'Y' then 'AWAITING_SHIPPING' else 'ENTERED' end,
          stamp, i.created_by, stamp, i.last_updated_by, p_request,
          i.user_item_description, i.request_date, i.promise_date, i.schedule_ship_date, i.latest_acceptable_date, i.order_quantity_uom,
          i.pricing_quantity, i.pricing_quantity_uom, i.unit_selling_price, i.unit_list_price, i.calculate_price_flag, i.sold_from_org_id,
          i.shipping_instructions, i.packing_instructions, i.context, i.attribute1, i.attribute2, i.attribute3, i.attribute4, i.attribute5,
          i.attribute6, i.attribute7, i.attribute8, i.attribute9, i.attribute10, i.attribute11, i.attribute12, i.attribute13, i.attribute14,
          i.attribute15, i.attribute16, i.attribute17, i.attribute18, i.attribute19, i.attribute20, coalesce(w.payment_term_id, h.payment_term_id)
        from pipemill_sim_line w join pipemill_sim_order o on o.header_id = w.header_id
        cross join lateral (select x.* from oe_order_headers_all x where x.header_id = o.header_id limit 1) h
        cross join lateral (select x.* from oe_lines_iface_all x where x.ctid = w.row_tid limit 1) i
        where w.op = 'INSERT';
      if exists (select from pipemill_sim_line w where w.op = 'UPDATE') then
        update oe_order_lines_all b set change_sequence = coalesce(o.seq, b.change_sequence), ordered_item = coalesce(w.item, b.ordered_item),
          inventory_item_id = coalesce(w.item_id, b.inventory_item_id), price_list_id = coalesce(w.price_list_id, b.price_list_id),
          salesrep_id = coalesce(w.salesrep_id, b.salesrep_id), ship_from_org_id = coalesce(w.ship_from_org_id, b.ship_from_org_id),
          ship_to_org_id = coalesce(w.ship_to_org_id, b.ship_to_org_id), invoice_to_org_id = coalesce(w.invoice_to_org_id, b.invoice_to_org_id),
          line_number = coalesce(i.line_number, b.line_number), cust_po_number = coalesce(i.customer_po_number, b.cust_po_number),
          cancelled_quantity = case when w.cancels then b.ordered_quantity else b.cancelled_quantity end,
          ordered_quantity = coalesce(i.ordered_quantity, b.ordered_quantity),
          cancelled_flag = case when w.cancels then 'Y' else b.cancelled_flag end, open_flag = case when w.cancels then 'N' else b.open_flag end,
          change_reason = case when w.cancels then i.change_reason else b.change_reason end,
          flow_status_code = case when w.cancels then 'CANCELLED' else b.flow_status_code end,
          last_update_date = stamp, last_updated_by = i.last_updated_by, request_id = p_request,
      user_item_description = coalesce(i.user_item_description, b.user_item_description), request_date = coalesce(i.request_date, b.request_date),
      promise_date = coalesce(i.promise_date, b.promise_date), schedule_ship_date = coalesce(i.schedule_ship_date, b.schedule_ship_date),
      latest_acceptable_date = coalesce(i.latest_acceptable_date, b.latest_acceptable_date),
      order_quantity_uom = coalesce(i.order_quantity_uom, b.order_quantity_uom), pricing_quantity = coalesce(i.pricing_quantity, b.pricing_quantity),
      pricing_quantity_uom = coalesce(i.pricing_quantity_uom, b.pricing_quantity_uom),
      unit_selling_price = coalesce(i.unit_selling_price, b.unit_selling_price), unit_list_price = coalesce(i.unit_list_price, b.unit_list_price),
      calculate_price_flag = coalesce(i.calculate_price_flag, b.calculate_price_flag),
      payment_term_id = coalesce(i.payment_term_id, b.payment_term_id), sold_from_org_id = coalesce(i.sold_from_org_id, b.sold_from_org_id),
      shipping_instructions = coalesce(i.shipping_instructions, b.shipping_instructions),
      packing_instructions = coalesce(i.packing_instructions, b.packing_instructions), context = coalesce(i.context, b.context),
      attribute1 = coalesce(i.attribute1, b.attribute1), attribute2 = coalesce(i.attribute2, b.attribute2),
      attribute3 = coalesce(i.attribute3, b.attribute3), attribute4 = coalesce(i.attribute4, b.attribute4),
      attribute5 = coalesce(i.attribute5, b.attribute5), attribute6 = coalesce(i.attribute6, b.attribute6),
      attribute7 = coalesce(i.attribute7, b.attribute7), attribute8 = coalesce(i.attribute8, b.attribute8),
      attribute9 = coalesce(i.attribute9, b.attribute9), attribute10 = coalesce(i.attribute10, b.attribute10),
      attribute11 = coalesce(i.attribute11, b.attribute11), attribute12 = coalesce(i.attribute12, b.attribute12),
      attribute13 = coalesce(i.attribute13, b.attribute13), attribute14 = coalesce(i.attribute14, b.attribute14),
      attribute15 = coalesce(i.attribute15, b.attribute15), attribute16 = coalesce(i.attribute16, b.attribute16),
      attribute17 = coalesce(i.attribute17, b.attribute17), attribute18 = coalesce(i.attribute18, b.attribute18),
      attribute19 = coalesce(i.attribute19, b.attribute19), attribute20 = coalesce(i.attribute20, b.attribute20)
          from pipemill_sim_line w join pipemill_sim_order o on o.header_id = w.header_id
          cross join lateral (select x.* from oe_lines_iface_all x where x.ctid = w.row_tid limit 1) i
          where w.op = 'UPDATE' and b.line_id = w.line_id and b.line_id = any (array(select y.line_id from pipemill_sim_line y where y.op = 'UPDATE'));
      end if;
      -- booking and cancelling an order take its lines along
      if exists (select from pipemill_sim_order o where o.op = 'UPDATE' and not o.failed) then
      update oe_order_lines_all b set booked_flag = 'Y', flow_status_code = case when b.flow_status_code = 'ENTERED' then 'AWAITING_SHIPPING' else b.flow_status_code end
        from pipemill_sim_order o where o.op = 'UPDATE' and o.books and not o.cancels and not o.failed and b.header_id = o.header_id and b.booked_flag <> 'Y'
          and b.header_id = any (array(select y.header_id from pipemill_sim_order y where y.op = 'UPDATE' and y.books and not y.failed));
      update oe_order_lines_all b set cancelled_flag = 'Y', open_flag = 'N', cancelled_quantity = b.ordered_quantity, ordered_quantity = 0, flow_status_code = 'CANCELLED',
          change_reason = i.change_reason, last_update_date = stamp, request_id = p_request
        from pipemill_sim_order o cross join lateral (select x.* from oe_headers_iface_all x where x.ctid = o.row_tid limit 1) i
        where o.cancels and not o.failed and b.header_id = o.header_id and coalesce(b.cancelled_flag, 'N') <> 'Y'
          and b.header_id = any (array(select y.header_id from pipemill_sim_order y where y.cancels and not y.failed));
      end if;
      if exists (select from oe_price_adjs_iface_all a where a.request_id = p_request) then
        with adjustments as materialized (
          select a.ctid as tid, a.operation_code, o.header_id, li.line_id, pa.price_adjustment_id, q.list_header_id
          from oe_price_adjs_iface_all a
          join pipemill_sim_order o on o.ref = a.orig_sys_document_ref and o.order_source_id = a.order_source_id and o.org_id = a.org_id
            and coalesce(o.seq, ' ') = coalesce(a.change_sequence, ' ') and not o.failed
          left join lateral (
            select x.line_id from oe_order_lines_all x where a.orig_sys_line_ref is not null and x.header_id = o.header_id and x.orig_sys_line_ref = a.orig_sys_line_ref
              and coalesce(x.orig_sys_shipment_ref, ' ') = coalesce(a.orig_sys_shipment_ref, ' ') limit 1) li on true
          left join lateral (
            select x.price_adjustment_id from oe_price_adjustments x where o.op = 'UPDATE' and x.header_id = o.header_id and x.orig_sys_discount_ref = a.orig_sys_discount_ref
              and x.line_id is not distinct from li.line_id limit 1) pa on true
          left join qp_list_headers q on q.name = a.list_name
          where a.request_id = p_request),
        gone as (
          delete from oe_price_adjustments b where b.price_adjustment_id = any (array(select price_adjustment_id from adjustments where operation_code = 'DELETE'))),
        changed as (
          update oe_price_adjustments b set last_update_date = stamp, last_updated_by = i.last_updated_by, request_id = p_request,
      automatic_flag = coalesce(i.automatic_flag, b.automatic_flag), percent = coalesce(i.percent, b.percent),
      list_line_id = coalesce(i.list_line_id, b.list_line_id), list_line_type_code = coalesce(i.list_line_type_code, b.list_line_type_code),
      arithmetic_operator = coalesce(i.arithmetic_operator, b.arithmetic_operator), operand = coalesce(i.operand, b.operand),
      adjusted_amount = coalesce(i.adjusted_amount, b.adjusted_amount), charge_type_code = coalesce(i.charge_type_code, b.charge_type_code),
      charge_subtype_code = coalesce(i.charge_subtype_code, b.charge_subtype_code),
      change_reason_code = coalesce(i.change_reason_code, b.change_reason_code),
      change_reason_text = coalesce(i.change_reason_text, b.change_reason_text), updated_flag = coalesce(i.updated_flag, b.updated_flag),
      applied_flag = coalesce(i.applied_flag, b.applied_flag), context = coalesce(i.context, b.context),
      attribute1 = coalesce(i.attribute1, b.attribute1), attribute2 = coalesce(i.attribute2, b.attribute2),
      attribute3 = coalesce(i.attribute3, b.attribute3), attribute4 = coalesce(i.attribute4, b.attribute4),
      attribute5 = coalesce(i.attribute5, b.attribute5), attribute6 = coalesce(i.attribute6, b.attribute6),
      attribute7 = coalesce(i.attribute7, b.attribute7), attribute8 = coalesce(i.attribute8, b.attribute8),
      attribute9 = coalesce(i.attribute9, b.attribute9), attribute10 = coalesce(i.attribute10, b.attribute10),
      attribute11 = coalesce(i.attribute11, b.attribute11), attribute12 = coalesce(i.attribute12, b.attribute12),
      attribute13 = coalesce(i.attribute13, b.attribute13), attribute14 = coalesce(i.attribute14, b.attribute14),
      attribute15 = coalesce(i.attribute15, b.attribute15)
          from adjustments x cross join lateral (select y.* from oe_price_adjs_iface_all y where y.ctid = x.tid limit 1) i where x.operation_code = 'UPDATE' and b.price_adjustment_id = x.price_adjustment_id
            and b.price_adjustment_id = any (array(select price_adjustment_id from adjustments where operation_code = 'UPDATE')))
        insert into oe_price_adjustments (price_adjustment_id, header_id, line_id, orig_sys_discount_ref, list_header_id, creation_date, created_by, last_update_date,
            last_updated_by, request_id,
            automatic_flag, percent, list_line_id, list_line_type_code, arithmetic_operator, operand, adjusted_amount, charge_type_code,
            charge_subtype_code, change_reason_code, change_reason_text, updated_flag, applied_flag, context, attribute1, attribute2, attribute3,
            attribute4, attribute5, attribute6, attribute7, attribute8, attribute9, attribute10, attribute11, attribute12, attribute13, attribute14,
            attribute15)
          select nextval('oe_price_adjustments_s'), x.header_id, x.line_id, i.orig_sys_discount_ref, coalesce(i.list_header_id, x.list_header_id), stamp, i.created_by, stamp,
            i.last_updated_by, p_request,
            i.automatic_flag, i.percent, i.list_line_id, i.list_line_type_code, i.arithmetic_operator, i.operand, i.adjusted_amount,
            i.charge_type_code, i.charge_subtype_code, i.change_reason_code, i.change_reason_text, i.updated_flag, i.applied_flag, i.context,
            i.attribute1, i.attribute2, i.attribute3, i.attribute4, i.attribute5, i.attribute6, i.attribute7, i.attribute8, i.attribute9,
            i.attribute10, i.attribute11, i.attribute12, i.attribute13, i.attribute14, i.attribute15
          from adjustments x cross join lateral (select y.* from oe_price_adjs_iface_all y where y.ctid = x.tid limit 1) i where x.operation_code = 'INSERT';
      end if;

      -- 5. what is imported leaves the interface, what failed stays with its flag
      if n_failed > 0 then
        update oe_headers_iface_all h set error_flag = 'Y' where h.ctid = any (array(select y.row_tid from pipemill_sim_order y where y.failed));
      end if;
      if not p_keep then
        delete from oe_price_adjs_iface_all a using pipemill_sim_order o
          where a.request_id = p_request and not o.failed and a.orig_sys_document_ref = o.ref and a.order_source_id = o.order_source_id
            and a.org_id = o.org_id and coalesce(a.change_sequence, ' ') = coalesce(o.seq, ' ');
        delete from oe_actions_iface_all a using pipemill_sim_order o
          where a.request_id = p_request and not o.failed and a.orig_sys_document_ref = o.ref and a.order_source_id = o.order_source_id
            and a.org_id = o.org_id and coalesce(a.change_sequence, ' ') = coalesce(o.seq, ' ');
        delete from oe_lines_iface_all l where l.ctid = any (array(select row_tid from pipemill_sim_line));
        delete from oe_headers_iface_all h where h.ctid = any (array(select y.row_tid from pipemill_sim_order y where not y.failed));
      end if;
      delete from pipemill_sim_line;
      delete from pipemill_sim_order;
    end;
  end loop;
  delete from pipemill_sim_wave;
end $$;

-- Interface tables are empty whenever statistics are taken, so the planner takes each for one row and would join them by nested loops over everything. Look-ups
-- in base tables are written as laterals and arrays, which stay index look-ups.
alter function pipemill_sim_stamp_orders set enable_nestloop = off;
alter function pipemill_sim_stamp_orders set jit = off;
alter function pipemill_sim_share_orders set enable_nestloop = off;
alter function pipemill_sim_share_orders set jit = off;
alter function pipemill_sim_import_orders set enable_nestloop = off;
alter function pipemill_sim_import_orders set jit = off;
-- the ERP's own time zone, whoever calls
alter function pipemill_sim_import_orders set timezone = 'Asia/Shanghai';
