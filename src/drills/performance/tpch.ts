// TPC-H as Trino asks it: the eight tables out of Trino's own generator, and the 22 queries with the values that the specification gives for
// validation (TPC Benchmark H, revision 3, 2.4). Columns have the names that Trino's generator gives them: `orderkey`, not `o_orderkey`.

/** The tables, in the order in which they are made. */
export const tpchTables = [
  'region',
  'nation',
  'supplier',
  'customer',
  'part',
  'partsupp',
  'orders',
  'lineitem',
] as const

/** One of the 22 queries. */
export interface TpchQuery {
  /** `q1` to `q22`. */
  readonly id: string
  readonly sql: string
}

/** Makes one table in the session's schema, out of the generator at a scale such as `0.1`. */
export function tableStatement(table: (typeof tpchTables)[number], scale: string): string {
  return `create table ${table} as select * from tpch."sf${scale}".${table}`
}

const revenue = 'l.extendedprice * (1 - l.discount)'

const statements: readonly string[] = [
  `select returnflag, linestatus, sum(quantity), sum(extendedprice), sum(extendedprice * (1 - discount)),
  sum(extendedprice * (1 - discount) * (1 + tax)), avg(quantity), avg(extendedprice), avg(discount), count(*)
from lineitem where shipdate <= date '1998-12-01' - interval '90' day
group by returnflag, linestatus order by returnflag, linestatus`,
  `select s.acctbal, s.name, n.name, p.partkey, p.mfgr, s.address, s.phone, s.comment
from part p, supplier s, partsupp ps, nation n, region r
where p.partkey = ps.partkey and s.suppkey = ps.suppkey and p.size = 15 and p.type like '%BRASS'
  and s.nationkey = n.nationkey and n.regionkey = r.regionkey and r.name = 'EUROPE'
  and ps.supplycost = (
    select min(ps.supplycost) from partsupp ps, supplier s, nation n, region r
    where p.partkey = ps.partkey and s.suppkey = ps.suppkey and s.nationkey = n.nationkey
      and n.regionkey = r.regionkey and r.name = 'EUROPE')
order by s.acctbal desc, n.name, s.name, p.partkey limit 100`,
  `select l.orderkey, sum(${revenue}) as revenue, o.orderdate, o.shippriority
from customer c, orders o, lineitem l
where c.mktsegment = 'BUILDING' and c.custkey = o.custkey and l.orderkey = o.orderkey
  and o.orderdate < date '1995-03-15' and l.shipdate > date '1995-03-15'
group by l.orderkey, o.orderdate, o.shippriority order by revenue desc, o.orderdate limit 10`,
  `select o.orderpriority, count(*) from orders o
where o.orderdate >= date '1993-07-01' and o.orderdate < date '1993-07-01' + interval '3' month
  and exists (select * from lineitem l where l.orderkey = o.orderkey and l.commitdate < l.receiptdate)
group by o.orderpriority order by o.orderpriority`,
  `select n.name, sum(${revenue}) as revenue
from customer c, orders o, lineitem l, supplier s, nation n, region r
where c.custkey = o.custkey and l.orderkey = o.orderkey and l.suppkey = s.suppkey and c.nationkey = s.nationkey
  and s.nationkey = n.nationkey and n.regionkey = r.regionkey and r.name = 'ASIA'
  and o.orderdate >= date '1994-01-01' and o.orderdate < date '1994-01-01' + interval '1' year
group by n.name order by revenue desc`,
  `select sum(extendedprice * discount) from lineitem
where shipdate >= date '1994-01-01' and shipdate < date '1994-01-01' + interval '1' year
  and discount between 0.06 - 0.01 and 0.06 + 0.01 and quantity < 24`,
  `select supp_nation, cust_nation, l_year, sum(volume) from (
  select n1.name as supp_nation, n2.name as cust_nation, year(l.shipdate) as l_year, ${revenue} as volume
  from supplier s, lineitem l, orders o, customer c, nation n1, nation n2
  where s.suppkey = l.suppkey and o.orderkey = l.orderkey and c.custkey = o.custkey
    and s.nationkey = n1.nationkey and c.nationkey = n2.nationkey
    and ((n1.name = 'FRANCE' and n2.name = 'GERMANY') or (n1.name = 'GERMANY' and n2.name = 'FRANCE'))
    and l.shipdate between date '1995-01-01' and date '1996-12-31')
group by supp_nation, cust_nation, l_year order by supp_nation, cust_nation, l_year`,
  `select o_year, sum(case when nation = 'BRAZIL' then volume else 0 end) / sum(volume) from (
  select year(o.orderdate) as o_year, ${revenue} as volume, n2.name as nation
  from part p, supplier s, lineitem l, orders o, customer c, nation n1, nation n2, region r
  where p.partkey = l.partkey and s.suppkey = l.suppkey and l.orderkey = o.orderkey and o.custkey = c.custkey
    and c.nationkey = n1.nationkey and n1.regionkey = r.regionkey and r.name = 'AMERICA'
    and s.nationkey = n2.nationkey and o.orderdate between date '1995-01-01' and date '1996-12-31'
    and p.type = 'ECONOMY ANODIZED STEEL')
group by o_year order by o_year`,
  `select nation, o_year, sum(amount) from (
  select n.name as nation, year(o.orderdate) as o_year, ${revenue} - ps.supplycost * l.quantity as amount
  from part p, supplier s, lineitem l, partsupp ps, orders o, nation n
  where s.suppkey = l.suppkey and ps.suppkey = l.suppkey and ps.partkey = l.partkey and p.partkey = l.partkey
    and o.orderkey = l.orderkey and s.nationkey = n.nationkey and p.name like '%green%')
group by nation, o_year order by nation, o_year desc`,
  `select c.custkey, c.name, sum(${revenue}) as revenue, c.acctbal, n.name, c.address, c.phone, c.comment
from customer c, orders o, lineitem l, nation n
where c.custkey = o.custkey and l.orderkey = o.orderkey and o.orderdate >= date '1993-10-01'
  and o.orderdate < date '1993-10-01' + interval '3' month and l.returnflag = 'R' and c.nationkey = n.nationkey
group by c.custkey, c.name, c.acctbal, c.phone, n.name, c.address, c.comment order by revenue desc limit 20`,
  `select ps.partkey, sum(ps.supplycost * ps.availqty) as value
from partsupp ps, supplier s, nation n
where ps.suppkey = s.suppkey and s.nationkey = n.nationkey and n.name = 'GERMANY'
group by ps.partkey having sum(ps.supplycost * ps.availqty) > (
  select sum(ps.supplycost * ps.availqty) * 0.0001 / {scale} from partsupp ps, supplier s, nation n
  where ps.suppkey = s.suppkey and s.nationkey = n.nationkey and n.name = 'GERMANY')
order by value desc`,
  `select l.shipmode,
  sum(case when o.orderpriority in ('1-URGENT', '2-HIGH') then 1 else 0 end),
  sum(case when o.orderpriority not in ('1-URGENT', '2-HIGH') then 1 else 0 end)
from orders o, lineitem l
where o.orderkey = l.orderkey and l.shipmode in ('MAIL', 'SHIP') and l.commitdate < l.receiptdate
  and l.shipdate < l.commitdate and l.receiptdate >= date '1994-01-01'
  and l.receiptdate < date '1994-01-01' + interval '1' year
group by l.shipmode order by l.shipmode`,
  `select c_count, count(*) as custdist from (
  select c.custkey, count(o.orderkey) as c_count
  from customer c left join orders o on c.custkey = o.custkey and o.comment not like '%special%requests%'
  group by c.custkey)
group by c_count order by custdist desc, c_count desc`,
  `select 100.00 * sum(case when p.type like 'PROMO%' then ${revenue} else 0 end) / sum(${revenue})
from lineitem l, part p
where l.partkey = p.partkey and l.shipdate >= date '1995-09-01'
  and l.shipdate < date '1995-09-01' + interval '1' month`,
  `with revenue as (
  select l.suppkey, sum(${revenue}) as total_revenue from lineitem l
  where l.shipdate >= date '1996-01-01' and l.shipdate < date '1996-01-01' + interval '3' month
  group by l.suppkey)
select s.suppkey, s.name, s.address, s.phone, r.total_revenue from supplier s, revenue r
where s.suppkey = r.suppkey and r.total_revenue = (select max(total_revenue) from revenue) order by s.suppkey`,
  `select p.brand, p.type, p.size, count(distinct ps.suppkey) as supplier_cnt
from partsupp ps, part p
where p.partkey = ps.partkey and p.brand <> 'Brand#45' and p.type not like 'MEDIUM POLISHED%'
  and p.size in (49, 14, 23, 45, 19, 3, 36, 9)
  and ps.suppkey not in (select s.suppkey from supplier s where s.comment like '%Customer%Complaints%')
group by p.brand, p.type, p.size order by supplier_cnt desc, p.brand, p.type, p.size`,
  `select sum(l.extendedprice) / 7.0 from lineitem l, part p
where p.partkey = l.partkey and p.brand = 'Brand#23' and p.container = 'MED BOX'
  and l.quantity < (select 0.2 * avg(l.quantity) from lineitem l where l.partkey = p.partkey)`,
  `select c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice, sum(l.quantity)
from customer c, orders o, lineitem l
where o.orderkey in (select l.orderkey from lineitem l group by l.orderkey having sum(l.quantity) > 300)
  and c.custkey = o.custkey and o.orderkey = l.orderkey
group by c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice
order by o.totalprice desc, o.orderdate limit 100`,
  `select sum(${revenue}) from lineitem l, part p
where p.partkey = l.partkey and l.shipmode in ('AIR', 'AIR REG') and l.shipinstruct = 'DELIVER IN PERSON' and (
  (p.brand = 'Brand#12' and p.container in ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')
    and l.quantity between 1 and 11 and p.size between 1 and 5)
  or (p.brand = 'Brand#23' and p.container in ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')
    and l.quantity between 10 and 20 and p.size between 1 and 10)
  or (p.brand = 'Brand#34' and p.container in ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')
    and l.quantity between 20 and 30 and p.size between 1 and 15))`,
  `select s.name, s.address from supplier s, nation n
where s.suppkey in (
    select ps.suppkey from partsupp ps
    where ps.partkey in (select p.partkey from part p where p.name like 'forest%')
      and ps.availqty > (
        select 0.5 * sum(l.quantity) from lineitem l
        where l.partkey = ps.partkey and l.suppkey = ps.suppkey and l.shipdate >= date '1994-01-01'
          and l.shipdate < date '1994-01-01' + interval '1' year))
  and s.nationkey = n.nationkey and n.name = 'CANADA'
order by s.name`,
  `select s.name, count(*) as numwait from supplier s, lineitem l1, orders o, nation n
where s.suppkey = l1.suppkey and o.orderkey = l1.orderkey and o.orderstatus = 'F' and l1.receiptdate > l1.commitdate
  and exists (select * from lineitem l2 where l2.orderkey = l1.orderkey and l2.suppkey <> l1.suppkey)
  and not exists (
    select * from lineitem l3
    where l3.orderkey = l1.orderkey and l3.suppkey <> l1.suppkey and l3.receiptdate > l3.commitdate)
  and s.nationkey = n.nationkey and n.name = 'SAUDI ARABIA'
group by s.name order by numwait desc, s.name limit 100`,
  `select cntrycode, count(*), sum(acctbal) from (
  select substr(c.phone, 1, 2) as cntrycode, c.acctbal from customer c
  where substr(c.phone, 1, 2) in ('13', '31', '23', '29', '30', '18', '17')
    and c.acctbal > (
      select avg(c.acctbal) from customer c
      where c.acctbal > 0.00 and substr(c.phone, 1, 2) in ('13', '31', '23', '29', '30', '18', '17'))
    and not exists (select * from orders o where o.custkey = c.custkey))
group by cntrycode order by cntrycode`,
]

/** The 22 queries at a scale: one of them names it (2.4.11.3). */
export function tpchQueries(scale: string): readonly TpchQuery[] {
  return statements.map((sql, at) => ({ id: `q${at + 1}`, sql: sql.replace('{scale}', scale) }))
}
