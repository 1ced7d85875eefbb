//! The doorway: the process's streams and arguments go in, its exit status comes out.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use speakhook::streams::{Streams, standard_input, stdout_is_pipe};
use speakhook::watch::Watch;

fn main() -> ExitCode {
    speakhook::report_panics();
    let stdout = io::stdout();
    let columns = stdout.is_terminal().then(|| {
        terminal_size::terminal_size_of(&stdout).map_or(80, |(width, _)| usize::from(width.0))
    });
    let watch = Watch::of_process();
    let mut stdin = standard_input(&watch);
    let stdin_is_terminal = io::stdin().is_terminal();
    let stderr_is_terminal = io::stderr().is_terminal();
    let status = speakhook::run(
        std::env::args_os(),
        &mut Streams {
            stdin: &mut *stdin,
            stdin_is_terminal,
            stdout: &mut stdout.lock(),
            stdout_columns: columns,
            stdout_is_pipe: stdout_is_pipe(),
            stderr: &mut io::stderr(),
            stderr_is_terminal,
            folder: std::env::current_dir().ok(),
            env: &|name| std::env::var_os(name),
            watch,
        },
    );
    status.into()
}
