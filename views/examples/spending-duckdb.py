# Who spent most in a country, asked with SQL
import duckdb
from urllib.request import urlretrieve

SITE = "https://paidfor.example"

urlretrieve(f"{SITE}/spending?place=US&currency=USD&format=csv", "spending.csv")
print(duckdb.sql("""
    SELECT advertiser_name, lower, upper, method
    FROM read_csv('spending.csv', all_varchar = true)
    ORDER BY CAST(lower AS DECIMAL(18, 2)) DESC
    LIMIT 10
"""))
