-- What the retail office's tables say against what stands in the ERP's interface and base tables. Reads the foreign schemas retail and erp and nothing
-- else: the hub's store cannot even be reached from here. Every row of `verdict` is a fault.
create temp table src as select order_no, cust_cd, po_no, order_dt, total_amt, freight_amt, remark, order_status in ('作废', '9') as void,
    order_status in ('录入', '0') as draft from retail.retail_order;
create temp table src_line as select order_no, line_no, oil_cd, net_ton, price, depot_cd from retail.retail_order_line;
create temp table src_customer as select cust_cd from retail.retail_customer;
create temp table answer as select order_no, erp_order_no, status from retail.erp_order_status;
create temp table iface as
  select 'header' as kind, orig_sys_document_ref as ref, error_flag, request_id from erp.oe_headers_iface_all
  union all select 'line', orig_sys_document_ref, error_flag, request_id from erp.oe_lines_iface_all
  union all select 'adjustment', orig_sys_document_ref, error_flag, request_id from erp.oe_price_adjs_iface_all
  union all select 'customer', orig_system_customer_ref, interface_status, request_id from erp.ra_customers_interface_all;
create temp table account as select cust_account_id, account_number from erp.hz_cust_accounts;
create temp table party as select orig_system_reference as ref from erp.hz_parties;
create temp table head as select h.header_id, h.order_number, h.orig_sys_document_ref as ref, a.account_number as customer, h.cust_po_number as po, h.ordered_date::date as day,
    h.attribute2::numeric as total, h.shipping_instructions as remark, coalesce(h.cancelled_flag, 'N') = 'Y' as cancelled
  from erp.oe_order_headers_all h left join account a on a.cust_account_id = h.sold_to_org_id;
create temp table line as select header_id, orig_sys_line_ref as line_ref, ordered_item as item, ordered_quantity as quantity, order_quantity_uom as unit,
    unit_selling_price as price, attribute2::numeric as amount, attribute10 as warehouse from erp.oe_order_lines_all where coalesce(cancelled_flag, 'N') <> 'Y';
create temp table freight as select header_id, adjusted_amount as amount, attribute2 as kind from erp.oe_price_adjustments;
-- every header row that was ever committed into the interface, in the order of its arrival (a trigger of the harness in the ERP writes it)
create temp table sent as select n, ref, change_sequence::numeric as version, remark, cancelled from erp.harness_arrival;

create temp table product (code text, item text);
insert into product values ('DQ-01', 'CRUDE-DQ'), ('DQ-02', 'CRUDE-DQ-LW'), ('LS-01', 'CRUDE-LIGHT'), ('NJ-01', 'CONDENSATE'), ('ZY-01', 'HEAVY-OIL'), ('WY-01', 'SLOP-OIL');
-- what has to be in the ERP: no drafts, and nothing with a product nobody knows or without a quantity (those are rejected)
create temp table due as select s.* from src s where not s.draft
  and not exists (select from src_line l where l.order_no = s.order_no and (l.net_ton <= 0 or l.oil_cd not in (select code from product)));
create index on due (order_no);
create index on src_line (order_no);
create index on head (ref);
create index on head (header_id);
create index on line (header_id);
create index on sent (ref);
analyze src, src_line, src_customer, answer, head, line, freight, sent, due;

