//! Every word of the interface. Each table has one column a language; adding a language is adding a column.
//!
//! Words about the article are hedged: a card says what the article says, and what a machine made of it, not what is so.

mod counted;
mod evidence;
mod value;

pub use counted::Counted;
pub use evidence::evidence;
pub use value::{days_apart, value};

use super::card::Sureness;
use super::{Card, Granted, Intensity, Kind, card};
use crate::error::Error;
use crate::model::{EntityType, Lang, Origin, QuoteKind, SourceKind, Stance};

/// Makes an enum of everything the interface says from a table of its wordings.
macro_rules! words {
    ($($name:ident: $ar:literal, $en:literal;)*) => {
        /// One thing the interface says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Word { $($name),* }

        impl Word {
            #[cfg(test)]
            const ALL: &[Word] = &[$(Word::$name),*];

            /// The wording in `lang`.
            pub fn in_lang(self, lang: Lang) -> &'static str {
                let columns: [&'static str; 2] = match self { $(Word::$name => [$ar, $en]),* };
                columns[lang as usize]
            }
        }
    };
}

words! {
    // The widget.
    Legend: "علامات في هذا المقال", "Marks in this article";
    MadeByMachine: "وُضعت هذه العلامات آليًّا، وقد يقع فيها خطأ.", "Marks are made by machine and may be wrong.";
    AllMentions: "أبرز الاسم كلما ذُكر", "Mark every mention";
    Keys: "تنقّل بالأسهم، وافتح بمفتاح الإدخال، واضغط حرفًا للانتقال إلى العلامة التالية: ش شخص، م مكان، ج جهة، ت تاريخ، ق قول، ص مصدر.",
        "Arrow keys move, Enter opens, a letter jumps to the next: p person, l place, o organisation, d date, q quote, s source.";
    Intensity: "إبراز العلامات", "Highlighting";
    Off: "بلا إبراز", "Off";
    Subtle: "خفيف", "Subtle";
    Full: "واضح", "Full";
    Waiting: "جارٍ تحميل بيانات اللغة…", "Loading the language data…";

    NoNotes: "تعذّر إعداد الحواشي، فالمقال معروض بلا حواشٍ.", "The notes could not be made, so the article is shown without them.";

    // Kinds, one and many.
    Person: "شخص", "person";
    Place: "مكان", "place";
    Organisation: "جهة", "organisation";
    Date: "تاريخ", "date";
    Quantity: "مقدار", "quantity";
    OtherName: "اسم", "name";
    Quote: "قول منقول", "quote";
    People: "أشخاص", "People";
    Places: "أماكن", "Places";
    Organisations: "جهات", "Organisations";
    Dates: "تواريخ", "Dates";
    Quotes: "أقوال", "Quotes";
    Sources: "مصادر", "Sources";
    Others: "أخرى", "Other";

    // Panels.
    WhoIsWho: "مَن وأين", "People and places";
    WhoSaidWhat: "مَن قال ماذا", "Who said what";
    WhereFrom: "من أين جاء الخبر", "Where it comes from";
    Timeline: "التسلسل الزمني", "Timeline";
    SpeakerUnknown: "قائل غير محدَّد", "Speaker not given";

    // Cards.
    Close: "إغلاق", "Close";
    PreviousMention: "الموضع السابق", "Previous mention";
    NextMention: "الموضع التالي", "Next mention";
    DescribedHereAs: "الوصف في هذا المقال", "Described here as";
    AlsoWritten: "صيغ أخرى للاسم", "Also written";
    SpokenOfAs: "تسميات أخرى", "Referred to as";
    InOtherLanguages: "بلغة أخرى", "In another language";
    InListedLanguages: "بلغة أخرى (من قوائم «حاشية»)", "In another language (from Hashiya's lists)";
    FromNewsroom: "من غرفة الأخبار", "From the newsroom";
    AskWikipedia: "اسأل ويكيبيديا (يتصل متصفحك بها)", "Ask Wikipedia (your browser contacts it)";
    Asking: "جارٍ السؤال…", "Asking…";
    NotInWikipedia: "لم نجد في ويكيبيديا مقالة تطابق هذا الاسم وحده.", "Wikipedia has no single article that matches this name.";
    NotAsked: "تعذّر الاتصال بويكيبيديا. يمكنك المحاولة مجددًا.", "Wikipedia could not be reached. You can try again.";
    FromWikipedia: "من ويكيبيديا، برخصة CC BY-SA 4.0", "From Wikipedia, licensed CC BY-SA 4.0";
    ReadMoreAt: "اقرأ المزيد في", "Read more at";
    ResolvedDate: "التاريخ المقصود", "Date";
    FromArticle: "بالنسبة إلى تاريخ المقال", "Relative to the article's date";
    SameDay: "اليوم نفسه", "the same day";
    Amount: "القيمة", "Amount";
    MentionedHere: "عدد مرات الذكر", "Mentioned here";
    SaidHere: "أقوال منسوبة في هذا المقال", "Attributed in this article";
    NoSpeaker: "القائل غير محدَّد في النص", "The text does not make clear who said this";
    ReportedAs: "نوع القول", "Kind of statement";
    CueWord: "فعل القول", "Reporting verb";
    When: "الزمان", "When";
    Where: "المكان", "Where";
    ToWhom: "المخاطَب", "To";
    MoreOnSpeaker: "عن القائل في هذا المقال", "More on the speaker in this article";
    Paraphrased: " (نقلًا بالمعنى)", " (paraphrased)";
    CopyQuote: "انسخ القول مع نسبته", "Copy with attribution";
    Copied: "نُسخ القول.", "Copied.";
    NotCopied: "تعذّر النسخ.", "It could not be copied.";
    LinkToQuote: "رابط إلى هذا القول", "Link to this quote";
    ReasonGiven: "السبب المذكور", "Reason given";
    OtherSources: "مصادر أخرى", "Other sources";
    Report: "أبلغ عن خطأ في هذه العلامة", "Report a mistake in this mark";
    Reported: "سُلِّم بلاغك إلى هذه الصفحة، ولم يُرسَل إلى غيرها.", "Only this page was told; nothing was sent elsewhere.";
    Why: "لماذا وُضعت هذه العلامة؟", "Why is this marked?";

    Direct: "كلام حرفي بين علامتي تنصيص", "Word for word, in quotation marks";
    Mixed: "نقل بالمعنى يتضمن ألفاظًا حرفية", "A paraphrase that holds quoted words";
    Indirect: "نقل بالمعنى لا بالحرف", "A paraphrase, not the exact words";

    Said: "تصريح", "statement";
    Claimed: "ادعاء أو اتهام أو تأكيد", "assertion or accusation";
    Denied: "نفي أو رفض", "denial or refusal";
    Warned: "تحذير أو تهديد", "warning or threat";
    Asked: "طلب أو دعوة أو سؤال", "request or question";
    Announced: "إعلان", "announcement";

    Publisher: "جهة النشر", "Publisher";
    Agency: "وكالة أنباء", "News agency";
    ImageCredit: "مصدر الصورة", "Picture credit";
    Byline: "كاتب الخبر", "Byline";
    Document: "وثيقة", "Document";
    Anonymous: "مصدر لم يُسمَّ", "Unnamed source";
    PublisherMeans: "الجهة التي نشرت الخبر أو نُقل عنها.", "The outlet that published this report or that it was taken from.";
    AgencyMeans: "تزوّد وكالات الأنباء مؤسسات إعلامية كثيرة بالخبر نفسه، فقد تجد الصياغة ذاتها لدى غيرها.",
        "News agencies supply the same report to many outlets, so you may meet the same wording elsewhere.";
    ImageCreditMeans: "من أين جاءت الصورة، لا من أين جاء الخبر.", "Where the picture comes from, not the report.";
    BylineMeans: "من كتب الخبر أو أعدّه.", "Who wrote or prepared the report.";
    DocumentMeans: "تقرير أو بيان أو دراسة يستند إليها هذا الموضع من الخبر.",
        "A report, statement or study that this part of the story relies on.";
    AnonymousMeans: "لا يفصح المقال عن هوية هذا المصدر، فلا يستطيع القارئ التحقق مما قاله.",
        "The article does not say who this is, so a reader cannot check what they said.";

    Detected: "وُضعت آليًّا.", "Made by machine.";
    Provided: "جاءت مع المقال.", "Came with the article.";
    Corrected: "صحّحها محرر.", "Corrected by an editor.";
    SureHigh: "الثقة في هذه العلامة: عالية", "Confidence in this mark: high";
    SureFair: "الثقة في هذه العلامة: متوسطة", "Confidence in this mark: medium";
    SureLow: "الثقة في هذه العلامة: منخفضة", "Confidence in this mark: low";

    // The demo.
    Name: "حاشية", "Hashiya";
    Tagline: "مَن هم، ومَن قال ماذا، ومن أين جاء الخبر: شروح في هامش المقال، تُعَدّ في متصفحك.",
        "Who is who, who said what, and where it comes from: notes in the margin of an article, made in your browser.";
    SkipToArticle: "انتقل إلى المقال", "Skip to the article";
    ChooseText: "اختر نصًّا", "Choose a text";
    ArabicStory: "خبر بالعربية", "Arabic story";
    EnglishStory: "خبر بالإنجليزية", "English story";
    OwnText: "نص من اختيارك", "Your own text";
    PasteHere: "ألصق نص الخبر هنا", "Paste a news story here";
    Annotate: "أضف الحواشي", "Annotate";
    OpenFile: "افتح ملفًّا نصيًّا", "Open a text file";
    DropFile: "أو أفلته هنا", "or drop it here";
    StaysHere: "يبقى النص في متصفحك ولا يُرسل إلى أي مكان.", "The text stays in your browser; nothing is sent anywhere.";
    NoPack: "تعذّر تحميل بيانات اللغة، فالمقال معروض بلا حواشٍ.",
        "The language data could not be loaded, so the article is shown without notes.";
    DataNotices: "مصادر البيانات وتراخيصها", "Data sources and licences";
    Invented: "خبر متخيَّل كُتب لهذا العرض: أشخاصه وأحداثه من نسج الخيال.",
        "An invented story written for this demonstration: its people and events are fictional.";
}

