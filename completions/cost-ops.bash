# Completions of cost-ops for bash: the program itself is asked what may stand there.
_cost_ops() {
    # Bash breaks words at = and :, which names of models and tags have in them. They are put together
    # again from the line: what no blank precedes belongs to the word before it.
    local rest="${COMP_LINE:0:COMP_POINT}" words=() word i
    for ((i = 0; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $i -eq 0 || "$rest" == [[:blank:]]* ]]; then
            words+=("$word")
        else
            words[${#words[@]}-1]+="$word"
        fi
        rest="${rest#"${rest%%[![:blank:]]*}"}"
        rest="${rest#"$word"}"
    done
    if [[ $i -eq 0 || "$rest" == [[:blank:]]* ]]; then
        words+=("${rest#"${rest%%[![:blank:]]*}"}")
    else
        words[${#words[@]}-1]+="$rest"
    fi
    local last="${words[${#words[@]}-1]}" IFS=$'\013'
    COMPREPLY=($(
        _CLAP_IFS="$IFS" _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1)) COST_OPS_COMPLETE=bash \
            cost-ops -- "${words[@]}" 2>/dev/null
    ))
    # Only what stands behind the last break is replaced.
    local before="${last%"$2"}"
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]="${COMPREPLY[i]#"$before"}"
    done
    if [[ "${COMPREPLY[*]}" == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o bashdefault -F _cost_ops cost-ops
