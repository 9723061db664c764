# What changed since the release that you have
SITE=https://paidfor.example

# The token: the name of the release, or "until" of the last changes that you took.
token=$(cat token.txt 2>/dev/null) ||
  token=$(curl --fail --silent --show-error "$SITE/bulk/index.json" | sed -n 's/.*"newest":"\([^"]*\)".*/\1/p')
[ -n "$token" ] || { echo "There is no release yet."; exit 0; }
curl --fail --silent --show-error --retry 5 --compressed --output changes.ndjson \
  "$SITE/bulk/changes?since=$token" || exit 1
# Only a list with its last line is whole.
until=$(tail -n 1 changes.ndjson | sed -n 's/.*"until":"\([^"]*\)".*/\1/p')
[ -n "$until" ] || { echo "Cut short: ask again."; exit 1; }
echo "$until" > token.txt
echo "$(($(wc -l < changes.ndjson) - 2)) changes up to $until"
