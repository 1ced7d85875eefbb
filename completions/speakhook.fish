# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_speakhook_global_optspecs
    string join \n q/quiet v/verbose color= ascii= width= redact config= no-config h/help V/version
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
complete -c speakhook -n "__fish_speakhook_needs_command" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_needs_command" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_needs_command" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_needs_command" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_needs_command" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_needs_command" -s V -l version -d 'Print version'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "validate" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "check" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "show" -d 'Read calls: summary, transcript, latency, tools, evaluation'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "stats" -d 'Latency and outcome over many calls; budgets; comparison'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "tests" -d 'Test outcomes over many payloads: passed, failed, no result; pass rate'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "evals" -d 'Test outcomes over many payloads: passed, failed, no result; pass rate'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "redact" -d 'Replace personal values by others of the same form'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "verify" -d 'Check a signature, and say why it does not fit'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "sample" -d 'Make realistic payloads'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "listen" -d 'Receive webhooks: check, keep and forward them'
complete -c speakhook -n "__fish_speakhook_needs_command" -f -a "send" -d 'Sign and deliver payloads to a URL'
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
jsonl\t'One JSON object a line and problem'
junit\t'JUnit XML: a suite a file, a case a payload'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'The text report, then annotations for GitHub Actions'
gitlab\t'GitLab\'s Code Quality report'
rdjson\t'Reviewdog\'s diagnostics in one JSON document'
markdown\t'A summary for the page of a CI job'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s o -l output -d 'Write the report to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l report -d 'Write another report in the same run, as json=report.json (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l max-diagnostics -d 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s j -l jobs -d 'Work with N threads [default: one a core]' -r
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
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l warn -d 'Report RULE as a warning (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l allow -d 'Do not report RULE (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l baseline -d 'Report only findings that FILE does not know' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l write-baseline -d 'Write the findings of this run to FILE, as known from now on' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l schema -d 'Judge by the JSON Schema in FILE instead of the embedded one' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l extend -d 'Judge by the JSON Schema in FILE too (repeatable)' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l event -d 'Expect this event in every payload, such as ConversationComplete' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l now -d 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l show-values -d 'Show personal, secret and undocumented values in excerpts'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l schema-only -d 'Check text and schema only, not what a conversation can mean'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l strict -d 'Fail on warnings too: the same as --fail-on warning'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s f -l format -d 'Format of the report [default: text]' -r -f -a "text\t'For people: excerpts with a caret, colour on a terminal'
concise\t'One line a problem: `path:line:column: severity[rule] message`'
json\t'One JSON document, described by `speakhook schema --of report`'
jsonl\t'One JSON object a line and problem'
junit\t'JUnit XML: a suite a file, a case a payload'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'The text report, then annotations for GitHub Actions'
gitlab\t'GitLab\'s Code Quality report'
rdjson\t'Reviewdog\'s diagnostics in one JSON document'
markdown\t'A summary for the page of a CI job'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s o -l output -d 'Write the report to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l report -d 'Write another report in the same run, as json=report.json (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l max-diagnostics -d 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s j -l jobs -d 'Work with N threads [default: one a core]' -r
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
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l warn -d 'Report RULE as a warning (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l allow -d 'Do not report RULE (repeatable)' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'
json/*\t''
schema/*\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l baseline -d 'Report only findings that FILE does not know' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l write-baseline -d 'Write the findings of this run to FILE, as known from now on' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l schema -d 'Judge by the JSON Schema in FILE instead of the embedded one' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l extend -d 'Judge by the JSON Schema in FILE too (repeatable)' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l event -d 'Expect this event in every payload, such as ConversationComplete' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l now -d 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l show-values -d 'Show personal, secret and undocumented values in excerpts'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l schema-only -d 'Check text and schema only, not what a conversation can mean'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l strict -d 'Fail on warnings too: the same as --fail-on warning'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For a terminal'
markdown\t'GitHub-flavoured Markdown'
json\t'One document for machines'
html\t'One page with a picture of the call, to look at and to send on'
csv\t'Comma-separated values: one row a turn, a call or a tool run, as the view says'
srt\t'Subtitles: SubRip'
vtt\t'Subtitles: WebVTT'
chrome-trace\t'A trace for Perfetto and chrome://tracing'"
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
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l turn -d 'Only these turns, also of --latency, --waterfall and --tools: 3, 3..5, 3.. or ..5' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l grep -d 'Only entries in which the regular expression is found' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s C -l context -d 'Entries around each that --grep finds' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l summary -d 'The call at a glance (the default)'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l transcript -d 'What was said, with tools, handoffs, interruptions and silences'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l latency -l metrics -d 'Where the time went, turn by turn'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l waterfall -d 'With --latency: also draw each turn on one time axis'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l tools -d 'Tool calls with their results'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l eval -d 'How the test went, and why'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l all -d 'Everything'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l full-args -d 'Show arguments, results and instructions in full'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l show-values -d 'Show addresses with their user, query and fragment, which may grant access'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l interrupted -d 'Only interrupted messages'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l errors-only -d 'Only tools that failed, also of --tools'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s j -l jobs -d 'Work with N threads [default: one a core]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l by -d 'Group calls by KEY (repeatable)' -r -f -a "agent\t''
campaign\t''
provider\t''
event\t''
test\t''
day\t''
file\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l metric -d 'Show only METRIC (repeatable) [default: all]' -r -f -a "end_of_turn\t''
transcription\t''
callback\t''
llm\t''
tts\t''
tools\t''
e2e\t''
duration\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l since -d 'Only calls that started at TIME or later: a date, or such as 2026-06-12T18:00:00Z' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l until -d 'Only calls that started before TIME, or on that date or before it' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l budget -d 'Fail if a figure breaks the condition, such as e2e.p95<1.5s (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l compare -d 'Show what has changed since the run that --save wrote to FILE' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l max-regression -d 'Fail if a median or p95 has grown by more than PERCENT since then' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l save -d 'Write the statistics to FILE, to be merged and compared; to - instead of the report' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l rows -d 'Print one row a call, turn or tool run instead of statistics, as csv or jsonl' -r -f -a "calls\t''
turns\t''
tools\t''"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s f -l format -d 'Format [default: text; csv with --rows]' -r -f -a "text\t'For a terminal'
json\t'One JSON document, described by `speakhook schema --of stats`'
jsonl\t'One JSON object a line: a group, the others, the total'
csv\t'Comma-separated values: one row a group'
markdown\t'GitHub-flavoured Markdown'
github\t'The text, then annotations for GitHub Actions'
junit\t'JUnit XML: a case a budget'
html\t'One page with pictures, to look at and to send on'"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l report -d 'Write another report in the same run, as html=stats.html (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l histogram -d 'Draw how the values are distributed (text and html)'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l merge -d 'Add up files that --save wrote, instead of reading calls'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l show-values -d 'Show addresses in rows with their user, query and fragment, which may grant access'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l by -d 'Group the runs by this [default: test]' -r -f -a "test\t'The test'
agent\t'The agent'
run\t'The test run'"
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l min-pass-rate -d 'Accept failures as long as so many of the runs with a result passed: 90% or 0.9' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For people: a table, then the failures with their reasons'
json\t'One JSON document, described by `speakhook schema --of tests`'
jsonl\t'One JSON object a line and run'
junit\t'JUnit XML: a suite a group, a case a run'
markdown\t'A summary for the page of a CI job'
github\t'The text report, then annotations for GitHub Actions'"
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l report -d 'Write another report in the same run, as junit=tests.xml (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l failed -d 'List only the runs that did not pass; JUnit stays whole'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l require-result -d 'Do not accept a run without a result'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand tests" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l by -d 'Group the runs by this [default: test]' -r -f -a "test\t'The test'
agent\t'The agent'
run\t'The test run'"
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l min-pass-rate -d 'Accept failures as long as so many of the runs with a result passed: 90% or 0.9' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For people: a table, then the failures with their reasons'
json\t'One JSON document, described by `speakhook schema --of tests`'
jsonl\t'One JSON object a line and run'
junit\t'JUnit XML: a suite a group, a case a run'
markdown\t'A summary for the page of a CI job'
github\t'The text report, then annotations for GitHub Actions'"
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l report -d 'Write another report in the same run, as junit=tests.xml (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l failed -d 'List only the runs that did not pass; JUnit stays whole'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l require-result -d 'Do not accept a run without a result'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand evals" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -s l -l level -d 'How much to replace' -r -f -a "contact\t'Numbers, mail addresses, names that keys tell, cards, accounts, tokens, secrets of addresses'
content\t'Also everything that was said, and what tools and links were given'
all\t'Also ids, and names of agents and campaigns'"
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l keep -d 'Leave what is at PTR as it is; `*` is any step, as in /data/history/*/content (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l drop -d 'Take out what is at PTR (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l spoken-digits -d 'Also replace numbers that were spoken in N digits or more; write N behind `=`, as in --spoken-digits=5 [default of N: 7]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l salt-env -d 'Make stand-ins with the salt in the environment variable VAR, the same in every run [default: others in every run]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l output-dir -d 'Write each input to a file of its name below DIR; what a directory or a glob is searched for keeps its folders' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand redact" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l secret-env -d 'Take a secret from the environment variable VAR (repeatable, as when secrets rotate)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l secret-file -d 'Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l signature -d 'The signature, in hex' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l header -d 'The header that has it' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -s f -l format -d 'Format' -r -f -a "text\t'For people'
json\t'JSON, one document'"
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l seed -d 'Make another payload of the same kind [default: 0]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l count -d 'Make N payloads, as JSON Lines when there are several [default: 1]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l turns -d 'Turns of the user, 0 to 10000 [default: as many as the scenario usually has]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l set -d 'Put a value where a JSON Pointer leads (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l invalid -d 'Make a payload with one fault, which RULE finds' -r -f -a "json/syntax\t'the text is not JSON'
json/encoding\t'the text is not UTF-8'
schema/type\t'a value has another type than documented'
schema/required\t'a required field is missing'
schema/format\t'a UUID or a date-time is malformed'
schema/minimum\t'a number is too small'
schema/maximum\t'a number is too large'
duplicate-key\t'a key occurs twice in one object'
unknown-event\t'the event is not documented'
unexpected-event\t'the event is not the one that --event names'
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
session-time-order\t'the session starts before it is created'
duration-mismatch\t'the duration is shorter than the speech'
audio-pair\t'the recording\'s address or its expiry is missing'
audio-url-invalid\t'the recording\'s address is none'
audio-expiry\t'the recording\'s address has expired'
audio-presign-mismatch\t'the address expires at another time than stated'
item-order\t'the history is not in the order of its times'
item-before-session\t'an item is older than its session'
duplicate-item-id\t'two items have the same id'
empty-message\t'a message says nothing'
repeated-message\t'a message repeats the one before it'
unrendered-variable\t'a variable was not filled in'
spoken-markup\t'markup in what the agent says'
interrupted-user\t'a message that is not the agent\'s is interrupted'
false-interruption\t'the agent is interrupted, but nobody speaks'
unmarked-overlap\t'both speak at once without an interruption'
unmeasured-confidence\t'the confidence of the transcript seems not to be measured'
low-confidence\t'words were understood with low confidence'
unanswered-turn\t'the user got no reply'
dead-air\t'nobody speaks for long'
no-user-speech\t'the user never speaks'
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
wrong-role-metric\t'a metric belongs to the other speaker'
millisecond-metric\t'delays are in milliseconds'
epoch-leak\t'a delay is a moment in time'
reversed-speech\t'a speech ends before it starts'
half-speech-window\t'a speech has only one of its two times'
negative-e2e\t'the end-to-end latency is below zero'
transcription-exceeds-turn\t'a transcript took longer than the turn it is a part of'
long-end-of-turn\t'the end of a turn took long to be seen'
constant-end-of-turn\t'the end-of-turn delay is a constant'
inconsistent-e2e\t'the end-to-end latency contradicts the timestamps'
unexplained-latency\t'a part of a latency belongs to no stage'
missing-e2e\t'a reply lacks its end-to-end latency'
missing-metrics\t'a call by voice has no metrics'
slow-reply\t'a reply took long'
incomplete-telephony\t'the telephony fields are incomplete'
phone-number-format\t'a phone number has another form than `+` and digits'
incomplete-campaign\t'a campaign\'s item or name has no campaign'
incomplete-test\t'a test lacks one of its ids'
unexplained-failure\t'a failed test gives no reason'
verdict-conflict\t'a test\'s verdict and its other fields disagree'"
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -s o -l output -d 'Write to FILE instead of standard output' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l list -d 'List the scenarios'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l compact -d 'Write one line'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand sample" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l addr -d 'Listen at this address; port 0 is any that is free' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l path -d 'Take deliveries at this path' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l allow-host -d 'Answer to this host name too, such as a tunnel\'s (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l max-body -d 'Refuse bodies larger than SIZE, at most 64MiB' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l secret-env -d 'Take a secret from the environment variable VAR (repeatable, as when secrets rotate)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l secret-file -d 'Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l header -d 'The header that has the signature' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -s e -l event -d 'Take only this event; others are answered and left alone (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l save -d 'Keep every delivery in DIR: its exact body, and its headers beside it' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l forward-to -d 'Pass every delivery on to URL, and answer with the status from there' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l respond -d 'Answer deliveries with this status' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l count -d 'End after N deliveries' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l timeout -d 'End after SECONDS' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l fail-on -d 'The lowest severity that makes a delivery invalid [default: error]' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Anything'
never\t'Nothing'"
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For people: one line a delivery'
jsonl\t'One JSON object a delivery, described by `speakhook schema --of deliveries`'"
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l yes -d 'Forward over plain http to another machine, too'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l once -d 'End after one delivery'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l stdin-filename -d 'Name standard input in reports' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l exclude -d 'Leave out paths that match (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l to -d 'Deliver to this http or https address' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -s H -d 'Send this header, as \'X-Source: test\'; replaces a captured one (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l header-env -d 'Send this header with the value of the environment variable VAR, which no output shows (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l rate -d 'Deliver N bodies a second at most, such as 5 or 0.5' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l timeout -d 'Wait for S seconds at most for each answer, connection included [default: 30]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l cacert -d 'Trust the certificates in FILE (PEM) instead of the built-in ones' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l header -d 'Put the signature into the header NAME, which SpeakNode\'s documentation does not name' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l set -d 'Put a value where a JSON Pointer leads; the body is written anew, on one line (repeatable)' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l seed -d 'Make the same new ids again' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l now -d 'Let new calls end at TIME, such as 2026-06-12T18:51:40Z [default: now]' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -s f -l format -d 'Format [default: text]' -r -f -a "text\t'For people: a line a delivery, then the tally'
jsonl\t'One JSON object a line and delivery, described by `speakhook schema --of sent`'"
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l secret-env -d 'Sign with the secret in the environment variable VAR' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l secret-file -d 'Sign with the secret in FILE, - for standard input; one line end behind it is no part of it' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l no-ignore -d 'Search directories without regard to .gitignore and hidden names'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l no-unwrap -d 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l lines -d 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l allow-empty -d 'Accept that there is nothing to read'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l no-captured-headers -d 'Send captured bodies without the headers that came with them'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l dry-run -d 'Send nothing; say what would be sent, with -v the bodies, too'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l yes -d 'Deliver to a host that is not this machine'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l fresh -d 'Make every call a new one: other session, item and tool call ids, times that end now'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
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
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l of -d 'Which schema' -r -f -a "payload\t'The webhook\'s body'
report\t'The report of `validate -f json`'
show\t'What `show -f json` writes'
tests\t'What `tests -f json` writes'
stats\t'What `stats -f json` writes'
stats-file\t'What `stats --save` writes'
verify\t'What `verify -f json` writes'
rows-calls\t'A line of `stats --rows calls -f jsonl`'
rows-turns\t'A line of `stats --rows turns -f jsonl`'
rows-tools\t'A line of `stats --rows tools -f jsonl`'
sent\t'A line of `send -f jsonl`'
deliveries\t'A line of `listen -f jsonl`'
config\t'`speakhook.toml`'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l strict -d 'The closed variant: no additional properties, known values only'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l color -d 'Colour the output [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l ascii -d 'Draw with ASCII characters only [default: auto]' -r -f -a "auto\t'As the stream and the environment say'
always\t'Always'
never\t'Never'"
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l width -d 'Columns to use instead of the terminal\'s' -r
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l config -d 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository\'s root]' -r -F
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s q -l quiet -d 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s v -l verbose -d 'Print more: also name what is fine, and the configuration'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l redact -d 'Replace personal values before anything is shown: in show, stats, tests and validate'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -l no-config -d 'Take them from no file'
complete -c speakhook -n "__fish_speakhook_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "validate" -d 'Check payloads against the documentation\'s schema and the rules'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "show" -d 'Read calls: summary, transcript, latency, tools, evaluation'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "stats" -d 'Latency and outcome over many calls; budgets; comparison'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "tests" -d 'Test outcomes over many payloads: passed, failed, no result; pass rate'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "redact" -d 'Replace personal values by others of the same form'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "verify" -d 'Check a signature, and say why it does not fit'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "sample" -d 'Make realistic payloads'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "listen" -d 'Receive webhooks: check, keep and forward them'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "send" -d 'Sign and deliver payloads to a URL'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "explain" -d 'Say what a rule means; without RULE, list the rules'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "schema" -d 'Print the embedded JSON Schema'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "completions" -d 'Print a completion script for a shell'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "man" -d 'Print the manual page'
complete -c speakhook -n "__fish_speakhook_using_subcommand help; and not __fish_seen_subcommand_from validate show stats tests redact verify sample listen send explain schema completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
