set edit:completion:arg-completer[cost-ops] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) COST_OPS_COMPLETE="elvish" cost-ops -- $@words) | to-lines
}
