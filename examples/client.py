"""A client in Python's standard library: reports one request, and asks what was spent by model.

    COST_OPS_API_URL=http://localhost:8080 COST_OPS_API_KEY=sk_live_... python3 client.py
"""

import json
import os
import time
import urllib.error
import urllib.request

URL = os.environ.get("COST_OPS_API_URL", "http://localhost:8080")
KEY = os.environ["COST_OPS_API_KEY"]


def ask(method, path, body=None, tries=4):
    """The answer as JSON; asked again while the server says to come back."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    request = urllib.request.Request(URL + path, data, headers, method=method)
    for left in reversed(range(tries)):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or not left:
                raise SystemExit(error.read().decode()) from None
            time.sleep(int(error.headers.get("Retry-After", 1)))


# The same id again is the same request: sending it once more after a failure counts nothing twice.
said = ask("POST", "/api/v1/usage", {
    "id": "client-py-1", "provider": "openai", "model": "gpt-4o", "timestamp": "2026-11-20T10:00:00Z",
    "input_tokens": 1200, "output_tokens": 300, "project_id": "shop",
})
print(said["id"], said["result"], said["total_cost_exact"], said["currency"])
for row in ask("GET", "/api/v1/costs?range=all&group_by=model")["data"]:
    print(row["model"], row["total_cost_exact"])
