//! `speakhook verify`: read bodies as they came, hold their signatures against them, say why one does not fit.

use std::collections::BTreeMap;

use crate::cli::args::VerifyArgs;
use crate::cli::options::{Extent, Options};
use crate::cli::secrets;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Delivery, Flow, Source};
use crate::render::Setup;
use crate::render::verify::write;
use crate::schema::documented_orders;
use crate::secret::Secret;
use crate::signature::cause::Budget;
use crate::signature::check::{Outcome, Place, Question, check};
use crate::signature::report::{Checked, Report};
use crate::signature::{Claim, sign};
use crate::streams::Streams;
use crate::text::thousands;

use super::complain;
use super::inputs::{Inputs, Role};

/// Bodies whose signatures are looked for among the others.
const MOST_COMPARED: usize = 10_000;

/// Runs the command.
///
/// # Errors
/// Wrong usage, secrets that cannot be had, or an output that could not be written.
pub fn run(
    args: &VerifyArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let (sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let is_stdin = |source: &Source| matches!(source, Source::Stdin { .. });
    if args
        .secret
        .secret_file
        .iter()
        .any(|path| path.as_os_str() == "-")
        && sources.iter().any(is_stdin)
    {
        return Err(Error::Usage(
            "standard input cannot be both the secret and the body".to_owned(),
        ));
    }
    let secrets = secrets::load(&args.secret, streams)?;
    if secrets.is_empty() {
        return Err(Error::Usage(
            "a signature is checked with a secret: give --secret-env VAR or --secret-file FILE"
                .to_owned(),
        ));
    }
    let output = super::output_file(args.output.as_ref());
    Inputs::of(&sources)
        .with(Role::Secret, &args.secret.secret_file)
        .refuse(output.as_slice(), false)?;
    let (mut sink, theme) = super::open_report(output, false, options, streams.stdout)?;
    let watch = &streams.watch;
    watch.listen();
    let mut checker = Checker {
        args,
        secrets: &secrets,
        orders: documented_orders(),
        budget: Budget::default(),
        report: Report {
            secrets: secrets
                .iter()
                .map(|secret| secret.origin().to_owned())
                .collect(),
            searched: args.header.is_none() && args.signature.is_none(),
            unreadable: errors.len(),
            ..Report::default()
        },
        signatures: BTreeMap::new(),
        unexplained: Vec::new(),
    };
    for error in &errors {
        complain(streams.stderr, options, error);
    }
    for source in &sources {
        let flow = input::deliveries(
            source,
            streams.stdin,
            watch,
            &mut |delivery| match delivery {
                Ok(delivery) => checker.one(source.name(), &delivery),
                Err(error) => {
                    complain(streams.stderr, options, &error);
                    let unread = usize::from(error.status() == ExitStatus::Unanswered);
                    checker.report.unreadable = checker.report.unreadable.saturating_add(unread);
                }
            },
        );
        if flow == Flow::Stop {
            break;
        }
    }
    checker.report.stopped = watch.signal();
    let report = checker.finish()?;
    let extent = options.extent(output.is_some());
    let setup = Setup {
        theme,
        closing: extent == Extent::Whole,
        folder: streams.folder.clone(),
    };
    let written = match extent {
        Extent::Nothing => Ok(()),
        Extent::Whole | Extent::Open => write(args.format, &report, &setup, sink.writer()),
    };
    sink.check(written)?;
    super::finish(sink, report.stopped, options, streams.stderr)?;
    Ok(report.status())
}

struct Checker<'c> {
    args: &'c VerifyArgs,
    secrets: &'c [Secret],
    orders: Vec<Vec<String>>,
    budget: Budget,
    report: Report,
    /// What the signatures of the bodies would be, and the numbers of those.
    signatures: BTreeMap<String, usize>,
    /// The numbers of bodies with a signature that fits nothing known, and the signatures.
    unexplained: Vec<(usize, Vec<Claim>)>,
}

impl Checker<'_> {
    fn one(&mut self, name: &str, delivery: &Delivery) {
        let headers = delivery.headers.as_ref();
        let place = match (&self.args.signature, &self.args.header, headers) {
            (Some(text), ..) => Place::Given(text),
            (None, _, None) => Place::Lost,
            (None, Some(name), Some(headers)) => Place::Header(
                name,
                headers.values(name).collect(),
                headers.iter().collect(),
            ),
            (None, None, Some(headers)) => Place::Any(headers.iter().collect()),
        };
        let claims = claims(&place);
        let answer = check(&Question {
            secrets: self.secrets,
            body: &delivery.body,
            is_exact: delivery.is_exact,
            place,
            orders: &self.orders,
            budget: &self.budget,
            left_out: &delivery.left_out,
        });
        if answer.result == Outcome::Mismatch && answer.cause.is_none() {
            self.unexplained.push((self.report.checked.len(), claims));
        }
        for secret in self.secrets {
            if self.signatures.len() < MOST_COMPARED {
                let signature = sign(secret, &delivery.body);
                let number = self.report.checked.len();
                self.signatures.insert(signature, number);
            }
        }
        self.report.checked.push(Checked {
            name: name.to_owned(),
            line: Some(delivery.line),
            answer,
            instead: None,
        });
    }

    /// The report, when all bodies are known.
    fn finish(mut self) -> Result<Report, Error> {
        let count = self.report.checked.len();
        if self.args.signature.is_some() && count > 1 {
            let count = thousands(count);
            return Err(Error::Usage(format!(
                "--signature is that of one body, and there are {count} bodies"
            )));
        }
        self.drop_lines();
        for (number, claims) in &self.unexplained {
            let mut found = claims
                .iter()
                .filter_map(|claim| self.signatures.get(&claim.hex()));
            let found = found.next().and_then(|at| self.report.checked.get(*at));
            let place = found.map(|other| match other.line {
                Some(line) => format!("{}:{line}", other.name),
                None => other.name.clone(),
            });
            if let Some(checked) = self.report.checked.get_mut(*number) {
                checked.instead = place;
            }
        }
        Ok(self.report)
    }
}

impl Checker<'_> {
    /// Where a file has one body, its name says enough.
    fn drop_lines(&mut self) {
        let checked = &mut self.report.checked;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for one in &*checked {
            let count = counts.entry(one.name.clone()).or_default();
            *count = count.saturating_add(1);
        }
        for one in checked {
            one.line = one.line.filter(|_| counts.get(&one.name) > Some(&1));
        }
    }
}

/// Whatever is written like a signature.
fn claims(place: &Place<'_>) -> Vec<Claim> {
    let texts: Vec<&str> = match place {
        Place::Given(text) => vec![text],
        Place::Header(_, values, _) => values.clone(),
        Place::Any(headers) => headers.iter().map(|(_, value)| *value).collect(),
        Place::Lost => Vec::new(),
    };
    texts
        .into_iter()
        .filter_map(|text| Claim::read(text).ok())
        .collect()
}
