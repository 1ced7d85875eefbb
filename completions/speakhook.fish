# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_speakhook_global_optspecs
    string join \n q/quiet v/verbose color= ascii= width= h/help V/version
end

function __fish_speakhook_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_speakhook_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_speakhook_using_subcommand
    set -l cmd (__fish_speakhook_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c speakhook -n "__fish_speakhook_needs_command" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_needs_command" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_needs_command" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_needs_command" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_needs_command" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_needs_command" -s V -l version -d 'Print version'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "validate" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "check" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "show" -d 'Read calls: summary, transcript, latency, tools, evaluation'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "explain" -d 'Say what a rule means; without RULE, list the rules'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "schema" -d 'Print the embedded JSON Schema'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "man" -d 'Print the manual page'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s f -l format -d 'Format of the report [default: text]' -r -f -a "text\t'For people: excerpts with a caret, colour on a terminal'
concise\t'One line a problem: `path:line:column: severity[rule] message`'
json\t'One JSON document, described by `speakhook schema --of report`'
jsonl\t'One JSON object a line and problem'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s o -l output -d 'Write the report to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l report -d 'Write another report in the same run, as json=report.json (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l max-diagnostics -d 'Show at most N problems; 0 for all [default: 50 in text, all in other formats]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l fail-on -d 'The lowest severity that makes the status 1 [default: error]' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Anything'
never\t'Nothing'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l min-severity -d 'The lowest severity that is shown [default: info]' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l deny -d 'Report RULE as an error (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l warn -d 'Report RULE as a warning (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l allow -d 'Do not report RULE (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l show-values -d 'Show personal, secret and undocumented values in excerpts'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l schema-only -d 'Check text and schema only, not what a conversation can mean'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l strict -d 'Fail on warnings too: the same as --fail-on warning'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s f -l format -d 'Format of the report [default: text]' -r -f -a "text\t'For people: excerpts with a caret, colour on a terminal'
concise\t'One line a problem: `path:line:column: severity[rule] message`'
json\t'One JSON document, described by `speakhook schema --of report`'
jsonl\t'One JSON object a line and problem'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s o -l output -d 'Write the report to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l report -d 'Write another report in the same run, as json=report.json (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l max-diagnostics -d 'Show at most N problems; 0 for all [default: 50 in text, all in other formats]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l fail-on -d 'The lowest severity that makes the status 1 [default: error]' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Anything'
never\t'Nothing'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l min-severity -d 'The lowest severity that is shown [default: info]' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l deny -d 'Report RULE as an error (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l warn -d 'Report RULE as a warning (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l allow -d 'Do not report RULE (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
event-mismatch\t'the body does not fit the event'
bare-data\t'the envelope around `data` is missing'
hub-notification\t'a hub notification, not a webhook'
legacy-history\t'the older shape of `history`'
documentation-placeholder\t'a value is a placeholder of the documentation'
default-value\t'a date or an identifier was never set'
undocumented-value\t'a value that no source documents'
value-case\t'a documented value is written in another case'
mixed-item\t'an item has the fields of another kind'
unknown-field\t'a key is not documented'
livekit-field\t'a key is LiveKit\'s, not documented by SpeakNode'
orphan-tool-output\t'a tool output belongs to no call'
unanswered-tool-call\t'a tool call has no output'
reused-tool-call-id\t'a tool call id is used twice'
tool-name-mismatch\t'a tool output names another tool than its call'
invalid-tool-arguments\t'the arguments of a tool call are not a JSON object'
repeated-tool-call\t'a tool was called again with the same arguments'
failed-tool-call\t'a tool answered with an error'
unflagged-tool-error\t'a tool output reads like an error but is not marked'
slow-tool\t'a tool took long to answer'
undeclared-tool\t'a tool was called that no `tools_added` names'
handoff-to-self\t'a handoff leads to the agent that has the call'
negative-e2e\t'the end-to-end latency is below zero'
schema/*\t''
json/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l show-values -d 'Show personal, secret and undocumented values in excerpts'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l schema-only -d 'Check text and schema only, not what a conversation can mean'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l strict -d 'Fail on warnings too: the same as --fail-on warning'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For a terminal'
markdown\t'GitHub-flavoured Markdown'
json\t'One document for machines'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l time -d 'How to show times [default: offset]' -r -f -a "offset\t'From the start of the call'
clock\t'Time of day in the zone of --tz'
utc\t'Time of day in UTC'
none\t'Not at all'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l tz -d 'Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l role -d 'Only messages of ROLE (repeatable)' -r -f -a "user\t''
assistant\t''
system\t''
developer\t''
tool\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l kind -d 'Only entries of KIND (repeatable)' -r -f -a "message\t''
tool\t''
handoff\t''
config\t''
silence\t''
other\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l turn -d 'Only these turns: 3, 3..5, 3.. or ..5' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l grep -d 'Only entries in which the regular expression is found' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s C -l context -d 'Entries around each that --grep finds' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l summary -d 'The call at a glance (the default)'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l transcript -d 'What was said, with tools, handoffs, interruptions and silences'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l latency -l metrics -d 'Where the time went, turn by turn'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l tools -d 'Tool calls with their results'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l eval -d 'How the test went, and why'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l all -d 'Everything'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l full-args -d 'Show arguments, results and instructions in full'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l show-values -d 'Show addresses with their user, query and fragment, which may grant access'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l interrupted -d 'Only interrupted messages'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l errors-only -d 'Only tools that failed'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s f -l format -d 'Format' -r -f -a "text\t'For people'
markdown\t'Markdown'
json\t'JSON'"
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l of -d 'Which schema' -r -f -a "payload\t'The webhook\'s body'
report\t'The report of `validate -f json`'
show\t'What `show -f json` writes'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l strict -d 'The closed variant: no additional properties, known values only'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s q -l quiet -d 'Print less: -q no closing line, -qq nothing but errors of the program'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s v -l verbose -d 'Print more: also name what is fine'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "validate" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "show" -d 'Read calls: summary, transcript, latency, tools, evaluation'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "explain" -d 'Say what a rule means; without RULE, list the rules'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "schema" -d 'Print the embedded JSON Schema'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "completions" -d 'Print a completion script for a shell'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "man" -d 'Print the manual page'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show explain schema completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