impl Kind {
    /// The heading of the kind in the legend and the list.
    pub fn plural(self) -> Word {
        match self {
            Kind::Person => Word::People,
            Kind::Place => Word::Places,
            Kind::Organisation => Word::Organisations,
            Kind::Date => Word::Dates,
            Kind::Quote => Word::Quotes,
            Kind::Source => Word::Sources,
            Kind::Other => Word::Others,
        }
    }
}

impl From<Granted> for Word {
    fn from(granted: Granted) -> Word {
        match granted {
            Granted::Copied => Word::Copied,
            Granted::NotCopied => Word::NotCopied,
            Granted::Reported => Word::Reported,
        }
    }
}

impl From<Intensity> for Word {
    fn from(intensity: Intensity) -> Word {
        match intensity {
            Intensity::Off => Word::Off,
            Intensity::Subtle => Word::Subtle,
            Intensity::Full => Word::Full,
        }
    }
}

/// The letters that go to the next mark of a kind, those of every language at once: a reader of one may have the keyboard of another.
const LETTERS: [(Kind, &str, &str); 6] = [
    (Kind::Person, "ش", "p"),
    (Kind::Place, "م", "l"),
    (Kind::Organisation, "ج", "o"),
    (Kind::Date, "ت", "d"),
    (Kind::Quote, "ق", "q"),
    (Kind::Source, "ص", "s"),
];

