# Page through a search by its cursor
SITE=https://paidfor.example

next="/search?q=vote&format=json&size=200"
page=0
while [ -n "$next" ]; do
  page=$((page + 1))
  # --retry waits as long as Retry-After says.
  curl --fail --silent --show-error --retry 5 --output "page-$page.json" "$SITE$next" || exit 1
  next=$(sed -n 's/.*"next":"\([^"]*\)".*/\1/p' "page-$page.json")
done
echo "$page pages"
