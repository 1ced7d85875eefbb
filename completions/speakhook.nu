module completions {

  def "nu-complete speakhook color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Inspect and validate SpeakNode voice-agent webhook payloads: schema, transcript, latency per turn, test outcome
  export extern speakhook [
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete speakhook validate format" [] {
    [ "text" "concise" "json" "jsonl" "junit" "sarif" "github" "gitlab" "rdjson" "markdown" ]
  }

  def "nu-complete speakhook validate fail_on" [] {
    [ "error" "warning" "info" "never" ]
  }

  def "nu-complete speakhook validate min_severity" [] {
    [ "error" "warning" "info" ]
  }

  def "nu-complete speakhook validate deny" [] {
    [ "json/syntax" "json/encoding" "schema/type" "schema/required" "schema/format" "schema/minimum" "schema/maximum" "duplicate-key" "unknown-event" "unexpected-event" "event-mismatch" "bare-data" "hub-notification" "legacy-history" "documentation-placeholder" "default-value" "undocumented-value" "value-case" "mixed-item" "unknown-field" "livekit-field" "session-time-order" "duration-mismatch" "audio-pair" "audio-url-invalid" "audio-expiry" "audio-presign-mismatch" "item-order" "item-before-session" "duplicate-item-id" "empty-message" "repeated-message" "unrendered-variable" "spoken-markup" "interrupted-user" "false-interruption" "unmarked-overlap" "unmeasured-confidence" "low-confidence" "unanswered-turn" "dead-air" "no-user-speech" "orphan-tool-output" "unanswered-tool-call" "reused-tool-call-id" "tool-name-mismatch" "invalid-tool-arguments" "repeated-tool-call" "failed-tool-call" "unflagged-tool-error" "slow-tool" "undeclared-tool" "handoff-to-self" "wrong-role-metric" "millisecond-metric" "epoch-leak" "reversed-speech" "half-speech-window" "negative-e2e" "transcription-exceeds-turn" "long-end-of-turn" "constant-end-of-turn" "inconsistent-e2e" "unexplained-latency" "missing-e2e" "missing-metrics" "slow-reply" "incomplete-telephony" "phone-number-format" "incomplete-campaign" "incomplete-test" "unexplained-failure" "verdict-conflict" "json/*" "schema/*" ]
  }

  def "nu-complete speakhook validate warn" [] {
    [ "json/syntax" "json/encoding" "schema/type" "schema/required" "schema/format" "schema/minimum" "schema/maximum" "duplicate-key" "unknown-event" "unexpected-event" "event-mismatch" "bare-data" "hub-notification" "legacy-history" "documentation-placeholder" "default-value" "undocumented-value" "value-case" "mixed-item" "unknown-field" "livekit-field" "session-time-order" "duration-mismatch" "audio-pair" "audio-url-invalid" "audio-expiry" "audio-presign-mismatch" "item-order" "item-before-session" "duplicate-item-id" "empty-message" "repeated-message" "unrendered-variable" "spoken-markup" "interrupted-user" "false-interruption" "unmarked-overlap" "unmeasured-confidence" "low-confidence" "unanswered-turn" "dead-air" "no-user-speech" "orphan-tool-output" "unanswered-tool-call" "reused-tool-call-id" "tool-name-mismatch" "invalid-tool-arguments" "repeated-tool-call" "failed-tool-call" "unflagged-tool-error" "slow-tool" "undeclared-tool" "handoff-to-self" "wrong-role-metric" "millisecond-metric" "epoch-leak" "reversed-speech" "half-speech-window" "negative-e2e" "transcription-exceeds-turn" "long-end-of-turn" "constant-end-of-turn" "inconsistent-e2e" "unexplained-latency" "missing-e2e" "missing-metrics" "slow-reply" "incomplete-telephony" "phone-number-format" "incomplete-campaign" "incomplete-test" "unexplained-failure" "verdict-conflict" "json/*" "schema/*" ]
  }

  def "nu-complete speakhook validate allow" [] {
    [ "json/syntax" "json/encoding" "schema/type" "schema/required" "schema/format" "schema/minimum" "schema/maximum" "duplicate-key" "unknown-event" "unexpected-event" "event-mismatch" "bare-data" "hub-notification" "legacy-history" "documentation-placeholder" "default-value" "undocumented-value" "value-case" "mixed-item" "unknown-field" "livekit-field" "session-time-order" "duration-mismatch" "audio-pair" "audio-url-invalid" "audio-expiry" "audio-presign-mismatch" "item-order" "item-before-session" "duplicate-item-id" "empty-message" "repeated-message" "unrendered-variable" "spoken-markup" "interrupted-user" "false-interruption" "unmarked-overlap" "unmeasured-confidence" "low-confidence" "unanswered-turn" "dead-air" "no-user-speech" "orphan-tool-output" "unanswered-tool-call" "reused-tool-call-id" "tool-name-mismatch" "invalid-tool-arguments" "repeated-tool-call" "failed-tool-call" "unflagged-tool-error" "slow-tool" "undeclared-tool" "handoff-to-self" "wrong-role-metric" "millisecond-metric" "epoch-leak" "reversed-speech" "half-speech-window" "negative-e2e" "transcription-exceeds-turn" "long-end-of-turn" "constant-end-of-turn" "inconsistent-e2e" "unexplained-latency" "missing-e2e" "missing-metrics" "slow-reply" "incomplete-telephony" "phone-number-format" "incomplete-campaign" "incomplete-test" "unexplained-failure" "verdict-conflict" "json/*" "schema/*" ]
  }

  def "nu-complete speakhook validate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook validate ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Check payloads against the documentation's schema and the rules
  export extern "speakhook validate" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --format(-f): string@"nu-complete speakhook validate format" # Format of the report [default: text]
    --output(-o): path        # Write the report to FILE instead of standard output
    --report: string          # Write another report in the same run, as json=report.json (repeatable)
    --max-diagnostics: string # Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]
    --show-values             # Show personal, secret and undocumented values in excerpts
    --jobs(-j): string        # Work with N threads [default: one a core]
    --schema-only             # Check text and schema only, not what a conversation can mean
    --fail-on: string@"nu-complete speakhook validate fail_on" # The lowest severity that makes the status 1 [default: error]
    --strict                  # Fail on warnings too: the same as --fail-on warning
    --min-severity: string@"nu-complete speakhook validate min_severity" # The lowest severity that is shown [default: info]
    --deny: string@"nu-complete speakhook validate deny" # Report RULE as an error (repeatable)
    --warn: string@"nu-complete speakhook validate warn" # Report RULE as a warning (repeatable)
    --allow: string@"nu-complete speakhook validate allow" # Do not report RULE (repeatable)
    --baseline: path          # Report only findings that FILE does not know
    --write-baseline: path    # Write the findings of this run to FILE, as known from now on
    --schema: path            # Judge by the JSON Schema in FILE instead of the embedded one
    --extend: path            # Judge by the JSON Schema in FILE too (repeatable)
    --event: string           # Expect this event in every payload, such as ConversationComplete
    --now: string             # Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook validate color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook validate ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook show format" [] {
    [ "text" "markdown" "json" "html" "csv" "srt" "vtt" "chrome-trace" "parquet" ]
  }

  def "nu-complete speakhook show time" [] {
    [ "offset" "clock" "utc" "none" ]
  }

  def "nu-complete speakhook show role" [] {
    [ "user" "assistant" "system" "developer" "tool" ]
  }

  def "nu-complete speakhook show kind" [] {
    [ "message" "tool" "handoff" "config" "silence" "other" ]
  }

  def "nu-complete speakhook show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook show ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Read calls: summary, transcript, latency, tools, evaluation
  export extern "speakhook show" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --summary                 # The call at a glance (the default)
    --transcript              # What was said, with tools, handoffs, interruptions and silences
    --latency                 # Where the time went, turn by turn
    --metrics                 # Where the time went, turn by turn
    --waterfall               # With --latency: also draw each turn on one time axis
    --tools                   # Tool calls with their results
    --eval                    # How the test went, and why
    --all                     # Everything
    --format(-f): string@"nu-complete speakhook show format" # Format [default: text]
    --output(-o): path        # Write to FILE instead of standard output
    --full-args               # Show arguments, results and instructions in full
    --show-values             # Show addresses with their user, query and fragment, which may grant access
    --time: string@"nu-complete speakhook show time" # How to show times [default: offset]
    --tz: string              # Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]
    --role: string@"nu-complete speakhook show role" # Only messages of ROLE (repeatable)
    --kind: string@"nu-complete speakhook show kind" # Only entries of KIND (repeatable)
    --turn: string            # Only these turns, also of --latency, --waterfall and --tools: 3, 3..5, 3.. or ..5
    --interrupted             # Only interrupted messages
    --errors-only             # Only tools that failed, also of --tools
    --grep: string            # Only entries in which the regular expression is found
    --context(-C): string     # Entries around each that --grep finds
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook show color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook show ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook stats by" [] {
    [ "agent" "campaign" "provider" "event" "test" "day" "file" ]
  }

  def "nu-complete speakhook stats metric" [] {
    [ "end_of_turn" "transcription" "callback" "llm" "tts" "tools" "e2e" "duration" ]
  }

  def "nu-complete speakhook stats rows" [] {
    [ "calls" "turns" "tools" ]
  }

  def "nu-complete speakhook stats format" [] {
    [ "text" "json" "jsonl" "csv" "markdown" "github" "junit" "html" "parquet" ]
  }

  def "nu-complete speakhook stats color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook stats ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Latency and outcome over many calls; budgets; comparison
  export extern "speakhook stats" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --jobs(-j): string        # Work with N threads [default: one a core]
    --by: string@"nu-complete speakhook stats by" # Group calls by KEY (repeatable)
    --metric: string@"nu-complete speakhook stats metric" # Show only METRIC (repeatable) [default: all]
    --since: string           # Only calls that started at TIME or later: a date, or such as 2026-06-12T18:00:00Z
    --until: string           # Only calls that started before TIME, or on that date or before it
    --histogram               # Draw how the values are distributed (text and html)
    --budget: string          # Fail if a figure breaks the condition, such as e2e.p95<1.5s (repeatable)
    --compare: path           # Show what has changed since the run that --save wrote to FILE
    --max-regression: string  # Fail if a median or p95 has grown by more than PERCENT since then
    --save: path              # Write the statistics to FILE, to be merged and compared; to - instead of the report
    --merge                   # Add up files that --save wrote, instead of reading calls
    --rows: string@"nu-complete speakhook stats rows" # Print one row a call, turn or tool run instead of statistics, as csv or jsonl
    --show-values             # Show addresses in rows with their user, query and fragment, which may grant access
    --format(-f): string@"nu-complete speakhook stats format" # Format [default: text; csv with --rows]
    --output(-o): path        # Write to FILE instead of standard output
    --report: string          # Write another report in the same run, as html=stats.html (repeatable)
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook stats color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook stats ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook tests by" [] {
    [ "test" "agent" "run" ]
  }

  def "nu-complete speakhook tests format" [] {
    [ "text" "json" "jsonl" "junit" "markdown" "github" ]
  }

  def "nu-complete speakhook tests color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook tests ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Test outcomes over many payloads: passed, failed, no result; pass rate
  export extern "speakhook tests" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --by: string@"nu-complete speakhook tests by" # Group the runs by this [default: test]
    --failed                  # List only the runs that did not pass; JUnit stays whole
    --min-pass-rate: string   # Accept failures as long as so many of the runs with a result passed: 90% or 0.9
    --require-result          # Do not accept a run without a result
    --format(-f): string@"nu-complete speakhook tests format" # Format [default: text]
    --output(-o): path        # Write to FILE instead of standard output
    --report: string          # Write another report in the same run, as junit=tests.xml (repeatable)
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook tests color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook tests ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook redact level" [] {
    [ "contact" "content" "all" ]
  }

  def "nu-complete speakhook redact color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook redact ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Replace personal values by others of the same form
  export extern "speakhook redact" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --level(-l): string@"nu-complete speakhook redact level" # How much to replace
    --keep: string            # Leave what is at PTR as it is; `*` is any step, as in /data/history/*/content (repeatable)
    --drop: string            # Take out what is at PTR (repeatable)
    --spoken-digits: string   # Also replace numbers that were spoken in N digits or more; write N behind `=`, as in --spoken-digits=5 [default of N: 7]
    --salt-env: string        # Make stand-ins with the salt in the environment variable VAR, the same in every run [default: others in every run]
    --output(-o): path        # Write to FILE instead of standard output
    --output-dir: path        # Write each input to a file of its name below DIR; what a directory or a glob is searched for keeps its folders
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook redact color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook redact ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook verify format" [] {
    [ "text" "json" ]
  }

  def "nu-complete speakhook verify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook verify ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Check a signature, and say why it does not fit
  export extern "speakhook verify" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --secret-env: string      # Take a secret from the environment variable VAR (repeatable, as when secrets rotate)
    --secret-file: path       # Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)
    --signature: string       # The signature, in hex
    --header: string          # The header that has it
    --format(-f): string@"nu-complete speakhook verify format" # Format
    --output(-o): path        # Write to FILE instead of standard output
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook verify color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook verify ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook sample scenario" [] {
    [ "phone" "long-call" "interrupted" "tool-error" "handoff" "campaign" "web" "non-latin" "test-passed" "test-failed" "test-unfinished" "test-text" "started" "started-web" "legacy" "minimal" "everything" ]
  }

  def "nu-complete speakhook sample invalid" [] {
    [ "json/syntax" "json/encoding" "schema/type" "schema/required" "schema/format" "schema/minimum" "schema/maximum" "duplicate-key" "unknown-event" "unexpected-event" "event-mismatch" "bare-data" "hub-notification" "legacy-history" "documentation-placeholder" "default-value" "undocumented-value" "value-case" "mixed-item" "unknown-field" "livekit-field" "session-time-order" "duration-mismatch" "audio-pair" "audio-url-invalid" "audio-expiry" "audio-presign-mismatch" "item-order" "item-before-session" "duplicate-item-id" "empty-message" "repeated-message" "unrendered-variable" "spoken-markup" "interrupted-user" "false-interruption" "unmarked-overlap" "unmeasured-confidence" "low-confidence" "unanswered-turn" "dead-air" "no-user-speech" "orphan-tool-output" "unanswered-tool-call" "reused-tool-call-id" "tool-name-mismatch" "invalid-tool-arguments" "repeated-tool-call" "failed-tool-call" "unflagged-tool-error" "slow-tool" "undeclared-tool" "handoff-to-self" "wrong-role-metric" "millisecond-metric" "epoch-leak" "reversed-speech" "half-speech-window" "negative-e2e" "transcription-exceeds-turn" "long-end-of-turn" "constant-end-of-turn" "inconsistent-e2e" "unexplained-latency" "missing-e2e" "missing-metrics" "slow-reply" "incomplete-telephony" "phone-number-format" "incomplete-campaign" "incomplete-test" "unexplained-failure" "verdict-conflict" ]
  }

  def "nu-complete speakhook sample color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook sample ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Make realistic payloads
  export extern "speakhook sample" [
    --list                    # List the scenarios
    --seed: string            # Make another payload of the same kind [default: 0]
    --count: string           # Make N payloads, as JSON Lines when there are several [default: 1]
    --turns: string           # Turns of the user, 0 to 10000 [default: as many as the scenario usually has]
    --set: string             # Put a value where a JSON Pointer leads (repeatable)
    --invalid: string@"nu-complete speakhook sample invalid" # Make a payload with one fault, which RULE finds
    --compact                 # Write one line
    --output(-o): path        # Write to FILE instead of standard output
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook sample color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook sample ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    scenario?: string@"nu-complete speakhook sample scenario" # What to make; --list says more [default: phone]
  ]

  def "nu-complete speakhook listen fail_on" [] {
    [ "error" "warning" "info" "never" ]
  }

  def "nu-complete speakhook listen format" [] {
    [ "text" "jsonl" ]
  }

  def "nu-complete speakhook listen color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook listen ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Receive webhooks: check, keep and forward them
  export extern "speakhook listen" [
    --addr: string            # Listen at this address; port 0 is any that is free
    --path: string            # Take deliveries at this path
    --allow-host: string      # Answer to this host name too, such as a tunnel's (repeatable)
    --max-body: string        # Refuse bodies larger than SIZE, at most 64MiB
    --secret-env: string      # Take a secret from the environment variable VAR (repeatable, as when secrets rotate)
    --secret-file: path       # Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)
    --header: string          # The header that has the signature
    --event(-e): string       # Take only this event; others are answered and left alone (repeatable)
    --save: path              # Keep every delivery in DIR: its exact body, and its headers beside it
    --forward-to: string      # Pass every delivery on to URL, and answer with the status from there
    --yes                     # Forward over plain http to another machine, too
    --respond: string         # Answer deliveries with this status
    --once                    # End after one delivery
    --count: string           # End after N deliveries
    --timeout: string         # End after SECONDS
    --fail-on: string@"nu-complete speakhook listen fail_on" # The lowest severity that makes a delivery invalid [default: error]
    --format(-f): string@"nu-complete speakhook listen format" # Format [default: text]
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook listen color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook listen ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete speakhook send format" [] {
    [ "text" "jsonl" ]
  }

  def "nu-complete speakhook send color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook send ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Sign and deliver payloads to a URL
  export extern "speakhook send" [
    --stdin-filename: string  # Name standard input in reports
    --exclude: string         # Leave out paths that match (repeatable)
    --no-ignore               # Search directories without regard to .gitignore and hidden names
    --no-unwrap               # Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    --lines                   # Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    --allow-empty             # Accept that there is nothing to read
    --to: string              # Deliver to this http or https address
    -H: string                # Send this header, as 'X-Source: test'; replaces a captured one (repeatable)
    --header-env: string      # Send this header with the value of the environment variable VAR, which no output shows (repeatable)
    --no-captured-headers     # Send captured bodies without the headers that came with them
    --rate: string            # Deliver N bodies a second at most, such as 5 or 0.5
    --timeout: string         # Wait for S seconds at most for each answer, connection included [default: 30]
    --cacert: path            # Trust the certificates in FILE (PEM) instead of the built-in ones
    --dry-run                 # Send nothing; say what would be sent, with -v the bodies, too
    --yes                     # Deliver to a host that is not this machine
    --header: string          # Put the signature into the header NAME, which SpeakNode's documentation does not name
    --set: string             # Put a value where a JSON Pointer leads; the body is written anew, on one line (repeatable)
    --fresh                   # Make every call a new one: other session, item and tool call ids, times that end now
    --seed: string            # Make the same new ids again
    --now: string             # Let new calls end at TIME, such as 2026-06-12T18:51:40Z [default: now]
    --format(-f): string@"nu-complete speakhook send format" # Format [default: text]
    --secret-env: string      # Sign with the secret in the environment variable VAR
    --secret-file: path       # Sign with the secret in FILE, - for standard input; one line end behind it is no part of it
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook send color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook send ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
  ]

  def "nu-complete speakhook explain rule" [] {
    [ "json/syntax" "json/encoding" "schema/type" "schema/required" "schema/format" "schema/minimum" "schema/maximum" "duplicate-key" "unknown-event" "unexpected-event" "event-mismatch" "bare-data" "hub-notification" "legacy-history" "documentation-placeholder" "default-value" "undocumented-value" "value-case" "mixed-item" "unknown-field" "livekit-field" "session-time-order" "duration-mismatch" "audio-pair" "audio-url-invalid" "audio-expiry" "audio-presign-mismatch" "item-order" "item-before-session" "duplicate-item-id" "empty-message" "repeated-message" "unrendered-variable" "spoken-markup" "interrupted-user" "false-interruption" "unmarked-overlap" "unmeasured-confidence" "low-confidence" "unanswered-turn" "dead-air" "no-user-speech" "orphan-tool-output" "unanswered-tool-call" "reused-tool-call-id" "tool-name-mismatch" "invalid-tool-arguments" "repeated-tool-call" "failed-tool-call" "unflagged-tool-error" "slow-tool" "undeclared-tool" "handoff-to-self" "wrong-role-metric" "millisecond-metric" "epoch-leak" "reversed-speech" "half-speech-window" "negative-e2e" "transcription-exceeds-turn" "long-end-of-turn" "constant-end-of-turn" "inconsistent-e2e" "unexplained-latency" "missing-e2e" "missing-metrics" "slow-reply" "incomplete-telephony" "phone-number-format" "incomplete-campaign" "incomplete-test" "unexplained-failure" "verdict-conflict" ]
  }

  def "nu-complete speakhook explain format" [] {
    [ "text" "markdown" "json" ]
  }

  def "nu-complete speakhook explain color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook explain ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Say what a rule means; without RULE, list the rules
  export extern "speakhook explain" [
    --format(-f): string@"nu-complete speakhook explain format" # Format
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook explain color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook explain ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    rule?: string@"nu-complete speakhook explain rule" # The rule
  ]

  def "nu-complete speakhook schema of" [] {
    [ "payload" "report" "show" "tests" "stats" "stats-file" "verify" "rows-calls" "rows-turns" "rows-tools" "sent" "deliveries" "config" ]
  }

  def "nu-complete speakhook schema color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook schema ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Print the embedded JSON Schema
  export extern "speakhook schema" [
    --of: string@"nu-complete speakhook schema of" # Which schema
    --strict                  # The closed variant: no additional properties, known values only
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook schema color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook schema ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete speakhook completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  def "nu-complete speakhook completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook completions ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Print a completion script for a shell
  export extern "speakhook completions" [
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook completions color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook completions ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete speakhook completions shell" # The shell
  ]

  def "nu-complete speakhook man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete speakhook man ascii" [] {
    [ "auto" "always" "never" ]
  }

  # Print the manual page
  export extern "speakhook man" [
    --quiet(-q)               # Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    --verbose(-v)             # Print more: also name what is fine, and the configuration
    --color: string@"nu-complete speakhook man color" # Colour the output [default: auto]
    --ascii: string@"nu-complete speakhook man ascii" # Draw with ASCII characters only [default: auto]
    --width: string           # Columns to use instead of the terminal's
    --redact                  # Replace personal values before anything is shown: in show, stats, tests and validate
    --config: path            # Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml, searched for up to the repository's root]
    --no-config               # Take them from no file
    --help(-h)                # Print help (see more with '--help')
    command?: string          # The command; without it, speakhook itself
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "speakhook help" [
  ]

  # Check payloads against the documentation's schema and the rules
  export extern "speakhook help validate" [
  ]

  # Read calls: summary, transcript, latency, tools, evaluation
  export extern "speakhook help show" [
  ]

  # Latency and outcome over many calls; budgets; comparison
  export extern "speakhook help stats" [
  ]

  # Test outcomes over many payloads: passed, failed, no result; pass rate
  export extern "speakhook help tests" [
  ]

  # Replace personal values by others of the same form
  export extern "speakhook help redact" [
  ]

  # Check a signature, and say why it does not fit
  export extern "speakhook help verify" [
  ]

  # Make realistic payloads
  export extern "speakhook help sample" [
  ]

  # Receive webhooks: check, keep and forward them
  export extern "speakhook help listen" [
  ]

  # Sign and deliver payloads to a URL
  export extern "speakhook help send" [
  ]

  # Say what a rule means; without RULE, list the rules
  export extern "speakhook help explain" [
  ]

  # Print the embedded JSON Schema
  export extern "speakhook help schema" [
  ]

  # Print a completion script for a shell
  export extern "speakhook help completions" [
  ]

  # Print the manual page
  export extern "speakhook help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "speakhook help help" [
  ]

}

export use completions *
