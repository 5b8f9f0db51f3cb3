"""Reports each call that LiteLLM makes to a cost-ops listener. Nothing of what was said goes there.

In a program: litellm.callbacks = [cost_ops_callback.handler]. In the proxy: see config.yaml.
"""

import json
import os
import sys
import urllib.request

from litellm.integrations.custom_logger import CustomLogger


def usage(kwargs, response, start, end):
    """The record of a call, as POST /api/v1/usage takes it."""
    counts = response["usage"]
    prompt = getattr(counts, "prompt_tokens_details", None)
    completion = getattr(counts, "completion_tokens_details", None)
    record = {
        "id": response["id"],
        "timestamp": end.astimezone().isoformat(),
        "model": response.get("model") or kwargs["model"],
        "provider": kwargs.get("custom_llm_provider") or "openai",
        "input_tokens": counts["prompt_tokens"],
        "output_tokens": counts["completion_tokens"],
        "latency_ms": int((end - start).total_seconds() * 1000),
    }
    # Parts of the two sums, which have prices of their own.
    for part, theirs, ours in (
        (prompt, "cached_tokens", "cached_tokens"),
        (prompt, "cache_creation_tokens", "cache_write_tokens"),
        (completion, "reasoning_tokens", "reasoning_tokens"),
    ):
        if getattr(part, theirs, None):
            record[ours] = getattr(part, theirs)
    metadata = (kwargs.get("litellm_params") or {}).get("metadata") or {}
    for theirs, ours in (("user_api_key_user_id", "user_id"), ("user_api_key_team_alias", "project_id")):
        if metadata.get(theirs):
            record[ours] = metadata[theirs]
    return record


class CostOps(CustomLogger):
    def send(self, record):
        url = os.environ.get("COST_OPS_API_URL", "http://localhost:8080") + "/api/v1/usage"
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ['COST_OPS_API_KEY']}"}
        request = urllib.request.Request(url, json.dumps(record).encode(), headers)
        try:
            urllib.request.urlopen(request, timeout=10).close()
        except OSError as error:
            # A call must not fail because it could not be reported.
            print(f"cost-ops: {record['id']} was not reported: {error}", file=sys.stderr)

    def log_success_event(self, kwargs, response_obj, start_time, end_time):
        self.send(usage(kwargs, response_obj, start_time, end_time))

    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
        import asyncio

        await asyncio.to_thread(self.send, usage(kwargs, response_obj, start_time, end_time))


handler = CostOps()
