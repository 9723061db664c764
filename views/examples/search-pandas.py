# A search as a table, with amounts that stay exact
import pandas
from decimal import Decimal

SITE = "https://paidfor.example"

# Ids are text; an empty cell means that nothing is told, and is no zero.
ads = pandas.read_csv(f"{SITE}/search?country=US&format=csv", dtype=str)
told = ads.dropna(subset=["spend_lower"])
certain = told.groupby("currency")["spend_lower"].agg(lambda column: sum(map(Decimal, column)))
print(len(ads), "ads; spent at least:")
print(certain.to_string())
