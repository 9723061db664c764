# The newest release as Parquet, checked and asked with SQL
import duckdb
import hashlib
import json
from pathlib import Path
from urllib.request import urlopen, urlretrieve

SITE = "https://paidfor.example"

index = json.load(urlopen(f"{SITE}/bulk/index.json"))
if index["newest"] is None:
    raise SystemExit("There is no release yet.")
newest = index["releases"][0]
folder = Path("release")
folder.mkdir(exist_ok=True)
for file in newest["files"]:
    if file["table"] == "ads" and file["format"] == "parquet":
        path = folder / Path(file["url"]).name
        urlretrieve(SITE + file["url"], path)
        if hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            raise SystemExit(f"{path} is not as it was published: fetch it again.")
print("As of", newest["id"])
print(duckdb.sql("""
    SELECT source, count(*) AS ads
    FROM read_parquet('release/*.parquet')
    GROUP BY source ORDER BY source
"""))
