
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'speakhook' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'speakhook'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'speakhook' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check payloads against the documentation''s schema and the rules')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check payloads against the documentation''s schema and the rules')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Read calls: summary, transcript, latency, tools, evaluation')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Latency and outcome over many calls; budgets; comparison')
            [CompletionResult]::new('tests', 'tests', [CompletionResultType]::ParameterValue, 'Test outcomes over many payloads: passed, failed, no result; pass rate')
            [CompletionResult]::new('evals', 'evals', [CompletionResultType]::ParameterValue, 'Test outcomes over many payloads: passed, failed, no result; pass rate')
            [CompletionResult]::new('redact', 'redact', [CompletionResultType]::ParameterValue, 'Replace personal values by others of the same form')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a signature, and say why it does not fit')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Make realistic payloads')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks: check, keep and forward them')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Sign and deliver payloads to a URL')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say what a rule means; without RULE, list the rules')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the embedded JSON Schema')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'speakhook;validate' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format of the report [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format of the report [default: text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write another report in the same run, as json=report.json (repeatable)')
            [CompletionResult]::new('--max-diagnostics', '--max-diagnostics', [CompletionResultType]::ParameterName, 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The lowest severity that makes the status 1 [default: error]')
            [CompletionResult]::new('--min-severity', '--min-severity', [CompletionResultType]::ParameterName, 'The lowest severity that is shown [default: info]')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Report RULE as an error (repeatable)')
            [CompletionResult]::new('--warn', '--warn', [CompletionResultType]::ParameterName, 'Report RULE as a warning (repeatable)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Do not report RULE (repeatable)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Report only findings that FILE does not know')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write the findings of this run to FILE, as known from now on')
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'Judge by the JSON Schema in FILE instead of the embedded one')
            [CompletionResult]::new('--extend', '--extend', [CompletionResultType]::ParameterName, 'Judge by the JSON Schema in FILE too (repeatable)')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Expect this event in every payload, such as ConversationComplete')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show personal, secret and undocumented values in excerpts')
            [CompletionResult]::new('--schema-only', '--schema-only', [CompletionResultType]::ParameterName, 'Check text and schema only, not what a conversation can mean')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail on warnings too: the same as --fail-on warning')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;check' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format of the report [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format of the report [default: text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write another report in the same run, as json=report.json (repeatable)')
            [CompletionResult]::new('--max-diagnostics', '--max-diagnostics', [CompletionResultType]::ParameterName, 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The lowest severity that makes the status 1 [default: error]')
            [CompletionResult]::new('--min-severity', '--min-severity', [CompletionResultType]::ParameterName, 'The lowest severity that is shown [default: info]')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Report RULE as an error (repeatable)')
            [CompletionResult]::new('--warn', '--warn', [CompletionResultType]::ParameterName, 'Report RULE as a warning (repeatable)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Do not report RULE (repeatable)')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Report only findings that FILE does not know')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write the findings of this run to FILE, as known from now on')
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'Judge by the JSON Schema in FILE instead of the embedded one')
            [CompletionResult]::new('--extend', '--extend', [CompletionResultType]::ParameterName, 'Judge by the JSON Schema in FILE too (repeatable)')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Expect this event in every payload, such as ConversationComplete')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show personal, secret and undocumented values in excerpts')
            [CompletionResult]::new('--schema-only', '--schema-only', [CompletionResultType]::ParameterName, 'Check text and schema only, not what a conversation can mean')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail on warnings too: the same as --fail-on warning')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;show' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to show times [default: offset]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Only messages of ROLE (repeatable)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only entries of KIND (repeatable)')
            [CompletionResult]::new('--turn', '--turn', [CompletionResultType]::ParameterName, 'Only these turns, also of --latency, --waterfall and --tools: 3, 3..5, 3.. or ..5')
            [CompletionResult]::new('--grep', '--grep', [CompletionResultType]::ParameterName, 'Only entries in which the regular expression is found')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Entries around each that --grep finds')
            [CompletionResult]::new('--context', '--context', [CompletionResultType]::ParameterName, 'Entries around each that --grep finds')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'The call at a glance (the default)')
            [CompletionResult]::new('--transcript', '--transcript', [CompletionResultType]::ParameterName, 'What was said, with tools, handoffs, interruptions and silences')
            [CompletionResult]::new('--latency', '--latency', [CompletionResultType]::ParameterName, 'Where the time went, turn by turn')
            [CompletionResult]::new('--metrics', '--metrics', [CompletionResultType]::ParameterName, 'Where the time went, turn by turn')
            [CompletionResult]::new('--waterfall', '--waterfall', [CompletionResultType]::ParameterName, 'With --latency: also draw each turn on one time axis')
            [CompletionResult]::new('--tools', '--tools', [CompletionResultType]::ParameterName, 'Tool calls with their results')
            [CompletionResult]::new('--eval', '--eval', [CompletionResultType]::ParameterName, 'How the test went, and why')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Everything')
            [CompletionResult]::new('--full-args', '--full-args', [CompletionResultType]::ParameterName, 'Show arguments, results and instructions in full')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show addresses with their user, query and fragment, which may grant access')
            [CompletionResult]::new('--interrupted', '--interrupted', [CompletionResultType]::ParameterName, 'Only interrupted messages')
            [CompletionResult]::new('--errors-only', '--errors-only', [CompletionResultType]::ParameterName, 'Only tools that failed, also of --tools')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;stats' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work with N threads [default: one a core]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Group calls by KEY (repeatable)')
            [CompletionResult]::new('--metric', '--metric', [CompletionResultType]::ParameterName, 'Show only METRIC (repeatable) [default: all]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only calls that started at TIME or later: a date, or such as 2026-06-12T18:00:00Z')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only calls that started before TIME, or on that date or before it')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'Fail if a figure breaks the condition, such as e2e.p95<1.5s (repeatable)')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'Show what has changed since the run that --save wrote to FILE')
            [CompletionResult]::new('--max-regression', '--max-regression', [CompletionResultType]::ParameterName, 'Fail if a median or p95 has grown by more than PERCENT since then')
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Write the statistics to FILE, to be merged and compared; to - instead of the report')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Print one row a call, turn or tool run instead of statistics, as csv or jsonl')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text; csv with --rows]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text; csv with --rows]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write another report in the same run, as html=stats.html (repeatable)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--histogram', '--histogram', [CompletionResultType]::ParameterName, 'Draw how the values are distributed (text and html)')
            [CompletionResult]::new('--merge', '--merge', [CompletionResultType]::ParameterName, 'Add up files that --save wrote, instead of reading calls')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show addresses in rows with their user, query and fragment, which may grant access')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;tests' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Group the runs by this [default: test]')
            [CompletionResult]::new('--min-pass-rate', '--min-pass-rate', [CompletionResultType]::ParameterName, 'Accept failures as long as so many of the runs with a result passed: 90% or 0.9')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write another report in the same run, as junit=tests.xml (repeatable)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'List only the runs that did not pass; JUnit stays whole')
            [CompletionResult]::new('--require-result', '--require-result', [CompletionResultType]::ParameterName, 'Do not accept a run without a result')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;evals' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Group the runs by this [default: test]')
            [CompletionResult]::new('--min-pass-rate', '--min-pass-rate', [CompletionResultType]::ParameterName, 'Accept failures as long as so many of the runs with a result passed: 90% or 0.9')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write another report in the same run, as junit=tests.xml (repeatable)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'List only the runs that did not pass; JUnit stays whole')
            [CompletionResult]::new('--require-result', '--require-result', [CompletionResultType]::ParameterName, 'Do not accept a run without a result')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;redact' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'How much to replace')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'How much to replace')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Leave what is at PTR as it is; `*` is any step, as in /data/history/*/content (repeatable)')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Take out what is at PTR (repeatable)')
            [CompletionResult]::new('--spoken-digits', '--spoken-digits', [CompletionResultType]::ParameterName, 'Also replace numbers that were spoken in N digits or more; write N behind `=`, as in --spoken-digits=5 [default of N: 7]')
            [CompletionResult]::new('--salt-env', '--salt-env', [CompletionResultType]::ParameterName, 'Make stand-ins with the salt in the environment variable VAR, the same in every run [default: others in every run]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output-dir', '--output-dir', [CompletionResultType]::ParameterName, 'Write each input to a file of its name below DIR; what a directory or a glob is searched for keeps its folders')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;verify' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Take a secret from the environment variable VAR (repeatable, as when secrets rotate)')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)')
            [CompletionResult]::new('--signature', '--signature', [CompletionResultType]::ParameterName, 'The signature, in hex')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'The header that has it')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;sample' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Make another payload of the same kind [default: 0]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Make N payloads, as JSON Lines when there are several [default: 1]')
            [CompletionResult]::new('--turns', '--turns', [CompletionResultType]::ParameterName, 'Turns of the user, 0 to 10000 [default: as many as the scenario usually has]')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Put a value where a JSON Pointer leads (repeatable)')
            [CompletionResult]::new('--invalid', '--invalid', [CompletionResultType]::ParameterName, 'Make a payload with one fault, which RULE finds')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE instead of standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the scenarios')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Write one line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;listen' {
            [CompletionResult]::new('--addr', '--addr', [CompletionResultType]::ParameterName, 'Listen at this address; port 0 is any that is free')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'Take deliveries at this path')
            [CompletionResult]::new('--allow-host', '--allow-host', [CompletionResultType]::ParameterName, 'Answer to this host name too, such as a tunnel''s (repeatable)')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Refuse bodies larger than SIZE, at most 64MiB')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Take a secret from the environment variable VAR (repeatable, as when secrets rotate)')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'The header that has the signature')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Take only this event; others are answered and left alone (repeatable)')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Take only this event; others are answered and left alone (repeatable)')
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Keep every delivery in DIR: its exact body, and its headers beside it')
            [CompletionResult]::new('--forward-to', '--forward-to', [CompletionResultType]::ParameterName, 'Pass every delivery on to URL, and answer with the status from there')
            [CompletionResult]::new('--respond', '--respond', [CompletionResultType]::ParameterName, 'Answer deliveries with this status')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'End after N deliveries')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'End after SECONDS')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The lowest severity that makes a delivery invalid [default: error]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Forward over plain http to another machine, too')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'End after one delivery')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;send' {
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name standard input in reports')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out paths that match (repeatable)')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Deliver to this http or https address')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Send this header, as ''X-Source: test''; replaces a captured one (repeatable)')
            [CompletionResult]::new('--header-env', '--header-env', [CompletionResultType]::ParameterName, 'Send this header with the value of the environment variable VAR, which no output shows (repeatable)')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Deliver N bodies a second at most, such as 5 or 0.5')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Wait for S seconds at most for each answer, connection included [default: 30]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM) instead of the built-in ones')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Put the signature into the header NAME, which SpeakNode''s documentation does not name')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Put a value where a JSON Pointer leads; the body is written anew, on one line (repeatable)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Make the same new ids again')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Let new calls end at TIME, such as 2026-06-12T18:51:40Z [default: now]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format [default: text]')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Sign with the secret in the environment variable VAR')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Sign with the secret in FILE, - for standard input; one line end behind it is no part of it')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Search directories without regard to .gitignore and hidden names')
            [CompletionResult]::new('--no-unwrap', '--no-unwrap', [CompletionResultType]::ParameterName, 'Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Take every line as a document, wherever the input was cut; with --allow-empty there may be none')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Accept that there is nothing to read')
            [CompletionResult]::new('--no-captured-headers', '--no-captured-headers', [CompletionResultType]::ParameterName, 'Send captured bodies without the headers that came with them')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send nothing; say what would be sent, with -v the bodies, too')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Deliver to a host that is not this machine')
            [CompletionResult]::new('--fresh', '--fresh', [CompletionResultType]::ParameterName, 'Make every call a new one: other session, item and tool call ids, times that end now')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;explain' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Format')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;schema' {
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'Which schema')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'The closed variant: no additional properties, known values only')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;man' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output [default: auto]')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with ASCII characters only [default: auto]')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns to use instead of the terminal''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository''s root]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print more: also name what is fine, and the configuration')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal values before anything is shown: in show, stats, tests and validate')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Take them from no file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'speakhook;help' {
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check payloads against the documentation''s schema and the rules')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Read calls: summary, transcript, latency, tools, evaluation')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Latency and outcome over many calls; budgets; comparison')
            [CompletionResult]::new('tests', 'tests', [CompletionResultType]::ParameterValue, 'Test outcomes over many payloads: passed, failed, no result; pass rate')
            [CompletionResult]::new('redact', 'redact', [CompletionResultType]::ParameterValue, 'Replace personal values by others of the same form')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a signature, and say why it does not fit')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Make realistic payloads')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks: check, keep and forward them')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Sign and deliver payloads to a URL')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say what a rule means; without RULE, list the rules')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the embedded JSON Schema')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'speakhook;help;validate' {
            break
        }
        'speakhook;help;show' {
            break
        }
        'speakhook;help;stats' {
            break
        }
        'speakhook;help;tests' {
            break
        }
        'speakhook;help;redact' {
            break
        }
        'speakhook;help;verify' {
            break
        }
        'speakhook;help;sample' {
            break
        }
        'speakhook;help;listen' {
            break
        }
        'speakhook;help;send' {
            break
        }
        'speakhook;help;explain' {
            break
        }
        'speakhook;help;schema' {
            break
        }
        'speakhook;help;completions' {
            break
        }
        'speakhook;help;man' {
            break
        }
        'speakhook;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
