#!/bin/sh
# search.sh INTENT [LIMIT]: asks a running Kenning and prints one method a line, best first.
# Needs curl. The server's address is $KENNING_URL, or http://127.0.0.1:7070.
set -eu
url=${KENNING_URL:-http://127.0.0.1:7070}
if [ $# -lt 1 ]; then
  echo "usage: search.sh INTENT [LIMIT]" >&2
  exit 2
fi

# Backslashes and quotes are escaped; control characters, which JSON forbids in a string, become spaces.
intent=$(printf '%s' "$1" | tr '\000-\037' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g')
reply=$(printf '{"query": "%s", "limit": %s}' "$intent" "${2:-10}" |
  curl --silent --show-error --max-time 30 --write-out '\n%{http_code}' \
    --header 'Content-Type: application/json' --data-binary @- "$url/v1/search")
status=${reply##*
}
body=${reply%
*}
if [ "$status" != 200 ]; then
  echo "$body" >&2
  exit 1
fi

# Quotes inside JSON strings are escaped, so these keys cannot be found inside a value.
printf '%s\n' "$body" |
  grep -oE '"(path|start_line|signature)" ?: ?("([^"\\]|\\.)*"|[0-9]+)' |
  sed -E 's/^"[a-z_]+" ?: ?//; s/^"(.*)"$/\1/; s/\\(["\\/])/\1/g' |
  paste -d '\t' - - - |
  awk -F '\t' '{ printf "%2d  %s:%s  %s\n", NR, $1, $2, $3 }'
