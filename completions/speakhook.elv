
use builtin;
use str;

set edit:completion:arg-completer[speakhook] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'speakhook'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'speakhook'= {
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand validate 'Check payloads against the documentation''s schema and the rules'
            cand check 'Check payloads against the documentation''s schema and the rules'
            cand show 'Read calls: summary, transcript, latency, tools, evaluation'
            cand sample 'Make realistic payloads'
            cand explain 'Say what a rule means; without RULE, list the rules'
            cand schema 'Print the embedded JSON Schema'
            cand completions 'Print a completion script for a shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'speakhook;validate'= {
            cand --stdin-filename 'Name standard input in reports'
            cand --exclude 'Leave out paths that match (repeatable)'
            cand -f 'Format of the report [default: text]'
            cand --format 'Format of the report [default: text]'
            cand -o 'Write the report to FILE instead of standard output'
            cand --output 'Write the report to FILE instead of standard output'
            cand --report 'Write another report in the same run, as json=report.json (repeatable)'
            cand --max-diagnostics 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]'
            cand -j 'Work with N threads [default: one a core]'
            cand --jobs 'Work with N threads [default: one a core]'
            cand --fail-on 'The lowest severity that makes the status 1 [default: error]'
            cand --min-severity 'The lowest severity that is shown [default: info]'
            cand --deny 'Report RULE as an error (repeatable)'
            cand --warn 'Report RULE as a warning (repeatable)'
            cand --allow 'Do not report RULE (repeatable)'
            cand --baseline 'Report only findings that FILE does not know'
            cand --write-baseline 'Write the findings of this run to FILE, as known from now on'
            cand --schema 'Judge by the JSON Schema in FILE instead of the embedded one'
            cand --extend 'Judge by the JSON Schema in FILE too (repeatable)'
            cand --event 'Expect this event in every payload, such as ConversationComplete'
            cand --now 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand --no-ignore 'Search directories without regard to .gitignore and hidden names'
            cand --allow-empty 'Accept that there is nothing to read'
            cand --show-values 'Show personal, secret and undocumented values in excerpts'
            cand --schema-only 'Check text and schema only, not what a conversation can mean'
            cand --strict 'Fail on warnings too: the same as --fail-on warning'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;check'= {
            cand --stdin-filename 'Name standard input in reports'
            cand --exclude 'Leave out paths that match (repeatable)'
            cand -f 'Format of the report [default: text]'
            cand --format 'Format of the report [default: text]'
            cand -o 'Write the report to FILE instead of standard output'
            cand --output 'Write the report to FILE instead of standard output'
            cand --report 'Write another report in the same run, as json=report.json (repeatable)'
            cand --max-diagnostics 'Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]'
            cand -j 'Work with N threads [default: one a core]'
            cand --jobs 'Work with N threads [default: one a core]'
            cand --fail-on 'The lowest severity that makes the status 1 [default: error]'
            cand --min-severity 'The lowest severity that is shown [default: info]'
            cand --deny 'Report RULE as an error (repeatable)'
            cand --warn 'Report RULE as a warning (repeatable)'
            cand --allow 'Do not report RULE (repeatable)'
            cand --baseline 'Report only findings that FILE does not know'
            cand --write-baseline 'Write the findings of this run to FILE, as known from now on'
            cand --schema 'Judge by the JSON Schema in FILE instead of the embedded one'
            cand --extend 'Judge by the JSON Schema in FILE too (repeatable)'
            cand --event 'Expect this event in every payload, such as ConversationComplete'
            cand --now 'Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand --no-ignore 'Search directories without regard to .gitignore and hidden names'
            cand --allow-empty 'Accept that there is nothing to read'
            cand --show-values 'Show personal, secret and undocumented values in excerpts'
            cand --schema-only 'Check text and schema only, not what a conversation can mean'
            cand --strict 'Fail on warnings too: the same as --fail-on warning'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;show'= {
            cand --stdin-filename 'Name standard input in reports'
            cand --exclude 'Leave out paths that match (repeatable)'
            cand -f 'Format [default: text]'
            cand --format 'Format [default: text]'
            cand -o 'Write to FILE instead of standard output'
            cand --output 'Write to FILE instead of standard output'
            cand --time 'How to show times [default: offset]'
            cand --tz 'Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]'
            cand --role 'Only messages of ROLE (repeatable)'
            cand --kind 'Only entries of KIND (repeatable)'
            cand --turn 'Only these turns: 3, 3..5, 3.. or ..5'
            cand --grep 'Only entries in which the regular expression is found'
            cand -C 'Entries around each that --grep finds'
            cand --context 'Entries around each that --grep finds'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand --no-ignore 'Search directories without regard to .gitignore and hidden names'
            cand --allow-empty 'Accept that there is nothing to read'
            cand --summary 'The call at a glance (the default)'
            cand --transcript 'What was said, with tools, handoffs, interruptions and silences'
            cand --latency 'Where the time went, turn by turn'
            cand --metrics 'Where the time went, turn by turn'
            cand --tools 'Tool calls with their results'
            cand --eval 'How the test went, and why'
            cand --all 'Everything'
            cand --full-args 'Show arguments, results and instructions in full'
            cand --show-values 'Show addresses with their user, query and fragment, which may grant access'
            cand --interrupted 'Only interrupted messages'
            cand --errors-only 'Only tools that failed'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;sample'= {
            cand --seed 'Make another payload of the same kind [default: 0]'
            cand --count 'Make N payloads, as JSON Lines when there are several [default: 1]'
            cand --turns 'Turns of the user, 0 to 10000 [default: as many as the scenario usually has]'
            cand --set 'Put a value where a JSON Pointer leads (repeatable)'
            cand --invalid 'Make a payload with one fault, which RULE finds'
            cand -o 'Write to FILE instead of standard output'
            cand --output 'Write to FILE instead of standard output'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand --list 'List the scenarios'
            cand --compact 'Write one line'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;explain'= {
            cand -f 'Format'
            cand --format 'Format'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;schema'= {
            cand --of 'Which schema'
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand --strict 'The closed variant: no additional properties, known values only'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;completions'= {
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;man'= {
            cand --color 'Colour the output [default: auto]'
            cand --ascii 'Draw with ASCII characters only [default: auto]'
            cand --width 'Columns to use instead of the terminal''s'
            cand --config 'Take severities, thresholds and known findings from FILE [default: speakhook.toml, searched for up to the repository''s root]'
            cand -q 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand --quiet 'Print less: -q no closing line, -qq nothing but errors of the program'
            cand -v 'Print more: also name what is fine, and the configuration'
            cand --verbose 'Print more: also name what is fine, and the configuration'
            cand --no-config 'Take them from no file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'speakhook;help'= {
            cand validate 'Check payloads against the documentation''s schema and the rules'
            cand show 'Read calls: summary, transcript, latency, tools, evaluation'
            cand sample 'Make realistic payloads'
            cand explain 'Say what a rule means; without RULE, list the rules'
            cand schema 'Print the embedded JSON Schema'
            cand completions 'Print a completion script for a shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'speakhook;help;validate'= {
        }
        &'speakhook;help;show'= {
        }
        &'speakhook;help;sample'= {
        }
        &'speakhook;help;explain'= {
        }
        &'speakhook;help;schema'= {
        }
        &'speakhook;help;completions'= {
        }
        &'speakhook;help;man'= {
        }
        &'speakhook;help;help'= {
        }
    ]
    $completions[$command]
}
