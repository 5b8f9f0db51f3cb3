complete --keep-order --exclusive --command cost-ops --arguments "(COST_OPS_COMPLETE=fish cost-ops -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_cost_ops_global_optspecs
    string join \n c/config= database-url= json o/output= force tz= strict v/verbose q/quiet no-color api-url= api-key= timeout= h/help V/version
end

function __fish_cost_ops_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_cost_ops_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_cost_ops_using_subcommand
    set -l cmd (__fish_cost_ops_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c cost-ops -n "__fish_cost_ops_needs_command" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_needs_command" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -s V -l version -d 'Print version'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "ingest" -d 'Read usage into the ledger: records, response bodies, streams'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "record" -d 'Record a response as it passes by, or one request from flags'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "sync" -d 'Read what is new in the logs of the coding agents on this machine'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "sources" -d 'Where the logs of agents are, and what was read of them'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "hourly" -d 'What was spent, hour by hour'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "daily" -d 'What was spent, day by day'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "weekly" -d 'What was spent, week by week'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "monthly" -d 'What was spent, month by month; billing months may begin on any day'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "sessions" -d 'The sessions that cost most'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "models" -d 'What was spent on each model'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "projects" -d 'What was spent on each project'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "tags" -d 'What was spent under each tag'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "top" -d 'The dearest models, projects, days, sessions, …'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "calendar" -d 'The days of a year, shaded by what they cost'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "blocks" -d 'Five-hour blocks: what each used, and where the present one is heading'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "statusline" -d 'One line for Claude Code\'s status line'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "query" -d 'Ask what was spent, by anything'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "summary" -d 'Totals, shares and the trend of a period'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "budget" -d 'Budgets: set, look, check in CI'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "plan" -d 'Subscriptions: what they paid for, when they broke even'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "forecast" -d 'What the days ahead will cost, and the days that were out of the ordinary'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "sql" -d 'Ask in SQL, over the documented views'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "explain" -d 'What a cost is made of: of one record, or of a total by class and rule'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "diff" -d 'Why one period or selection costs more than another: volume, mix, cache, price'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "what-if" -d 'The same usage at another model, in batch, without a cache, at another date\'s prices'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "run" -d 'Run a command, tag what it uses, stop it at a limit'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "export" -d 'Write records to a file'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "report" -d 'A whole report as a file to hand on: HTML, Markdown, XLSX'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "pricing" -d 'The price book: look up, explain, add your own'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "reconcile" -d 'Compare a provider\'s bill with the ledger, a day and a model at a time'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "close" -d 'Freeze a period, open it again, check that it is as it was'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "audit" -d 'Who changed prices, budgets, keys and closed periods, and when'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "auth" -d 'Keys, users and logins for the server; who you are'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "server" -d 'Serve the ledger over HTTP: usage in, reports out'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "backup" -d 'Copy the ledger, while it is in use, to a checked file'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "restore" -d 'Put a backup in the place of the ledger; what was there is kept'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "init" -d 'Make the ledger, or see what would be made'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "health" -d 'Whether the ledger, the disk and the prices are well'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "config" -d 'Configuration: show, get, set'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "guide" -d 'Read a guide: the ledger, prices, formats, troubleshooting'
complete -c cost-ops -n "__fish_cost_ops_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s f -l file -d 'A file to read, - for standard input; may be repeated' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l format -d 'The format; auto tells it by the content' -r -f -a "auto\t'tell by the content'
native\t'native usage records: JSON object, array or JSON Lines'
csv\t'a table with native headers, or any headers by --map'
realtime\t'OpenAI Realtime events (response.done, input transcription), also Azure and xAI'
gemini\t'Google generateContent, embeddings and Live, on the Gemini API or Vertex, and their streams'
cohere\t'Cohere chat, embed and rerank responses (billed units)'
bedrock\t'Amazon Bedrock Converse responses, and invoke bodies of Llama, Titan and Nova'
ollama\t'Ollama /api/chat and /api/generate responses and their JSON Lines streams'
anthropic\t'Anthropic Messages responses (API, Bedrock invoke, Vertex) and their streams'
mistral-ocr\t'Mistral OCR responses (pages)'
perplexity\t'Perplexity Sonar responses (citations, searches) and their streams'
xai\t'xAI chat responses as the gRPC API spells them'
mistral\t'Mistral chat completions (num_cached_tokens) and their streams'
openai-responses\t'OpenAI Responses and image generation, and the APIs that speak them'
openai\t'OpenAI chat completions and embeddings, and every API that speaks them (Azure, Groq, DeepSeek, OpenRouter, …)'
json\t'any mix of native records, response bodies and their SSE streams, told apart one by one'
claude-code\t'Claude Code session logs (projects, subagents, sidechains)'
claude-result\t'results of claude -p --output-format json or stream-json (one record a model)'
codex\t'Codex CLI rollouts (sessions, archived sessions) and what codex exec --json prints'
crush\t'Crush sessions (crush.db, one record a session)'
anthropic-usage\t'Anthropic usage (Console CSV, Admin API usage_report/messages)'
cursor\t'Cursor usage exports (CSV from the dashboard)'
gemini-cli\t'Gemini CLI chats (JSON and JSONL), subagents among them'
opencode\t'OpenCode\'s database (opencode.db)'
opencode-json\t'OpenCode\'s messages in JSON files (storage/message) and what opencode export writes'
kilo\t'Kilo\'s database (kilo.db)'
qwen-code\t'Qwen Code chats (projects/*/chats/*.jsonl)'
iflow\t'iFlow CLI sessions (projects/*/session-*.jsonl)'
amp\t'Amp threads (threads/T-*.json)'
copilot-cli\t'GitHub Copilot CLI session events (events.jsonl) and telemetry files (otel/*.jsonl)'
copilot-store\t'GitHub Copilot CLI\'s store (session-store.db), one record a call'
copilot-vscode\t'GitHub Copilot chats of VS Code (chatSessions): they state no tokens, and give no records'
copilot-vscode-traces\t'GitHub Copilot\'s traces in VS Code (agent-traces.db)'
droid\t'Factory Droid sessions (totals of each) and what droid exec prints'
goose\t'Goose sessions (sessions.db)'
kimi\t'Kimi CLI and Kimi Code sessions (wire.jsonl)'
pi\t'pi and OMP sessions'
openclaw\t'OpenClaw sessions (also as Clawdbot and Moltbot), deleted and reset ones among them'
hermes\t'Hermes sessions (state.db, one record a session)'
deepseek-usage\t'DeepSeek usage (the amount CSV of the platform\'s export)'
focus\t'FOCUS 1.x billing exports (CSV), the rows of model services'
langfuse\t'Langfuse traces (JSON) and exports of observations (CSV, JSONL)'
litellm\t'LiteLLM spend logs (table dump as CSV, /spend/logs as JSON, callback payloads)'
openai-usage\t'OpenAI usage (usage API pages, the dashboard\'s CSV, legacy /v1/usage)'
openrouter\t'OpenRouter activity (CSV with a row a generation, generation JSON)'
grok-build\t'Grok Build sessions (updates.jsonl, one record a turn and model)'
mistral-vibe\t'Mistral Vibe sessions (meta.json, one record a session)'
llm\t'logs.db of the llm command line tool'
codebuff\t'Codebuff chats (chat-messages.json)'
dsh\t'DeepSeek Harness (dsh) sessions (session.jsonl)'
jsonl\t'the same as json'"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l provider -d 'The provider of every record' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l model -d 'The model of records that do not name one' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l at -d 'The instant of records that carry none (default: the file\'s own time, or now)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l map -d 'Read our field from their column or key; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l organization -d 'Whose usage it was: the organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l project -d 'The project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l user -d 'The user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l session -d 'The session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l tag -d 'A tag; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l dry-run -d 'Read, check and price everything, and write nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand ingest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l provider -d 'The provider' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l model -d 'The model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l id -d 'The request\'s id; recording the same id again changes nothing (default: a new one)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l timestamp -d 'When it was (default: now)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l latency-ms -d 'How long it took, in milliseconds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l context -d 'An attribute that chooses the price, for example processing=batch; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l input -l input-tokens -d 'The whole prompt, cached and written tokens included' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l output-tokens -d 'The whole output, reasoning included (also: --output TOKENS)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l cached -d 'Of the prompt: read from the cache' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l cache-write -d 'Of the prompt: written to the cache' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l cache-write-1h -d 'Of those written: to live for an hour' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l reasoning -d 'Of the output: reasoning' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l organization -d 'Whose usage it was: the organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l project -d 'The project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l user -d 'The user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l session -d 'The session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l tag -d 'A tag; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand record" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l source -d 'Only the logs of this agent; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l path -d 'Read the logs below this folder instead of the usual ones' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l since -d 'Leave logs alone that were last written before this day' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l watch -d 'Go on until interrupted, looking for something new every few seconds (2, or as said)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l dry-run -d 'Read and count everything that is new, and write nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l install -d 'Write a systemd timer of your own that syncs now and then, after asking; or print a line for cron'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l yes -d 'With --install: do not ask'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l all -d 'Also agents and roots that are not there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sources" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand hourly" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand daily" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand weekly" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand monthly" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sessions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand models" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l breakdown -d 'Split each row, beneath it, by model (models: by project) or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l by -d 'Rows by a further dimension of `query --group-by`; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand projects" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l breakdown -d 'Split each value, beneath it, by model or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand tags" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l breakdown -d 'Split each row, beneath it, by model or by the dimension given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l sort -d 'A measure or a dimension, - before it for descending' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l compact -d 'Only the most important columns'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand top" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand calendar" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l active -d 'Only the block that is going on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand blocks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand statusline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l group-by -d 'provider, model, organization, project, user, session, source, branch, host, hour, day, week, month or tag:KEY; several with commas' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l sort -d 'A measure or a dimension, - before it for descending (--sort=-total_cost)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l limit -d 'Rows at most; 20 when records are listed' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand query" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l breakdown -d 'Also by organization, project, user and source'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand summary" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "set" -d 'Set a budget, in the place of one of that name'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "list" -d 'The budgets there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "status" -d 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "check" -d 'Exit with 6 when a budget is over'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "test-alert" -d 'Send a test alert by each way that is configured, and say whether it arrived'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "remove" -d 'Take a budget out'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and not __fish_seen_subcommand_from set list status check test-alert remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l amount -d 'How much may be spent in a period: 200, 12.50' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l period -d 'day, week, month, quarter or year' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l starts-on -d 'Its first day: of the month (14), of a quarter or year (04-06), of the week (sunday)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l currency -d 'The currency of the amount, at the configured rate ([currency.rates])' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l thresholds -d 'Percentages that are worth saying when they are crossed (default: 50,75,90,100)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l currency -d 'Show amounts in this currency, at today\'s rate' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l format -d 'How the result is written; github: workflow commands, which GitHub shows as annotations; junit: a test report, one test a budget' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
github\t''
junit\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l forecast -d 'Also fail when more than the amount is expected by the end of the period'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from test-alert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set a budget, in the place of one of that name'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "list" -d 'The budgets there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "status" -d 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "check" -d 'Exit with 6 when a budget is over'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "test-alert" -d 'Send a test alert by each way that is configured, and say whether it arrived'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Take a budget out'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand budget; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -f -a "add" -d 'Add a subscription: a flat amount for each billing period, from a day on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -f -a "list" -d 'The plans there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -f -a "status" -d 'List value, billed and effective cost; when each billing period broke even'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -f -a "remove" -d 'Take a plan out, also of the past; to end one, add it again with --until'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and not __fish_seen_subcommand_from add list status remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l amount -d 'What a period costs: 100, 12.50' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l period -d 'day, week, month, quarter or year' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l since -d 'Its first day: 2026-01-14' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l until -d 'Its last day; without it there is no end' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l starts-on -d 'Where periods begin: a day of the month (14), of a quarter or year (04-06), of the week (sunday)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l currency -d 'The currency of the amount, at the configured rate ([currency.rates])' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l range -l period -d 'this-month (as without it), last-month, last-30-days, this-year, all, or a length: 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l start-date -l since -d 'From this day on, 2026-11-01, or this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l since -d 'Only the one that begins on this day' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a subscription: a flat amount for each billing period, from a day on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "list" -d 'The plans there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "status" -d 'List value, billed and effective cost; when each billing period broke even'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Take a plan out, also of the past; to end one, add it again with --until'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand plan; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -f -a "generate" -d 'What each of the days ahead will cost, within which bounds, and how far off that was in the past'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -f -a "anomalies" -d 'The days that were out of the ordinary, and what moved them: model, project, volume or price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -f -a "budget" -d 'Where each budget will be at the end of its period, and what a day may still cost'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and not __fish_seen_subcommand_from generate anomalies budget help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l horizon -d 'Days ahead: 1 to 366 (forecasting.horizon; 30)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l model -d 'The model; auto takes the one that was nearest in the past (forecasting.model; auto)' -r -f -a "auto\t''
linear\t''
moving_average\t''
exponential_smoothing\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l confidence -d 'How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l of-model -d 'Of this language model (--model is the forecasting model)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l method -d 'zscore: by robust standard deviations; iqr: by spans between the quartiles' -r -f -a "zscore\t''
iqr\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l sensitivity -d 'low: only what is far out; high: also what is a little odd' -r -f -a "low\t''
medium\t''
high\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l check -d 'Exit 6 when a day cost more than it should have'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from anomalies" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l model -d 'The model; auto takes the one that was nearest in the past (forecasting.model; auto)' -r -f -a "auto\t''
linear\t''
moving_average\t''
exponential_smoothing\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l confidence -d 'How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from budget" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from help" -f -a "generate" -d 'What each of the days ahead will cost, within which bounds, and how far off that was in the past'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from help" -f -a "anomalies" -d 'The days that were out of the ordinary, and what moved them: model, project, volume or price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from help" -f -a "budget" -d 'Where each budget will be at the end of its period, and what a day may still cost'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand forecast; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l limit -d 'Rows at most' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand sql" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l at -d 'At this model: MODEL or PROVIDER/MODEL' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l as-of -d 'At the prices of this date or instant; now for those of today' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l batch -d 'All of it in batch'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l no-cache -d 'Without a cache: what was read from one, or written to it, as fresh input'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand what-if" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l max-cost -d 'Stop it when it has cost more than so many dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l budget -d 'Stop it when this budget is over, and do not start it when it is already; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l tag -d 'A tag for what is recorded meanwhile; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l grace -d 'Seconds between SIGTERM and SIGKILL' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l format -d 'Records as json, jsonl, csv or xlsx; a FOCUS bill; a journal for hledger or beancount; metrics for prometheus. Without it what the file\'s name ends in, else jsonl' -r -f -a "json\t''
jsonl\t''
csv\t''
xlsx\t''
focus\t''
hledger\t''
beancount\t''
prometheus\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l compress -d 'Compress with gzip (so does a file name that ends in .gz)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l stream -d 'Write any amount: export.max_export_size does not apply'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -f -a "generate" -d 'Write a report: HTML, Markdown, XLSX, CSV or JSON'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and not __fish_seen_subcommand_from generate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l type -d 'What it is about' -r -f -a "cost_summary\t'What was spent: totals, shares, the trend, the change'
usage_analysis\t'What was used: tokens by model, hour, weekday, project and user'
forecast\t'What the days ahead will cost, from whole days of the period (all, when not given)'
budget\t'How budgets stand, and when their thresholds were crossed'
audit\t'Who changed prices, budgets and costs'"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l prices -d 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l currency -d 'Show costs in this currency, at the rate of the period\'s last day ([currency.rates] of the configuration); what is stored stays US dollars' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l cost -d 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure' -r -f -a "calculated\t''
reported\t''
auto\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l no-sync -d 'Report from what is in the ledger, without reading what is new in the logs of agents'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "generate" -d 'Write a report: HTML, Markdown, XLSX, CSV or JSON'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "list" -d 'The models and their prices, in force now'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "get" -d 'Everything known about one model\'s price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "add" -d 'Add a price of your own: it goes before the built-in one'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "update" -d 'Change a price from a date on, mend it with --correction, or take a price list in with --from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "import" -d 'Change a price from a date on, mend it with --correction, or take a price list in with --from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "remove" -d 'Remove a price you added'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "conflicts" -d 'Where layers of the price book disagree about what this ledger used, and by how much'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "check" -d 'What to know about the prices of the models this ledger uses'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "history" -d 'Every version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "export" -d 'Print an imported list in our own format'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "rollback" -d 'Go back to an earlier version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "explain" -d 'Why a request costs what it costs: name, rule, dates, tier, arithmetic'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "reprice" -d 'Price stored records again: what would change, then a new generation of costs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "generations" -d 'The generations of costs: when records were priced again, and what that came to'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "cases" -d 'Price test cases: one JSON object a line in, one out (needs no ledger)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and not __fish_seen_subcommand_from list get add update import remove conflicts check history export rollback explain reprice generations cases help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l provider -d 'Only this provider' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l model -d 'Only models with this in their name' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l all -d 'Also past and scheduled prices, and prices for batch, priority and the like'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l provider -d 'The provider' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l model -d 'The model, as it is on the list or as requests name it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l date -d 'Prices in force at this date or instant (default: all dates)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l provider -d 'The provider whose list it extends or replaces' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l model -d 'The model\'s name, exactly as records spell it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l input-price -d 'Input, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l output-price -d 'Output, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l cached-price -d 'Cached input read' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l cache-write-price -d 'Cache writes' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l cache-write-1h-price -d 'Cache writes that live for an hour' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l reasoning-price -d 'Reasoning output' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l price -d 'Any other class, in its own unit: web_searches=10 is 10 per thousand' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l tier -d 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l region -d 'Only for this region (short for --when region=…)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l when -d 'Only for requests with this attribute (service_tier=priority); may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l effective-date -d 'First date or instant it holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l until -d 'First date or instant it no longer holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l currency -d 'The currency of these prices; they are kept beside the dollars they make' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l per-usd -d 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l batch -d 'Only for batch requests (short for --when processing=batch)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l free -d 'Free of charge, and meant to be'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l provider -d 'The provider whose list it extends or replaces' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l model -d 'The model\'s name, exactly as records spell it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l input-price -d 'Input, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l output-price -d 'Output, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l cached-price -d 'Cached input read' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l cache-write-price -d 'Cache writes' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l cache-write-1h-price -d 'Cache writes that live for an hour' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l reasoning-price -d 'Reasoning output' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l price -d 'Any other class, in its own unit: web_searches=10 is 10 per thousand' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l tier -d 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l region -d 'Only for this region (short for --when region=…)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l when -d 'Only for requests with this attribute (service_tier=priority); may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l effective-date -d 'First date or instant it holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l until -d 'First date or instant it no longer holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l currency -d 'The currency of these prices; they are kept beside the dollars they make' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l per-usd -d 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l from -d 'A price list: our TOML or JSON Lines, genai-prices data.json, LiteLLM\'s model map, models.dev api.json, llm-prices historical-v1.json; - reads standard input, a URL is fetched' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l source -d 'What the list is called here (default: its format, or the file\'s name for our own formats)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l batch -d 'Only for batch requests (short for --when processing=batch)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l free -d 'Free of charge, and meant to be'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l correction -d 'The price was wrong all along: mend it for the whole time it holds, instead of changing it from a date on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l dry-run -d 'Show what would change, change nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l all -d 'Name each new model, not only how many there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l provider -d 'The provider whose list it extends or replaces' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l model -d 'The model\'s name, exactly as records spell it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l input-price -d 'Input, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l output-price -d 'Output, per million tokens' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l cached-price -d 'Cached input read' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l cache-write-price -d 'Cache writes' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l cache-write-1h-price -d 'Cache writes that live for an hour' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l reasoning-price -d 'Reasoning output' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l price -d 'Any other class, in its own unit: web_searches=10 is 10 per thousand' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l tier -d 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l region -d 'Only for this region (short for --when region=…)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l when -d 'Only for requests with this attribute (service_tier=priority); may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l effective-date -d 'First date or instant it holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l until -d 'First date or instant it no longer holds' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l currency -d 'The currency of these prices; they are kept beside the dollars they make' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l per-usd -d 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l from -d 'A price list: our TOML or JSON Lines, genai-prices data.json, LiteLLM\'s model map, models.dev api.json, llm-prices historical-v1.json; - reads standard input, a URL is fetched' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l source -d 'What the list is called here (default: its format, or the file\'s name for our own formats)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l batch -d 'Only for batch requests (short for --when processing=batch)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l free -d 'Free of charge, and meant to be'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l correction -d 'The price was wrong all along: mend it for the whole time it holds, instead of changing it from a date on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l dry-run -d 'Show what would change, change nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l all -d 'Name each new model, not only how many there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from conflicts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l format -d 'jsonl has all providers, toml is one provider\'s file' -r -f -a "jsonl\t''
toml\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l provider -d 'Only this provider' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l provider -d 'The provider, when known' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l date -d 'When the request was made (default: now)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l input -l input-tokens -d 'The whole prompt, cached and written tokens included' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l output-tokens -d 'The whole output, reasoning included (also: --output TOKENS)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l cached -d 'Of the prompt: read from the cache' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l cache-write -d 'Of the prompt: written to the cache' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l cache-write-1h -d 'Of those written: to live for an hour' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l reasoning -d 'Of the output: reasoning' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l usage -d 'Any other class: web_searches=3; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l context -d 'A request attribute: processing=batch, service_tier=priority; may be repeated' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l as-of -d 'The price lists of record (each record\'s own instant), of now, or of a date or instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l unpriced -d 'Records without a price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l corrections -d 'Records whose price was mended since'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l all -d 'All records (the default of --what-if)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l dry-run -d 'Only show what would change'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l what-if -d 'Only show what the records would cost'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l skip-closed -d 'Leave records in closed periods as they are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s y -l yes -d 'Do not ask'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from reprice" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from generations" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s f -l file -d 'The cases, JSON Lines; `-` reads standard input' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l catalog -d 'Price by this list alone (any that `pricing update --from` reads), not by the built-in one' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from cases" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "list" -d 'The models and their prices, in force now'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "get" -d 'Everything known about one model\'s price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a price of your own: it goes before the built-in one'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "update" -d 'Change a price from a date on, mend it with --correction, or take a price list in with --from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a price you added'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "conflicts" -d 'Where layers of the price book disagree about what this ledger used, and by how much'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "check" -d 'What to know about the prices of the models this ledger uses'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "history" -d 'Every version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "export" -d 'Print an imported list in our own format'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "rollback" -d 'Go back to an earlier version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "explain" -d 'Why a request costs what it costs: name, rule, dates, tier, arithmetic'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "reprice" -d 'Price stored records again: what would change, then a new generation of costs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "generations" -d 'The generations of costs: when records were priced again, and what that came to'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "cases" -d 'Price test cases: one JSON object a line in, one out (needs no ledger)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand pricing; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l tolerance -d 'US dollars by which a day and model may differ and still agree' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l tolerance-percent -d 'The same in percent of what was billed; the larger of the two counts' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l range -l period -d 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l start-date -l since -d 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l end-date -l until -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l week-start -d 'The day weeks begin on, for example sunday (general.week_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l month-start -d 'The day of the month that billing months begin on, 1 to 28 (general.month_start)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l provider -d 'Of this provider; may be repeated, and end in * (so may the filters below)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l model -d 'Of this model' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l organization -d 'Of this organization' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l project -d 'Of this project' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l user -d 'Of this user' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l session -d 'Of this session' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l source -d 'From this source (a format of ingest)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l branch -d 'On this branch' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l host -d 'From this host' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l tag -d 'With this tag; every one given must be there' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand reconcile" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l list -d 'List every close there ever was (also when no period is given)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l verify -d 'Compute the hash of closed periods again; exit 6 when one is not as it was closed'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l reopen -d 'Open a closed period again'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l range -l period -d 'A period by name or length, as reports take it (default: all)' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l since -l start-date -d 'From this day on, or this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l until -l end-date -d 'Up to and with this day, or up to and without this instant' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l action -d 'What was done: price.add, reprice, …; may be repeated, and end in *' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l actor -d 'Who did it: local:NAME, user:ID, key:ID, system, or only the name' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l subject -d 'What it was done to' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l limit -d 'Lines at most; 20 when not given' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l cursor -d 'next_cursor of the page before' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l format -d 'How the result is written' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
markdown\t''
yaml\t''
html\t''
xlsx\t''"
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l verify -d 'Check that every line is as it was written; exit 6 when one is not'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "whoami" -d 'Who you are, what you may do, and where that comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "api-key" -d 'Keys for programs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "login" -d 'Log in with an e-mail address and a password'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "logout" -d 'End the login, here and at the server'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "user" -d 'People who log in'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and not __fish_seen_subcommand_from whoami api-key login logout user help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -f -a "list" -d 'All keys; never their secrets'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -f -a "create" -d 'Make a key and show it, this once'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -f -a "revoke" -d 'End a key: the next request with it is refused'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from api-key" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l email -d 'The e-mail address' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l password-stdin -d 'Read the password from standard input: the first line, without its end'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -f -a "add" -d 'Add a user, with a password that is asked for'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -f -a "list" -d 'All users'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -f -a "disable" -d 'Disable a user: logins end with the next request'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from user" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "whoami" -d 'Who you are, what you may do, and where that comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "api-key" -d 'Keys for programs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "login" -d 'Log in with an e-mail address and a password'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "logout" -d 'End the login, here and at the server'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "user" -d 'People who log in'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l port -d 'The port to listen on; 0 takes any that is free' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l bind -d 'The address to listen at' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l workers -d 'Threads that answer requests' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand server" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l keep -d 'Then remove all but the N newest backups of this ledger from the folder `backups`' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l dry-run -d 'Check the backup, say what would be done, and change nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l yes -d 'Do not ask'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l dry-run -d 'Say which file, its schema and what would be done to it; change nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l status -d 'List the migrations that are applied and those that are pending; change nothing'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l full -d 'Check every page also of a ledger beyond 256 MiB, which takes a while'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand health" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "get" -d 'Print one effective value; with -v also where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "set" -d 'Give a key a value in the user\'s file; comments and order stay'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "unset" -d 'Take a key out of the user\'s file'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "show" -d 'Print every effective value and where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "path" -d 'Print the file `config set` writes; with -v all files that are read'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "validate" -d 'Check the configuration files and say what is wrong'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and not __fish_seen_subcommand_from get set unset show path validate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l reveal -d 'Print a secret as it is'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l system -d 'The system\'s file, /etc/cost-ops/config.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l local -d 'The file of this folder, ./cost-ops.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l system -d 'The system\'s file, /etc/cost-ops/config.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l local -d 'The file of this folder, ./cost-ops.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l redact -d 'Hide secrets (they always are, unless --reveal is given)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l reveal -d 'Print secrets as they are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l system -d 'The system\'s file, /etc/cost-ops/config.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l local -d 'The file of this folder, ./cost-ops.toml'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print one effective value; with -v also where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Give a key a value in the user\'s file; comments and order stay'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "unset" -d 'Take a key out of the user\'s file'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print every effective value and where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the file `config set` writes; with -v all files that are read'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "validate" -d 'Check the configuration files and say what is wrong'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand completion" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -s c -l config -d 'Read this configuration file, and no other' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l database-url -l db -d 'The ledger: a path, sqlite:PATH or sqlite::memory:' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -s o -l output -d 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead' -r -F
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l tz -d 'Days begin and end in this zone, for example Europe/Berlin' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l api-url -d 'A server to ask instead of a local ledger' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l api-key -d 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l timeout -d 'Seconds to wait for a server' -r
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l json -d 'Machine-readable output (and errors)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l force -d 'Replace the --output file when it is there'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l strict -d 'Exit with 7 when something was rejected or has no price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -s v -l verbose -d 'Say more on standard error: -v info, -vv debug, -vvv trace'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -s q -l quiet -d 'Only the result and errors'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -l no-color -d 'No colors (NO_COLOR does the same)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand guide" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "ingest" -d 'Read usage into the ledger: records, response bodies, streams'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "record" -d 'Record a response as it passes by, or one request from flags'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "sync" -d 'Read what is new in the logs of the coding agents on this machine'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "sources" -d 'Where the logs of agents are, and what was read of them'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "hourly" -d 'What was spent, hour by hour'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "daily" -d 'What was spent, day by day'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "weekly" -d 'What was spent, week by week'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "monthly" -d 'What was spent, month by month; billing months may begin on any day'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "sessions" -d 'The sessions that cost most'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "models" -d 'What was spent on each model'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "projects" -d 'What was spent on each project'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "tags" -d 'What was spent under each tag'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "top" -d 'The dearest models, projects, days, sessions, …'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "calendar" -d 'The days of a year, shaded by what they cost'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "blocks" -d 'Five-hour blocks: what each used, and where the present one is heading'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "statusline" -d 'One line for Claude Code\'s status line'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "query" -d 'Ask what was spent, by anything'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "summary" -d 'Totals, shares and the trend of a period'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "budget" -d 'Budgets: set, look, check in CI'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "plan" -d 'Subscriptions: what they paid for, when they broke even'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "forecast" -d 'What the days ahead will cost, and the days that were out of the ordinary'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "sql" -d 'Ask in SQL, over the documented views'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "explain" -d 'What a cost is made of: of one record, or of a total by class and rule'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "diff" -d 'Why one period or selection costs more than another: volume, mix, cache, price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "what-if" -d 'The same usage at another model, in batch, without a cache, at another date\'s prices'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "run" -d 'Run a command, tag what it uses, stop it at a limit'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "export" -d 'Write records to a file'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "report" -d 'A whole report as a file to hand on: HTML, Markdown, XLSX'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "pricing" -d 'The price book: look up, explain, add your own'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "reconcile" -d 'Compare a provider\'s bill with the ledger, a day and a model at a time'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "close" -d 'Freeze a period, open it again, check that it is as it was'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "audit" -d 'Who changed prices, budgets, keys and closed periods, and when'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "auth" -d 'Keys, users and logins for the server; who you are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "server" -d 'Serve the ledger over HTTP: usage in, reports out'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "backup" -d 'Copy the ledger, while it is in use, to a checked file'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "restore" -d 'Put a backup in the place of the ledger; what was there is kept'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "init" -d 'Make the ledger, or see what would be made'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "health" -d 'Whether the ledger, the disk and the prices are well'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "config" -d 'Configuration: show, get, set'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "completion" -d 'Print a completion script for a shell'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "guide" -d 'Read a guide: the ledger, prices, formats, troubleshooting'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and not __fish_seen_subcommand_from ingest record sync sources hourly daily weekly monthly sessions models projects tags top calendar blocks statusline query summary budget plan forecast sql explain diff what-if run export report pricing reconcile close audit auth server backup restore init health config completion guide help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "set" -d 'Set a budget, in the place of one of that name'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "list" -d 'The budgets there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "status" -d 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "check" -d 'Exit with 6 when a budget is over'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "test-alert" -d 'Send a test alert by each way that is configured, and say whether it arrived'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from budget" -f -a "remove" -d 'Take a budget out'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from plan" -f -a "add" -d 'Add a subscription: a flat amount for each billing period, from a day on'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from plan" -f -a "list" -d 'The plans there are'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from plan" -f -a "status" -d 'List value, billed and effective cost; when each billing period broke even'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from plan" -f -a "remove" -d 'Take a plan out, also of the past; to end one, add it again with --until'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from forecast" -f -a "generate" -d 'What each of the days ahead will cost, within which bounds, and how far off that was in the past'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from forecast" -f -a "anomalies" -d 'The days that were out of the ordinary, and what moved them: model, project, volume or price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from forecast" -f -a "budget" -d 'Where each budget will be at the end of its period, and what a day may still cost'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "generate" -d 'Write a report: HTML, Markdown, XLSX, CSV or JSON'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "list" -d 'The models and their prices, in force now'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "get" -d 'Everything known about one model\'s price'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "add" -d 'Add a price of your own: it goes before the built-in one'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "update" -d 'Change a price from a date on, mend it with --correction, or take a price list in with --from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "remove" -d 'Remove a price you added'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "conflicts" -d 'Where layers of the price book disagree about what this ledger used, and by how much'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "check" -d 'What to know about the prices of the models this ledger uses'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "history" -d 'Every version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "export" -d 'Print an imported list in our own format'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "rollback" -d 'Go back to an earlier version of the price book'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "explain" -d 'Why a request costs what it costs: name, rule, dates, tier, arithmetic'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "reprice" -d 'Price stored records again: what would change, then a new generation of costs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "generations" -d 'The generations of costs: when records were priced again, and what that came to'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from pricing" -f -a "cases" -d 'Price test cases: one JSON object a line in, one out (needs no ledger)'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "whoami" -d 'Who you are, what you may do, and where that comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "api-key" -d 'Keys for programs'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "login" -d 'Log in with an e-mail address and a password'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "logout" -d 'End the login, here and at the server'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "user" -d 'People who log in'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Print one effective value; with -v also where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Give a key a value in the user\'s file; comments and order stay'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "unset" -d 'Take a key out of the user\'s file'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print every effective value and where it comes from'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print the file `config set` writes; with -v all files that are read'
complete -c cost-ops -n "__fish_cost_ops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "validate" -d 'Check the configuration files and say what is wrong'