create temp table verdict as
  select 'MISSING' as kind, d.order_no as ref, 'order of the source' as expected, 'nothing' as found
    from due d where not d.void and not exists (select from head h where h.ref = d.order_no)
  union all select 'DOUBLED', h.ref, '1 order', count(*) || ' orders' from head h group by h.ref having count(*) > 1
  union all select 'UNEXPECTED', h.ref, 'no order', 'order ' || h.order_number from head h where not exists (select from due d where d.order_no = h.ref)
  union all select 'LEFT IN INTERFACE', i.ref, 'nothing', i.kind || ', error flag ' || coalesce(i.error_flag, '-') || ', request ' || coalesce(i.request_id::text, '-') from iface i
  union all select 'WRONG HEADER', h.ref,
      concat_ws(' | ', d.cust_cd, d.po_no, d.order_dt, d.total_amt, d.remark, 'void ' || d.void),
      concat_ws(' | ', h.customer, h.po, h.day, h.total, h.remark, 'void ' || h.cancelled)
    from due d join head h on h.ref = d.order_no
    where d.void <> h.cancelled or not d.void and (d.cust_cd, d.po_no, d.order_dt, d.total_amt, d.remark)
      is distinct from (h.customer, h.po, h.day::text, h.total, h.remark)
  union all select 'WRONG LINE', coalesce(e.order_no || '/' || e.line_no, f.ref || '/' || f.line_ref),
      concat_ws(' | ', e.item, e.net_ton, 'TON', e.price, e.amount, e.warehouse), concat_ws(' | ', f.item, f.quantity, f.unit, f.price, f.amount, f.warehouse)
    from (select l.order_no, l.line_no, p.item, l.net_ton, l.price, round(l.net_ton * l.price, 2) as amount, case l.depot_cd when 'BY1' then 'M1' when 'NY1' then 'M2' end as warehouse
        from due d join src_line l on l.order_no = d.order_no join product p on p.code = l.oil_cd where not d.void and exists (select from head h where h.ref = d.order_no)) e
    full join (select h.ref, l.* from head h join due d on d.order_no = h.ref and not d.void join line l on l.header_id = h.header_id) f
      on f.ref = e.order_no and f.line_ref = e.line_no::text
    where (e.item, e.net_ton, 'TON', e.price, e.amount, e.warehouse) is distinct from (f.item, f.quantity, f.unit, f.price, f.amount, f.warehouse)
  union all select 'DOUBLED LINE', h.ref || '/' || l.line_ref, '1 line', count(*) || ' lines' from head h join line l on l.header_id = h.header_id
    group by h.ref, l.line_ref, h.header_id having count(*) > 1
  union all select 'WRONG FREIGHT', d.order_no, coalesce(d.freight_amt::text, 'none'), coalesce(string_agg(f.kind || ' ' || f.amount, ', '), 'none')
    from due d join head h on h.ref = d.order_no left join freight f on f.header_id = h.header_id where not d.void
    group by d.order_no, h.header_id, d.freight_amt having count(f.header_id) <> count(d.freight_amt) or min(f.amount) is distinct from d.freight_amt
  union all select 'SENT TWICE', s.ref, 'version ' || s.version || ' once', count(*) || ' times' from sent s group by s.ref, s.version having count(*) > 1
  union all select 'OUT OF ORDER', o.ref, 'after version ' || o.before || ' ' || coalesce(o.remark_before, ''), 'version ' || o.version || ' ' || o.remark
    from (select ref, version, remark, cancelled, lag(version) over w as before, lag(remark) over w as remark_before from sent window w as (partition by ref order by n)) o
    -- the clerks number their changes themselves, in the remark: v1, v2, …
    where o.version <= o.before or not o.cancelled and substr(o.remark, 2)::int <= substr(o.remark_before, 2)::int
  union all select 'CUSTOMER MISSING', c.cust_cd, 'customer of the source', 'nothing' from src_customer c where not exists (select from account a where a.account_number = c.cust_cd)
  union all select 'CUSTOMER DOUBLED', p.ref, '1 party', count(*) || ' parties' from party p where exists (select from src_customer c where c.cust_cd = p.ref)
    group by p.ref having count(*) > 1
  union all select 'WRONG ANSWER', d.order_no, concat_ws(' | ', h.order_number, case when d.void then 'CANCELLED' else 'ENTERED or BOOKED' end),
      coalesce(concat_ws(' | ', a.erp_order_no, a.status), 'nothing')
    from due d left join head h on h.ref = d.order_no left join answer a on a.order_no = d.order_no
    where (h.header_id is not null or a.order_no is not null)
      and (a.order_no is null or h.order_number::text is distinct from a.erp_order_no
        or case when d.void then a.status <> 'CANCELLED' else a.status not in ('ENTERED', 'BOOKED') end);
