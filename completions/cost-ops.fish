complete --keep-order --exclusive --command cost-ops --arguments "(COST_OPS_COMPLETE=fish cost-ops -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
