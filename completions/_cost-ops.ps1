Register-ArgumentCompleter -Native -CommandName cost-ops -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $prev = $env:COST_OPS_COMPLETE;
    $env:COST_OPS_COMPLETE = "powershell";

    $args = $commandAst.Extent.Text
    $args = $args.Substring(0, [math]::Min($cursorPosition, $args.Length));
    if ($wordToComplete -eq "") {
        $args += " ''";
    }
    $completions = @(switch ($command) {
        'cost-ops' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('ingest', 'ingest', [CompletionResultType]::ParameterValue, 'Read usage into the ledger: records, response bodies, streams')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record a response as it passes by, or one request from flags')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Read what is new in the logs of the coding agents on this machine')
            [CompletionResult]::new('sources', 'sources', [CompletionResultType]::ParameterValue, 'Where the logs of agents are, and what was read of them')
            [CompletionResult]::new('hourly', 'hourly', [CompletionResultType]::ParameterValue, 'What was spent, hour by hour')
            [CompletionResult]::new('daily', 'daily', [CompletionResultType]::ParameterValue, 'What was spent, day by day')
            [CompletionResult]::new('weekly', 'weekly', [CompletionResultType]::ParameterValue, 'What was spent, week by week')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'What was spent, month by month; billing months may begin on any day')
            [CompletionResult]::new('sessions', 'sessions', [CompletionResultType]::ParameterValue, 'The sessions that cost most')
            [CompletionResult]::new('models', 'models', [CompletionResultType]::ParameterValue, 'What was spent on each model')
            [CompletionResult]::new('projects', 'projects', [CompletionResultType]::ParameterValue, 'What was spent on each project')
            [CompletionResult]::new('tags', 'tags', [CompletionResultType]::ParameterValue, 'What was spent under each tag')
            [CompletionResult]::new('top', 'top', [CompletionResultType]::ParameterValue, 'The dearest models, projects, days, sessions, …')
            [CompletionResult]::new('calendar', 'calendar', [CompletionResultType]::ParameterValue, 'The days of a year, shaded by what they cost')
            [CompletionResult]::new('blocks', 'blocks', [CompletionResultType]::ParameterValue, 'Five-hour blocks: what each used, and where the present one is heading')
            [CompletionResult]::new('statusline', 'statusline', [CompletionResultType]::ParameterValue, 'One line for Claude Code''s status line')
            [CompletionResult]::new('query', 'query', [CompletionResultType]::ParameterValue, 'Ask what was spent, by anything')
            [CompletionResult]::new('summary', 'summary', [CompletionResultType]::ParameterValue, 'Totals, shares and the trend of a period')
            [CompletionResult]::new('budget', 'budget', [CompletionResultType]::ParameterValue, 'Budgets: set, look, check in CI')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Subscriptions: what they paid for, when they broke even')
            [CompletionResult]::new('forecast', 'forecast', [CompletionResultType]::ParameterValue, 'What the days ahead will cost, and the days that were out of the ordinary')
            [CompletionResult]::new('sql', 'sql', [CompletionResultType]::ParameterValue, 'Ask in SQL, over the documented views')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'What a cost is made of: of one record, or of a total by class and rule')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Why one period or selection costs more than another: volume, mix, cache, price')
            [CompletionResult]::new('what-if', 'what-if', [CompletionResultType]::ParameterValue, 'The same usage at another model, in batch, without a cache, at another date''s prices')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command, tag what it uses, stop it at a limit')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write records to a file')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'A whole report as a file to hand on: HTML, Markdown, XLSX')
            [CompletionResult]::new('pricing', 'pricing', [CompletionResultType]::ParameterValue, 'The price book: look up, explain, add your own')
            [CompletionResult]::new('reconcile', 'reconcile', [CompletionResultType]::ParameterValue, 'Compare a provider''s bill with the ledger, a day and a model at a time')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Freeze a period, open it again, check that it is as it was')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Who changed prices, budgets, keys and closed periods, and when')
            [CompletionResult]::new('auth', 'auth', [CompletionResultType]::ParameterValue, 'Keys, users and logins for the server; who you are')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Serve the ledger over HTTP: usage in, reports out')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the ledger, while it is in use, to a checked file')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the ledger; what was there is kept')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make the ledger, or see what would be made')
            [CompletionResult]::new('health', 'health', [CompletionResultType]::ParameterValue, 'Whether the ledger, the disk and the prices are well')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Configuration: show, get, set')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('guide', 'guide', [CompletionResultType]::ParameterValue, 'Read a guide: the ledger, prices, formats, troubleshooting')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;ingest' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'A file to read, - for standard input; may be repeated')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A file to read, - for standard input; may be repeated')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format; auto tells it by the content')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider of every record')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model of records that do not name one')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The instant of records that carry none (default: the file''s own time, or now)')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Read our field from their column or key; may be repeated')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Whose usage it was: the organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'The session')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A tag; may be repeated')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read, check and price everything, and write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;record' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'The request''s id; recording the same id again changes nothing (default: a new one)')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'When it was (default: now)')
            [CompletionResult]::new('--latency-ms', '--latency-ms', [CompletionResultType]::ParameterName, 'How long it took, in milliseconds')
            [CompletionResult]::new('--context', '--context', [CompletionResultType]::ParameterName, 'An attribute that chooses the price, for example processing=batch; may be repeated')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'The whole prompt, cached and written tokens included')
            [CompletionResult]::new('--input-tokens', '--input-tokens', [CompletionResultType]::ParameterName, 'The whole prompt, cached and written tokens included')
            [CompletionResult]::new('--output-tokens', '--output-tokens', [CompletionResultType]::ParameterName, 'The whole output, reasoning included (also: --output TOKENS)')
            [CompletionResult]::new('--cached', '--cached', [CompletionResultType]::ParameterName, 'Of the prompt: read from the cache')
            [CompletionResult]::new('--cache-write', '--cache-write', [CompletionResultType]::ParameterName, 'Of the prompt: written to the cache')
            [CompletionResult]::new('--cache-write-1h', '--cache-write-1h', [CompletionResultType]::ParameterName, 'Of those written: to live for an hour')
            [CompletionResult]::new('--reasoning', '--reasoning', [CompletionResultType]::ParameterName, 'Of the output: reasoning')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Whose usage it was: the organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'The session')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A tag; may be repeated')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;sync' {
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only the logs of this agent; may be repeated')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'Read the logs below this folder instead of the usual ones')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Leave logs alone that were last written before this day')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Go on until interrupted, looking for something new every few seconds (2, or as said)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read and count everything that is new, and write nothing')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Write a systemd timer of your own that syncs now and then, after asking; or print a line for cron')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'With --install: do not ask')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;sources' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Also agents and roots that are not there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;hourly' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;daily' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;weekly' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;monthly' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;sessions' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;models' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;projects' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model (models: by project) or by the dimension given')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Rows by a further dimension of `query --group-by`; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;tags' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each value, beneath it, by model or by the dimension given')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;top' {
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Split each row, beneath it, by model or by the dimension given')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Only the most important columns')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;calendar' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;blocks' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--active', '--active', [CompletionResultType]::ParameterName, 'Only the block that is going on')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;statusline' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;query' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--group-by', '--group-by', [CompletionResultType]::ParameterName, 'provider, model, organization, project, user, session, source, branch, host, hour, day, week, month or tag:KEY; several with commas')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'A measure or a dimension, - before it for descending (--sort=-total_cost)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most; 20 when records are listed')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;summary' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--breakdown', '--breakdown', [CompletionResultType]::ParameterName, 'Also by organization, project, user and source')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a budget, in the place of one of that name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The budgets there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Exit with 6 when a budget is over')
            [CompletionResult]::new('test-alert', 'test-alert', [CompletionResultType]::ParameterValue, 'Send a test alert by each way that is configured, and say whether it arrived')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a budget out')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;budget;set' {
            [CompletionResult]::new('--amount', '--amount', [CompletionResultType]::ParameterName, 'How much may be spent in a period: 200, 12.50')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'day, week, month, quarter or year')
            [CompletionResult]::new('--starts-on', '--starts-on', [CompletionResultType]::ParameterName, 'Its first day: of the month (14), of a quarter or year (04-06), of the week (sunday)')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of the amount, at the configured rate ([currency.rates])')
            [CompletionResult]::new('--thresholds', '--thresholds', [CompletionResultType]::ParameterName, 'Percentages that are worth saying when they are crossed (default: 50,75,90,100)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;status' {
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show amounts in this currency, at today''s rate')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;check' {
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written; github: workflow commands, which GitHub shows as annotations; junit: a test report, one test a budget')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--forecast', '--forecast', [CompletionResultType]::ParameterName, 'Also fail when more than the amount is expected by the end of the period')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;test-alert' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;remove' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;budget;help' {
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a budget, in the place of one of that name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The budgets there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Exit with 6 when a budget is over')
            [CompletionResult]::new('test-alert', 'test-alert', [CompletionResultType]::ParameterValue, 'Send a test alert by each way that is configured, and say whether it arrived')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a budget out')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;budget;help;set' {
            break
        }
        'cost-ops;budget;help;list' {
            break
        }
        'cost-ops;budget;help;status' {
            break
        }
        'cost-ops;budget;help;check' {
            break
        }
        'cost-ops;budget;help;test-alert' {
            break
        }
        'cost-ops;budget;help;remove' {
            break
        }
        'cost-ops;budget;help;help' {
            break
        }
        'cost-ops;plan' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a subscription: a flat amount for each billing period, from a day on')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The plans there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'List value, billed and effective cost; when each billing period broke even')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a plan out, also of the past; to end one, add it again with --until')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;plan;add' {
            [CompletionResult]::new('--amount', '--amount', [CompletionResultType]::ParameterName, 'What a period costs: 100, 12.50')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'day, week, month, quarter or year')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Its first day: 2026-01-14')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Its last day; without it there is no end')
            [CompletionResult]::new('--starts-on', '--starts-on', [CompletionResultType]::ParameterName, 'Where periods begin: a day of the month (14), of a quarter or year (04-06), of the week (sunday)')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of the amount, at the configured rate ([currency.rates])')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;plan;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;plan;status' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'this-month (as without it), last-month, last-30-days, this-year, all, or a length: 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'this-month (as without it), last-month, last-30-days, this-year, all, or a length: 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01, or this instant')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01, or this instant')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;plan;remove' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only the one that begins on this day')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;plan;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a subscription: a flat amount for each billing period, from a day on')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The plans there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'List value, billed and effective cost; when each billing period broke even')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a plan out, also of the past; to end one, add it again with --until')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;plan;help;add' {
            break
        }
        'cost-ops;plan;help;list' {
            break
        }
        'cost-ops;plan;help;status' {
            break
        }
        'cost-ops;plan;help;remove' {
            break
        }
        'cost-ops;plan;help;help' {
            break
        }
        'cost-ops;forecast' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'What each of the days ahead will cost, within which bounds, and how far off that was in the past')
            [CompletionResult]::new('anomalies', 'anomalies', [CompletionResultType]::ParameterValue, 'The days that were out of the ordinary, and what moved them: model, project, volume or price')
            [CompletionResult]::new('budget', 'budget', [CompletionResultType]::ParameterValue, 'Where each budget will be at the end of its period, and what a day may still cost')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;forecast;generate' {
            [CompletionResult]::new('--horizon', '--horizon', [CompletionResultType]::ParameterName, 'Days ahead: 1 to 366 (forecasting.horizon; 30)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model; auto takes the one that was nearest in the past (forecasting.model; auto)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--of-model', '--of-model', [CompletionResultType]::ParameterName, 'Of this language model (--model is the forecasting model)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;forecast;anomalies' {
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'zscore: by robust standard deviations; iqr: by spans between the quartiles')
            [CompletionResult]::new('--sensitivity', '--sensitivity', [CompletionResultType]::ParameterName, 'low: only what is far out; high: also what is a little odd')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit 6 when a day cost more than it should have')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;forecast;budget' {
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model; auto takes the one that was nearest in the past (forecasting.model; auto)')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;forecast;help' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'What each of the days ahead will cost, within which bounds, and how far off that was in the past')
            [CompletionResult]::new('anomalies', 'anomalies', [CompletionResultType]::ParameterValue, 'The days that were out of the ordinary, and what moved them: model, project, volume or price')
            [CompletionResult]::new('budget', 'budget', [CompletionResultType]::ParameterValue, 'Where each budget will be at the end of its period, and what a day may still cost')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;forecast;help;generate' {
            break
        }
        'cost-ops;forecast;help;anomalies' {
            break
        }
        'cost-ops;forecast;help;budget' {
            break
        }
        'cost-ops;forecast;help;help' {
            break
        }
        'cost-ops;sql' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows at most')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;explain' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;diff' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;what-if' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'At this model: MODEL or PROVIDER/MODEL')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'At the prices of this date or instant; now for those of today')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'All of it in batch')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Without a cache: what was read from one, or written to it, as fresh input')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;run' {
            [CompletionResult]::new('--max-cost', '--max-cost', [CompletionResultType]::ParameterName, 'Stop it when it has cost more than so many dollars')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'Stop it when this budget is over, and do not start it when it is already; may be repeated')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A tag for what is recorded meanwhile; may be repeated')
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'Seconds between SIGTERM and SIGKILL')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;export' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Records as json, jsonl, csv or xlsx; a FOCUS bill; a journal for hledger or beancount; metrics for prometheus. Without it what the file''s name ends in, else jsonl')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--compress', '--compress', [CompletionResultType]::ParameterName, 'Compress with gzip (so does a file name that ends in .gz)')
            [CompletionResult]::new('--stream', '--stream', [CompletionResultType]::ParameterName, 'Write any amount: export.max_export_size does not apply')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;report' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a report: HTML, Markdown, XLSX, CSV or JSON')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;report;generate' {
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'What it is about')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'The costs they had: current, recorded (when they came in), or a number that pricing generations shows')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Show costs in this currency, at the rate of the period''s last day ([currency.rates] of the configuration); what is stored stays US dollars')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('--cost', '--cost', [CompletionResultType]::ParameterName, 'The cost of a record: calculated from prices, reported by the tool or provider, or auto: reported where there is such a figure')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--no-sync', '--no-sync', [CompletionResultType]::ParameterName, 'Report from what is in the ledger, without reading what is new in the logs of agents')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;report;help' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a report: HTML, Markdown, XLSX, CSV or JSON')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;report;help;generate' {
            break
        }
        'cost-ops;report;help;help' {
            break
        }
        'cost-ops;pricing' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The models and their prices, in force now')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Everything known about one model''s price')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a price of your own: it goes before the built-in one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a price from a date on, mend it with --correction, or take a price list in with --from')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Change a price from a date on, mend it with --correction, or take a price list in with --from')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a price you added')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'Where layers of the price book disagree about what this ledger used, and by how much')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'What to know about the prices of the models this ledger uses')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Every version of the price book')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print an imported list in our own format')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Go back to an earlier version of the price book')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Why a request costs what it costs: name, rule, dates, tier, arithmetic')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Price stored records again: what would change, then a new generation of costs')
            [CompletionResult]::new('generations', 'generations', [CompletionResultType]::ParameterValue, 'The generations of costs: when records were priced again, and what that came to')
            [CompletionResult]::new('cases', 'cases', [CompletionResultType]::ParameterValue, 'Price test cases: one JSON object a line in, one out (needs no ledger)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;pricing;list' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Only models with this in their name')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Also past and scheduled prices, and prices for batch, priority and the like')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;get' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model, as it is on the list or as requests name it')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'Prices in force at this date or instant (default: all dates)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;add' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider whose list it extends or replaces')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model''s name, exactly as records spell it')
            [CompletionResult]::new('--input-price', '--input-price', [CompletionResultType]::ParameterName, 'Input, per million tokens')
            [CompletionResult]::new('--output-price', '--output-price', [CompletionResultType]::ParameterName, 'Output, per million tokens')
            [CompletionResult]::new('--cached-price', '--cached-price', [CompletionResultType]::ParameterName, 'Cached input read')
            [CompletionResult]::new('--cache-write-price', '--cache-write-price', [CompletionResultType]::ParameterName, 'Cache writes')
            [CompletionResult]::new('--cache-write-1h-price', '--cache-write-1h-price', [CompletionResultType]::ParameterName, 'Cache writes that live for an hour')
            [CompletionResult]::new('--reasoning-price', '--reasoning-price', [CompletionResultType]::ParameterName, 'Reasoning output')
            [CompletionResult]::new('--price', '--price', [CompletionResultType]::ParameterName, 'Any other class, in its own unit: web_searches=10 is 10 per thousand')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Only for this region (short for --when region=…)')
            [CompletionResult]::new('--when', '--when', [CompletionResultType]::ParameterName, 'Only for requests with this attribute (service_tier=priority); may be repeated')
            [CompletionResult]::new('--effective-date', '--effective-date', [CompletionResultType]::ParameterName, 'First date or instant it holds')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'First date or instant it no longer holds')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of these prices; they are kept beside the dollars they make')
            [CompletionResult]::new('--per-usd', '--per-usd', [CompletionResultType]::ParameterName, 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only for batch requests (short for --when processing=batch)')
            [CompletionResult]::new('--free', '--free', [CompletionResultType]::ParameterName, 'Free of charge, and meant to be')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;update' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider whose list it extends or replaces')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model''s name, exactly as records spell it')
            [CompletionResult]::new('--input-price', '--input-price', [CompletionResultType]::ParameterName, 'Input, per million tokens')
            [CompletionResult]::new('--output-price', '--output-price', [CompletionResultType]::ParameterName, 'Output, per million tokens')
            [CompletionResult]::new('--cached-price', '--cached-price', [CompletionResultType]::ParameterName, 'Cached input read')
            [CompletionResult]::new('--cache-write-price', '--cache-write-price', [CompletionResultType]::ParameterName, 'Cache writes')
            [CompletionResult]::new('--cache-write-1h-price', '--cache-write-1h-price', [CompletionResultType]::ParameterName, 'Cache writes that live for an hour')
            [CompletionResult]::new('--reasoning-price', '--reasoning-price', [CompletionResultType]::ParameterName, 'Reasoning output')
            [CompletionResult]::new('--price', '--price', [CompletionResultType]::ParameterName, 'Any other class, in its own unit: web_searches=10 is 10 per thousand')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Only for this region (short for --when region=…)')
            [CompletionResult]::new('--when', '--when', [CompletionResultType]::ParameterName, 'Only for requests with this attribute (service_tier=priority); may be repeated')
            [CompletionResult]::new('--effective-date', '--effective-date', [CompletionResultType]::ParameterName, 'First date or instant it holds')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'First date or instant it no longer holds')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of these prices; they are kept beside the dollars they make')
            [CompletionResult]::new('--per-usd', '--per-usd', [CompletionResultType]::ParameterName, 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'A price list: our TOML or JSON Lines, genai-prices data.json, LiteLLM''s model map, models.dev api.json, llm-prices historical-v1.json; - reads standard input, a URL is fetched')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'What the list is called here (default: its format, or the file''s name for our own formats)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only for batch requests (short for --when processing=batch)')
            [CompletionResult]::new('--free', '--free', [CompletionResultType]::ParameterName, 'Free of charge, and meant to be')
            [CompletionResult]::new('--correction', '--correction', [CompletionResultType]::ParameterName, 'The price was wrong all along: mend it for the whole time it holds, instead of changing it from a date on')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, change nothing')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Name each new model, not only how many there are')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;import' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider whose list it extends or replaces')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'The model''s name, exactly as records spell it')
            [CompletionResult]::new('--input-price', '--input-price', [CompletionResultType]::ParameterName, 'Input, per million tokens')
            [CompletionResult]::new('--output-price', '--output-price', [CompletionResultType]::ParameterName, 'Output, per million tokens')
            [CompletionResult]::new('--cached-price', '--cached-price', [CompletionResultType]::ParameterName, 'Cached input read')
            [CompletionResult]::new('--cache-write-price', '--cache-write-price', [CompletionResultType]::ParameterName, 'Cache writes')
            [CompletionResult]::new('--cache-write-1h-price', '--cache-write-1h-price', [CompletionResultType]::ParameterName, 'Cache writes that live for an hour')
            [CompletionResult]::new('--reasoning-price', '--reasoning-price', [CompletionResultType]::ParameterName, 'Reasoning output')
            [CompletionResult]::new('--price', '--price', [CompletionResultType]::ParameterName, 'Any other class, in its own unit: web_searches=10 is 10 per thousand')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Prices for the whole request when its prompt is larger: 200000:input=5,output=22.5')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Only for this region (short for --when region=…)')
            [CompletionResult]::new('--when', '--when', [CompletionResultType]::ParameterName, 'Only for requests with this attribute (service_tier=priority); may be repeated')
            [CompletionResult]::new('--effective-date', '--effective-date', [CompletionResultType]::ParameterName, 'First date or instant it holds')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'First date or instant it no longer holds')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of these prices; they are kept beside the dollars they make')
            [CompletionResult]::new('--per-usd', '--per-usd', [CompletionResultType]::ParameterName, 'How much of the currency one US dollar buys (default: [currency.rates] of the configuration)')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'A price list: our TOML or JSON Lines, genai-prices data.json, LiteLLM''s model map, models.dev api.json, llm-prices historical-v1.json; - reads standard input, a URL is fetched')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'What the list is called here (default: its format, or the file''s name for our own formats)')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Only for batch requests (short for --when processing=batch)')
            [CompletionResult]::new('--free', '--free', [CompletionResultType]::ParameterName, 'Free of charge, and meant to be')
            [CompletionResult]::new('--correction', '--correction', [CompletionResultType]::ParameterName, 'The price was wrong all along: mend it for the whole time it holds, instead of changing it from a date on')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, change nothing')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Name each new model, not only how many there are')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;remove' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;conflicts' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;check' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;history' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'jsonl has all providers, toml is one provider''s file')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Only this provider')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;rollback' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;explain' {
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'The provider, when known')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'When the request was made (default: now)')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'The whole prompt, cached and written tokens included')
            [CompletionResult]::new('--input-tokens', '--input-tokens', [CompletionResultType]::ParameterName, 'The whole prompt, cached and written tokens included')
            [CompletionResult]::new('--output-tokens', '--output-tokens', [CompletionResultType]::ParameterName, 'The whole output, reasoning included (also: --output TOKENS)')
            [CompletionResult]::new('--cached', '--cached', [CompletionResultType]::ParameterName, 'Of the prompt: read from the cache')
            [CompletionResult]::new('--cache-write', '--cache-write', [CompletionResultType]::ParameterName, 'Of the prompt: written to the cache')
            [CompletionResult]::new('--cache-write-1h', '--cache-write-1h', [CompletionResultType]::ParameterName, 'Of those written: to live for an hour')
            [CompletionResult]::new('--reasoning', '--reasoning', [CompletionResultType]::ParameterName, 'Of the output: reasoning')
            [CompletionResult]::new('--usage', '--usage', [CompletionResultType]::ParameterName, 'Any other class: web_searches=3; may be repeated')
            [CompletionResult]::new('--context', '--context', [CompletionResultType]::ParameterName, 'A request attribute: processing=batch, service_tier=priority; may be repeated')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;reprice' {
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The price lists of record (each record''s own instant), of now, or of a date or instant')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--unpriced', '--unpriced', [CompletionResultType]::ParameterName, 'Records without a price')
            [CompletionResult]::new('--corrections', '--corrections', [CompletionResultType]::ParameterName, 'Records whose price was mended since')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All records (the default of --what-if)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Only show what would change')
            [CompletionResult]::new('--what-if', '--what-if', [CompletionResultType]::ParameterName, 'Only show what the records would cost')
            [CompletionResult]::new('--skip-closed', '--skip-closed', [CompletionResultType]::ParameterName, 'Leave records in closed periods as they are')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;generations' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;cases' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The cases, JSON Lines; `-` reads standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The cases, JSON Lines; `-` reads standard input')
            [CompletionResult]::new('--catalog', '--catalog', [CompletionResultType]::ParameterName, 'Price by this list alone (any that `pricing update --from` reads), not by the built-in one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;pricing;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The models and their prices, in force now')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Everything known about one model''s price')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a price of your own: it goes before the built-in one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a price from a date on, mend it with --correction, or take a price list in with --from')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a price you added')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'Where layers of the price book disagree about what this ledger used, and by how much')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'What to know about the prices of the models this ledger uses')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Every version of the price book')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print an imported list in our own format')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Go back to an earlier version of the price book')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Why a request costs what it costs: name, rule, dates, tier, arithmetic')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Price stored records again: what would change, then a new generation of costs')
            [CompletionResult]::new('generations', 'generations', [CompletionResultType]::ParameterValue, 'The generations of costs: when records were priced again, and what that came to')
            [CompletionResult]::new('cases', 'cases', [CompletionResultType]::ParameterValue, 'Price test cases: one JSON object a line in, one out (needs no ledger)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;pricing;help;list' {
            break
        }
        'cost-ops;pricing;help;get' {
            break
        }
        'cost-ops;pricing;help;add' {
            break
        }
        'cost-ops;pricing;help;update' {
            break
        }
        'cost-ops;pricing;help;remove' {
            break
        }
        'cost-ops;pricing;help;conflicts' {
            break
        }
        'cost-ops;pricing;help;check' {
            break
        }
        'cost-ops;pricing;help;history' {
            break
        }
        'cost-ops;pricing;help;export' {
            break
        }
        'cost-ops;pricing;help;rollback' {
            break
        }
        'cost-ops;pricing;help;explain' {
            break
        }
        'cost-ops;pricing;help;reprice' {
            break
        }
        'cost-ops;pricing;help;generations' {
            break
        }
        'cost-ops;pricing;help;cases' {
            break
        }
        'cost-ops;pricing;help;help' {
            break
        }
        'cost-ops;reconcile' {
            [CompletionResult]::new('--tolerance', '--tolerance', [CompletionResultType]::ParameterName, 'US dollars by which a day and model may differ and still agree')
            [CompletionResult]::new('--tolerance-percent', '--tolerance-percent', [CompletionResultType]::ParameterName, 'The same in percent of what was billed; the larger of the two counts')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week, last-week, this-month, last-month, this-year, all, or a length: 36h, 7d, 2w')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, 2026-11-01 or 20261101, or this instant, 2026-11-01T10:00:00Z')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--week-start', '--week-start', [CompletionResultType]::ParameterName, 'The day weeks begin on, for example sunday (general.week_start)')
            [CompletionResult]::new('--month-start', '--month-start', [CompletionResultType]::ParameterName, 'The day of the month that billing months begin on, 1 to 28 (general.month_start)')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Of this provider; may be repeated, and end in * (so may the filters below)')
            [CompletionResult]::new('--model', '--model', [CompletionResultType]::ParameterName, 'Of this model')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Of this organization')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Of this project')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Of this session')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'From this source (a format of ingest)')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'On this branch')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'From this host')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag; every one given must be there')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;close' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List every close there ever was (also when no period is given)')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Compute the hash of closed periods again; exit 6 when one is not as it was closed')
            [CompletionResult]::new('--reopen', '--reopen', [CompletionResultType]::ParameterName, 'Open a closed period again')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;audit' {
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'A period by name or length, as reports take it (default: all)')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'A period by name or length, as reports take it (default: all)')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on, or this instant')
            [CompletionResult]::new('--start-date', '--start-date', [CompletionResultType]::ParameterName, 'From this day on, or this instant')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--end-date', '--end-date', [CompletionResultType]::ParameterName, 'Up to and with this day, or up to and without this instant')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'What was done: price.add, reprice, …; may be repeated, and end in *')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who did it: local:NAME, user:ID, key:ID, system, or only the name')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'What it was done to')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Lines at most; 20 when not given')
            [CompletionResult]::new('--cursor', '--cursor', [CompletionResultType]::ParameterName, 'next_cursor of the page before')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the result is written')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check that every line is as it was written; exit 6 when one is not')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Who you are, what you may do, and where that comes from')
            [CompletionResult]::new('api-key', 'api-key', [CompletionResultType]::ParameterValue, 'Keys for programs')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in with an e-mail address and a password')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the login, here and at the server')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'People who log in')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;whoami' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;api-key' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All keys; never their secrets')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a key and show it, this once')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a key: the next request with it is refused')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;api-key;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;api-key;create' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What the key is for')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'viewer, analyst, engineer, admin or billing_admin')
            [CompletionResult]::new('--scopes', '--scopes', [CompletionResultType]::ParameterName, 'Only these of the role''s scopes, with commas between them: usage:write,costs:read')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'The only organization it sees and writes for; the whole ledger when not given')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'When it ends: 90d, 12w, 24h or a date; never when not given')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--test', '--test', [CompletionResultType]::ParameterName, 'Confine it to test data: what it records is kept under the organization `test`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;api-key;revoke' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;api-key;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All keys; never their secrets')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a key and show it, this once')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a key: the next request with it is refused')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;api-key;help;list' {
            break
        }
        'cost-ops;auth;api-key;help;create' {
            break
        }
        'cost-ops;auth;api-key;help;revoke' {
            break
        }
        'cost-ops;auth;api-key;help;help' {
            break
        }
        'cost-ops;auth;login' {
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'The e-mail address')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input: the first line, without its end')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;logout' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;user' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, with a password that is asked for')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All users')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Disable a user: logins end with the next request')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;user;add' {
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'The e-mail address to log in with')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'viewer, analyst, engineer, admin or billing_admin')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'The only organization they see and write for; the whole ledger when not given')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input: the first line, without its end')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;user;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;user;disable' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;auth;user;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, with a password that is asked for')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All users')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Disable a user: logins end with the next request')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;user;help;add' {
            break
        }
        'cost-ops;auth;user;help;list' {
            break
        }
        'cost-ops;auth;user;help;disable' {
            break
        }
        'cost-ops;auth;user;help;help' {
            break
        }
        'cost-ops;auth;help' {
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Who you are, what you may do, and where that comes from')
            [CompletionResult]::new('api-key', 'api-key', [CompletionResultType]::ParameterValue, 'Keys for programs')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in with an e-mail address and a password')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the login, here and at the server')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'People who log in')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;auth;help;whoami' {
            break
        }
        'cost-ops;auth;help;api-key' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All keys; never their secrets')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a key and show it, this once')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a key: the next request with it is refused')
            break
        }
        'cost-ops;auth;help;api-key;list' {
            break
        }
        'cost-ops;auth;help;api-key;create' {
            break
        }
        'cost-ops;auth;help;api-key;revoke' {
            break
        }
        'cost-ops;auth;help;login' {
            break
        }
        'cost-ops;auth;help;logout' {
            break
        }
        'cost-ops;auth;help;user' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, with a password that is asked for')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All users')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Disable a user: logins end with the next request')
            break
        }
        'cost-ops;auth;help;user;add' {
            break
        }
        'cost-ops;auth;help;user;list' {
            break
        }
        'cost-ops;auth;help;user;disable' {
            break
        }
        'cost-ops;auth;help;help' {
            break
        }
        'cost-ops;server' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port to listen on; 0 takes any that is free')
            [CompletionResult]::new('--bind', '--bind', [CompletionResultType]::ParameterName, 'The address to listen at')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Threads that answer requests')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;backup' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Then remove all but the N newest backups of this ledger from the folder `backups`')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;restore' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check the backup, say what would be done, and change nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;init' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say which file, its schema and what would be done to it; change nothing')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'List the migrations that are applied and those that are pending; change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;health' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Check every page also of a ledger beyond 256 MiB, which takes a while')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print one effective value; with -v also where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Give a key a value in the user''s file; comments and order stay')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take a key out of the user''s file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every effective value and where it comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the file `config set` writes; with -v all files that are read')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check the configuration files and say what is wrong')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;config;get' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Print a secret as it is')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;set' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'The system''s file, /etc/cost-ops/config.toml')
            [CompletionResult]::new('--local', '--local', [CompletionResultType]::ParameterName, 'The file of this folder, ./cost-ops.toml')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;unset' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'The system''s file, /etc/cost-ops/config.toml')
            [CompletionResult]::new('--local', '--local', [CompletionResultType]::ParameterName, 'The file of this folder, ./cost-ops.toml')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;show' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Hide secrets (they always are, unless --reveal is given)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Print secrets as they are')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;path' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'The system''s file, /etc/cost-ops/config.toml')
            [CompletionResult]::new('--local', '--local', [CompletionResultType]::ParameterName, 'The file of this folder, ./cost-ops.toml')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;validate' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;config;help' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print one effective value; with -v also where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Give a key a value in the user''s file; comments and order stay')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take a key out of the user''s file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every effective value and where it comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the file `config set` writes; with -v all files that are read')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check the configuration files and say what is wrong')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;config;help;get' {
            break
        }
        'cost-ops;config;help;set' {
            break
        }
        'cost-ops;config;help;unset' {
            break
        }
        'cost-ops;config;help;show' {
            break
        }
        'cost-ops;config;help;path' {
            break
        }
        'cost-ops;config;help;validate' {
            break
        }
        'cost-ops;config;help;help' {
            break
        }
        'cost-ops;completion' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;guide' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file, and no other')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The ledger: a path, sqlite:PATH or sqlite::memory:')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to FILE; table, json, jsonl, csv, markdown, yaml, html or xlsx chooses the format instead')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Days begin and end in this zone, for example Europe/Berlin')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'A server to ask instead of a local ledger')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds to wait for a server')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Machine-readable output (and errors)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the --output file when it is there')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 7 when something was rejected or has no price')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more on standard error: -v info, -vv debug, -vvv trace')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only the result and errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colors (NO_COLOR does the same)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'cost-ops;help' {
            [CompletionResult]::new('ingest', 'ingest', [CompletionResultType]::ParameterValue, 'Read usage into the ledger: records, response bodies, streams')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record a response as it passes by, or one request from flags')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Read what is new in the logs of the coding agents on this machine')
            [CompletionResult]::new('sources', 'sources', [CompletionResultType]::ParameterValue, 'Where the logs of agents are, and what was read of them')
            [CompletionResult]::new('hourly', 'hourly', [CompletionResultType]::ParameterValue, 'What was spent, hour by hour')
            [CompletionResult]::new('daily', 'daily', [CompletionResultType]::ParameterValue, 'What was spent, day by day')
            [CompletionResult]::new('weekly', 'weekly', [CompletionResultType]::ParameterValue, 'What was spent, week by week')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'What was spent, month by month; billing months may begin on any day')
            [CompletionResult]::new('sessions', 'sessions', [CompletionResultType]::ParameterValue, 'The sessions that cost most')
            [CompletionResult]::new('models', 'models', [CompletionResultType]::ParameterValue, 'What was spent on each model')
            [CompletionResult]::new('projects', 'projects', [CompletionResultType]::ParameterValue, 'What was spent on each project')
            [CompletionResult]::new('tags', 'tags', [CompletionResultType]::ParameterValue, 'What was spent under each tag')
            [CompletionResult]::new('top', 'top', [CompletionResultType]::ParameterValue, 'The dearest models, projects, days, sessions, …')
            [CompletionResult]::new('calendar', 'calendar', [CompletionResultType]::ParameterValue, 'The days of a year, shaded by what they cost')
            [CompletionResult]::new('blocks', 'blocks', [CompletionResultType]::ParameterValue, 'Five-hour blocks: what each used, and where the present one is heading')
            [CompletionResult]::new('statusline', 'statusline', [CompletionResultType]::ParameterValue, 'One line for Claude Code''s status line')
            [CompletionResult]::new('query', 'query', [CompletionResultType]::ParameterValue, 'Ask what was spent, by anything')
            [CompletionResult]::new('summary', 'summary', [CompletionResultType]::ParameterValue, 'Totals, shares and the trend of a period')
            [CompletionResult]::new('budget', 'budget', [CompletionResultType]::ParameterValue, 'Budgets: set, look, check in CI')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Subscriptions: what they paid for, when they broke even')
            [CompletionResult]::new('forecast', 'forecast', [CompletionResultType]::ParameterValue, 'What the days ahead will cost, and the days that were out of the ordinary')
            [CompletionResult]::new('sql', 'sql', [CompletionResultType]::ParameterValue, 'Ask in SQL, over the documented views')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'What a cost is made of: of one record, or of a total by class and rule')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Why one period or selection costs more than another: volume, mix, cache, price')
            [CompletionResult]::new('what-if', 'what-if', [CompletionResultType]::ParameterValue, 'The same usage at another model, in batch, without a cache, at another date''s prices')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command, tag what it uses, stop it at a limit')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write records to a file')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'A whole report as a file to hand on: HTML, Markdown, XLSX')
            [CompletionResult]::new('pricing', 'pricing', [CompletionResultType]::ParameterValue, 'The price book: look up, explain, add your own')
            [CompletionResult]::new('reconcile', 'reconcile', [CompletionResultType]::ParameterValue, 'Compare a provider''s bill with the ledger, a day and a model at a time')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Freeze a period, open it again, check that it is as it was')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Who changed prices, budgets, keys and closed periods, and when')
            [CompletionResult]::new('auth', 'auth', [CompletionResultType]::ParameterValue, 'Keys, users and logins for the server; who you are')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Serve the ledger over HTTP: usage in, reports out')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the ledger, while it is in use, to a checked file')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the ledger; what was there is kept')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make the ledger, or see what would be made')
            [CompletionResult]::new('health', 'health', [CompletionResultType]::ParameterValue, 'Whether the ledger, the disk and the prices are well')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Configuration: show, get, set')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('guide', 'guide', [CompletionResultType]::ParameterValue, 'Read a guide: the ledger, prices, formats, troubleshooting')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cost-ops;help;ingest' {
            break
        }
        'cost-ops;help;record' {
            break
        }
        'cost-ops;help;sync' {
            break
        }
        'cost-ops;help;sources' {
            break
        }
        'cost-ops;help;hourly' {
            break
        }
        'cost-ops;help;daily' {
            break
        }
        'cost-ops;help;weekly' {
            break
        }
        'cost-ops;help;monthly' {
            break
        }
        'cost-ops;help;sessions' {
            break
        }
        'cost-ops;help;models' {
            break
        }
        'cost-ops;help;projects' {
            break
        }
        'cost-ops;help;tags' {
            break
        }
        'cost-ops;help;top' {
            break
        }
        'cost-ops;help;calendar' {
            break
        }
        'cost-ops;help;blocks' {
            break
        }
        'cost-ops;help;statusline' {
            break
        }
        'cost-ops;help;query' {
            break
        }
        'cost-ops;help;summary' {
            break
        }
        'cost-ops;help;budget' {
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a budget, in the place of one of that name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The budgets there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Exit with 6 when a budget is over')
            [CompletionResult]::new('test-alert', 'test-alert', [CompletionResultType]::ParameterValue, 'Send a test alert by each way that is configured, and say whether it arrived')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a budget out')
            break
        }
        'cost-ops;help;budget;set' {
            break
        }
        'cost-ops;help;budget;list' {
            break
        }
        'cost-ops;help;budget;status' {
            break
        }
        'cost-ops;help;budget;check' {
            break
        }
        'cost-ops;help;budget;test-alert' {
            break
        }
        'cost-ops;help;budget;remove' {
            break
        }
        'cost-ops;help;plan' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a subscription: a flat amount for each billing period, from a day on')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The plans there are')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'List value, billed and effective cost; when each billing period broke even')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a plan out, also of the past; to end one, add it again with --until')
            break
        }
        'cost-ops;help;plan;add' {
            break
        }
        'cost-ops;help;plan;list' {
            break
        }
        'cost-ops;help;plan;status' {
            break
        }
        'cost-ops;help;plan;remove' {
            break
        }
        'cost-ops;help;forecast' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'What each of the days ahead will cost, within which bounds, and how far off that was in the past')
            [CompletionResult]::new('anomalies', 'anomalies', [CompletionResultType]::ParameterValue, 'The days that were out of the ordinary, and what moved them: model, project, volume or price')
            [CompletionResult]::new('budget', 'budget', [CompletionResultType]::ParameterValue, 'Where each budget will be at the end of its period, and what a day may still cost')
            break
        }
        'cost-ops;help;forecast;generate' {
            break
        }
        'cost-ops;help;forecast;anomalies' {
            break
        }
        'cost-ops;help;forecast;budget' {
            break
        }
        'cost-ops;help;sql' {
            break
        }
        'cost-ops;help;explain' {
            break
        }
        'cost-ops;help;diff' {
            break
        }
        'cost-ops;help;what-if' {
            break
        }
        'cost-ops;help;run' {
            break
        }
        'cost-ops;help;export' {
            break
        }
        'cost-ops;help;report' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a report: HTML, Markdown, XLSX, CSV or JSON')
            break
        }
        'cost-ops;help;report;generate' {
            break
        }
        'cost-ops;help;pricing' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The models and their prices, in force now')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Everything known about one model''s price')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a price of your own: it goes before the built-in one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a price from a date on, mend it with --correction, or take a price list in with --from')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a price you added')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'Where layers of the price book disagree about what this ledger used, and by how much')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'What to know about the prices of the models this ledger uses')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Every version of the price book')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print an imported list in our own format')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Go back to an earlier version of the price book')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Why a request costs what it costs: name, rule, dates, tier, arithmetic')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Price stored records again: what would change, then a new generation of costs')
            [CompletionResult]::new('generations', 'generations', [CompletionResultType]::ParameterValue, 'The generations of costs: when records were priced again, and what that came to')
            [CompletionResult]::new('cases', 'cases', [CompletionResultType]::ParameterValue, 'Price test cases: one JSON object a line in, one out (needs no ledger)')
            break
        }
        'cost-ops;help;pricing;list' {
            break
        }
        'cost-ops;help;pricing;get' {
            break
        }
        'cost-ops;help;pricing;add' {
            break
        }
        'cost-ops;help;pricing;update' {
            break
        }
        'cost-ops;help;pricing;remove' {
            break
        }
        'cost-ops;help;pricing;conflicts' {
            break
        }
        'cost-ops;help;pricing;check' {
            break
        }
        'cost-ops;help;pricing;history' {
            break
        }
        'cost-ops;help;pricing;export' {
            break
        }
        'cost-ops;help;pricing;rollback' {
            break
        }
        'cost-ops;help;pricing;explain' {
            break
        }
        'cost-ops;help;pricing;reprice' {
            break
        }
        'cost-ops;help;pricing;generations' {
            break
        }
        'cost-ops;help;pricing;cases' {
            break
        }
        'cost-ops;help;reconcile' {
            break
        }
        'cost-ops;help;close' {
            break
        }
        'cost-ops;help;audit' {
            break
        }
        'cost-ops;help;auth' {
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Who you are, what you may do, and where that comes from')
            [CompletionResult]::new('api-key', 'api-key', [CompletionResultType]::ParameterValue, 'Keys for programs')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in with an e-mail address and a password')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the login, here and at the server')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'People who log in')
            break
        }
        'cost-ops;help;auth;whoami' {
            break
        }
        'cost-ops;help;auth;api-key' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All keys; never their secrets')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a key and show it, this once')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a key: the next request with it is refused')
            break
        }
        'cost-ops;help;auth;api-key;list' {
            break
        }
        'cost-ops;help;auth;api-key;create' {
            break
        }
        'cost-ops;help;auth;api-key;revoke' {
            break
        }
        'cost-ops;help;auth;login' {
            break
        }
        'cost-ops;help;auth;logout' {
            break
        }
        'cost-ops;help;auth;user' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, with a password that is asked for')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All users')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Disable a user: logins end with the next request')
            break
        }
        'cost-ops;help;auth;user;add' {
            break
        }
        'cost-ops;help;auth;user;list' {
            break
        }
        'cost-ops;help;auth;user;disable' {
            break
        }
        'cost-ops;help;server' {
            break
        }
        'cost-ops;help;backup' {
            break
        }
        'cost-ops;help;restore' {
            break
        }
        'cost-ops;help;init' {
            break
        }
        'cost-ops;help;health' {
            break
        }
        'cost-ops;help;config' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print one effective value; with -v also where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Give a key a value in the user''s file; comments and order stay')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take a key out of the user''s file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every effective value and where it comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the file `config set` writes; with -v all files that are read')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check the configuration files and say what is wrong')
            break
        }
        'cost-ops;help;config;get' {
            break
        }
        'cost-ops;help;config;set' {
            break
        }
        'cost-ops;help;config;unset' {
            break
        }
        'cost-ops;help;config;show' {
            break
        }
        'cost-ops;help;config;path' {
            break
        }
        'cost-ops;help;config;validate' {
            break
        }
        'cost-ops;help;completion' {
            break
        }
        'cost-ops;help;guide' {
            break
        }
        'cost-ops;help;help' {
            break
        }
    })

    $results = Invoke-Expression @"
& cost-ops -- $args
"@;
    if ($null -eq $prev) {
        Remove-Item Env:\COST_OPS_COMPLETE;
    } else {
        $env:COST_OPS_COMPLETE = $prev;
    }
    $results | ForEach-Object {
        $split = $_.Split("`t");
        $cmd = $split[0];

        if ($split.Length -eq 2) {
            $help = $split[1];
        }
        else {
            $help = $split[0];
        }

        [System.Management.Automation.CompletionResult]::new($cmd, $cmd, 'ParameterValue', $help)
    }
};
