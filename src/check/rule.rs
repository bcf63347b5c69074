//! Which checks there are: their codes, and what counts until a newsroom says otherwise.

/// One check of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A quotation nobody is said to have spoken.
    UnattributedQuote,
    /// Somebody who speaks before the article says who that is.
    UnintroducedSpeaker,
    /// One person spelled two ways.
    SpelledTwoWays,
    /// A source without a name, and without a reason for that.
    AnonymousSource,
    /// A day of the week that does not fit its date.
    Weekday,
    /// A quotation mark without its partner.
    QuotationMarks,
    /// House style: an article says where it is from.
    SourceLine,
    /// House style: more than one source.
    SecondSource,
    /// House style: each picture is credited.
    ImageCredit,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 9] = [
        Rule::UnattributedQuote,
        Rule::UnintroducedSpeaker,
        Rule::SpelledTwoWays,
        Rule::AnonymousSource,
        Rule::Weekday,
        Rule::QuotationMarks,
        Rule::SourceLine,
        Rule::SecondSource,
        Rule::ImageCredit,
    ];

    /// The stable code, used in files and profiles.
    pub fn code(self) -> &'static str {
        match self {
            Rule::UnattributedQuote => "unattributed-quote",
            Rule::UnintroducedSpeaker => "unintroduced-speaker",
            Rule::SpelledTwoWays => "spelled-two-ways",
            Rule::AnonymousSource => "anonymous-source",
            Rule::Weekday => "weekday",
            Rule::QuotationMarks => "quotation-marks",
            Rule::SourceLine => "source-line",
            Rule::SecondSource => "second-source",
            Rule::ImageCredit => "image-credit",
        }
    }

    /// Whether it is a matter of the newsroom's own style, and so off until its profile turns it on.
    pub fn is_house_style(self) -> bool {
        matches!(self, Rule::SourceLine | Rule::SecondSource | Rule::ImageCredit)
    }

    /// How much it counts where the profile does not say: a note is a question of judgement.
    pub fn level(self) -> Level {
        match self {
            Rule::AnonymousSource | Rule::UnintroducedSpeaker | Rule::SecondSource => Level::Note,
            _ => Level::Warning,
        }
    }
}

/// How much a finding counts, in the words of SARIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    /// Every level.
    pub const ALL: [Level; 3] = [Level::Note, Level::Warning, Level::Error];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}
