//! The `hashiya` command.

fn main() -> std::process::ExitCode {
    hashiya::cli::run()
}
