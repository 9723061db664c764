# Every ad that a search finds, as one CSV
SITE=https://paidfor.example

# curl fails where the file could not be finished: then its last line says so.
curl --fail --silent --show-error --retry 5 --compressed --output ads.csv \
  "$SITE/search?country=US&from=2024-10-01&to=2024-11-05&format=csv"
