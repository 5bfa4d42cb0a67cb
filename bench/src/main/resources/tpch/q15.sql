with revenue as (
  select suppkey as supplier_no, sum(extendedprice * (1 - discount)) as total_revenue
  from lineitem
  where shipdate >= date '1996-01-01' and shipdate < date '1996-01-01' + interval '3' month
  group by suppkey)
select s.suppkey, s.name, s.address, s.phone, r.total_revenue
from supplier s, revenue r
where s.suppkey = r.supplier_no and round(r.total_revenue, 2) = (select round(max(total_revenue), 2) from revenue)
order by s.suppkey