/// The kind that the key `letter` stands for.
pub fn kind_of_letter(letter: &str) -> Option<Kind> {
    LETTERS.into_iter().find(|(_, ar, en)| letter == *ar || letter == *en).map(|(kind, ..)| kind)
}

impl From<EntityType> for Word {
    fn from(kind: EntityType) -> Word {
        match kind {
            EntityType::Per => Word::Person,
            EntityType::Loc => Word::Place,
            EntityType::Org => Word::Organisation,
            EntityType::Date => Word::Date,
            EntityType::Quantity => Word::Quantity,
            EntityType::Misc => Word::OtherName,
        }
    }
}

impl From<QuoteKind> for Word {
    fn from(kind: QuoteKind) -> Word {
        match kind {
            QuoteKind::Direct => Word::Direct,
            QuoteKind::Mixed => Word::Mixed,
            QuoteKind::Indirect => Word::Indirect,
        }
    }
}

impl From<Stance> for Word {
    fn from(stance: Stance) -> Word {
        match stance {
            Stance::Said => Word::Said,
            Stance::Claimed => Word::Claimed,
            Stance::Denied => Word::Denied,
            Stance::Warned => Word::Warned,
            Stance::Asked => Word::Asked,
            Stance::Announced => Word::Announced,
        }
    }
}

/// A kind of source: its name, and in one sentence what it means for a reader.
pub fn source(kind: SourceKind) -> (Word, Word) {
    match kind {
        SourceKind::Publisher => (Word::Publisher, Word::PublisherMeans),
        SourceKind::Agency => (Word::Agency, Word::AgencyMeans),
        SourceKind::ImageCredit => (Word::ImageCredit, Word::ImageCreditMeans),
        SourceKind::Byline => (Word::Byline, Word::BylineMeans),
        SourceKind::Document => (Word::Document, Word::DocumentMeans),
        SourceKind::Anonymous => (Word::Anonymous, Word::AnonymousMeans),
    }
}

impl From<Origin> for Word {
    fn from(origin: Origin) -> Word {
        match origin {
            Origin::Detected => Word::Detected,
            Origin::Provided => Word::Provided,
            Origin::Corrected => Word::Corrected,
        }
    }
}

