#!/bin/sh
# A client in shell: reports one request, and asks what was spent by model. Needs curl and jq.
#
#   COST_OPS_API_URL=http://localhost:8080 COST_OPS_API_KEY=sk_live_… ./client.sh
set -eu
url=${COST_OPS_API_URL:-http://localhost:8080}
key=$COST_OPS_API_KEY

# The same id again is the same request: sending it once more after a failure counts nothing twice.
jq -n '{id: "client-sh-1", provider: "openai", model: "gpt-4o", timestamp: "2026-11-20T10:00:00Z",
        input_tokens: 1200, output_tokens: 300, project_id: "shop"}' |
    curl -fsS --retry 3 -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
        -d @- "$url/api/v1/usage" | jq -r '"\(.id) \(.result) \(.total_cost_exact) \(.currency)"'

curl -fsS -H "Authorization: Bearer $key" "$url/api/v1/costs?range=all&group_by=model" |
    jq -r '.data[] | "\(.model) \(.total_cost_exact)"'