impl From<Sureness> for Word {
    fn from(sureness: Sureness) -> Word {
        match sureness {
            Sureness::High => Word::SureHigh,
            Sureness::Fair => Word::SureFair,
            Sureness::Low => Word::SureLow,
        }
    }
}

/// `3 of 30`.
pub fn of_total(position: usize, total: usize, lang: Lang) -> String {
    let of = match lang {
        Lang::Ar => " من ",
        Lang::En => " of ",
    };
    [&position.to_string(), of, &total.to_string()].concat()
}

/// The name a screen reader speaks for a mark: `سيرغي شويغو، شخص، 1 من 30`. `place` is position (from 1) and total.
pub fn spoken(card: &Card, place: Option<(usize, usize)>, lang: Lang) -> String {
    let comma = match lang {
        Lang::Ar => "، ",
        Lang::En => ", ",
    };
    let (name, kind) = match &card.body {
        card::Body::Entity(entity) => (entity.name.clone(), Word::from(entity.entity_type)),
        card::Body::Quote(quote) => (quote_title(quote, lang), Word::Quote),
        card::Body::Source(source) => (source.title(), self::source(source.kind).0),
    };
    let mut parts = vec![name, kind.in_lang(lang).to_owned()];
    parts.extend(place.map(|(position, total)| of_total(position, total, lang)));
    parts.join(comma)
}

/// `48% of the words reported`.
pub fn share_of_words(percent: usize, lang: Lang) -> String {
    let of_words = match lang {
        Lang::Ar => "% من الكلام المنقول",
        Lang::En => "% of the words reported",
    };
    [&percent.to_string(), of_words].concat()
}

/// What a picture shows, for who does not see it.
pub fn picture_of(name: &str, lang: Lang) -> String {
    let picture = match lang {
        Lang::Ar => "صورة: ",
        Lang::En => "Picture of ",
    };
    [picture, name].concat()
}

/// What a quote's card is headed with: its speaker.
pub fn quote_title(quote: &card::QuoteCard, lang: Lang) -> String {
    quote.speaker.as_ref().map_or_else(|| Word::NoSpeaker.in_lang(lang).to_owned(), |speaker| speaker.name.clone())
}

/// What went wrong, for a reader. English wordings are the error's own.
pub fn error(error: &Error, lang: Lang) -> String {
    match (lang, error) {
        (Lang::Ar, Error::InvalidUtf8 { offset }) => {
            format!("النص ليس بترميز UTF-8: بايت غير صالح عند الموضع {offset}؛ احفظه بترميز UTF-8 ثم أعد المحاولة.")
        }
        (Lang::Ar, Error::UnknownLanguage { lang }) => {
            format!("لا توجد بيانات للغة «{lang}»؛ المتاح العربية والإنجليزية.")
        }
        (Lang::Ar, Error::InvalidPack { .. } | Error::NewerPack { .. }) => Word::NoPack.in_lang(lang).to_owned(),
        (Lang::Ar, Error::Io { path, .. }) => format!("تعذّرت قراءة {path}."),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn every_word_is_there_in_every_language_and_script() {
        let arabic = |char: char| ('\u{600}'..='\u{6ff}').contains(&char);
        for word in Word::ALL {
            assert!(word.in_lang(Lang::Ar).chars().any(arabic), "{word:?}");
            assert!(!word.in_lang(Lang::En).is_empty() && !word.in_lang(Lang::En).chars().any(arabic), "{word:?}");
        }
    }

    #[test]
    fn a_mark_is_spoken_with_name_kind_and_place() {
        let card = Card::new(&sample::article(), &sample::set(), 0).unwrap();
        assert_eq!(spoken(&card, Some((1, 30)), Lang::En), "Salma Haddad, person, 1 of 30");
        assert_eq!(spoken(&card, Some((1, 30)), Lang::Ar), "Salma Haddad، شخص، 1 من 30");
        assert_eq!(spoken(&card, None, Lang::En), "Salma Haddad, person");
    }

    #[test]
    fn the_letters_of_kinds_are_told_and_are_different() {
        for (kind, ar, en) in LETTERS {
            assert_eq!((kind_of_letter(ar), kind_of_letter(en)), (Some(kind), Some(kind)));
            assert!(Word::Keys.in_lang(Lang::Ar).contains(&format!(" {ar} ")));
            assert!(Word::Keys.in_lang(Lang::En).contains(&format!(" {en} ")));
        }
        assert_eq!(kind_of_letter("x"), None);
    }

    #[test]
    fn errors_are_worded_in_the_language_of_the_interface() {
        let error = Error::InvalidUtf8 { offset: 7 };
        assert!(super::error(&error, Lang::Ar).contains("7"));
        assert_eq!(super::error(&error, Lang::En), error.to_string());
    }
}
