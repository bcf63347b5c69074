//! A text to measure the tagger on and the tagging of it: what the measure natively and the one in Chromium share.

use std::io::Read;
use std::rc::Rc;

use hashiya::detect::tagger::{self, FirstReading};
use hashiya::detect::vocabulary::Vocabulary;
use hashiya::lang::pack::{Header, Pack};
use hashiya::lang::weights::Table;
use hashiya::lang::{normalise, token};
use hashiya::model::{Lang, Span};

/// How many sentences make a document where the rows do not say.
const DOCUMENT: usize = 20;

/// Tokens as they are written, each with its folded form.
type Sentence = Vec<(String, Rc<str>)>;

/// A pack with weights for the tagger, and a text.
pub struct Sample {
    pack: Pack,
    documents: Vec<Document>,
}

struct Document {
    /// A sentence or a paragraph a line.
    text: String,
    sentences: Vec<Sentence>,
}

impl Sample {
    /// Reads the file of a pack, and `text`: rows `token<TAB>tag` of many documents, or else one article.
    ///
    /// # Errors
    /// One sentence, without the name of the file, for a pack that cannot be read or has no weights.
    pub fn new(pack: &[u8], text: &str, is_rows: bool) -> Result<Sample, String> {
        let pack = inflated(pack).map_err(|error| error.to_string())?;
        if pack.tagger.is_none() {
            return Err("the pack has no weights for the tagger".to_owned());
        }
        let documents = if is_rows { documents(text) } else { vec![Document::read(text.to_owned(), pack.lang())] };
        Ok(Sample { pack, documents })
    }

    /// How many tokens the text has.
    pub fn tokens(&self) -> usize {
        self.documents.iter().flat_map(|document| &document.sentences).map(Vec::len).sum()
    }

    /// How many names the tagger finds, given the tokens.
    pub fn tag(&self) -> usize {
        self.with_table(|table| {
            self.documents.iter().map(|document| names(&self.pack, table, &document.sentences)).sum()
        })
    }

    /// How many names the tagger finds, given the letters alone: with cutting and folding the tokens.
    pub fn read_and_tag(&self) -> usize {
        let lang = self.pack.lang();
        self.with_table(|table| {
            let read = self.documents.iter().map(|document| Document::read(document.text.clone(), lang));
            read.map(|document| names(&self.pack, table, &document.sentences)).sum()
        })
    }

    fn with_table(&self, count: impl FnOnce(&Table) -> usize) -> usize {
        self.pack.tagger.as_ref().map_or(0, count)
    }
}

/// How many names the tagger finds in one document. All that is measured of the tagger is called here.
fn names(pack: &Pack, table: &Table, sentences: &[Sentence]) -> usize {
    let mut vocabulary = Vocabulary::new(pack);
    let first = sentences.iter().filter_map(|sentence| {
        let form = |at: usize| (sentence[at].0.as_str(), &sentence[at].1);
        let run_ends = vec![sentence.len() as u32; sentence.len()];
        vocabulary.read(&form, &run_ends, 0..sentence.len(), &mut Vec::new())
    });
    let first: Vec<FirstReading> = first.collect();
    tagger::tag(table, &first.iter().collect::<Vec<_>>()).map(|names| names.len()).sum()
}

/// The pack in a file.
pub fn inflated(file: &[u8]) -> hashiya::Result<Pack> {
    let header = Header::parse(file)?;
    let mut body = Vec::new();
    let inflated = flate2::read::ZlibDecoder::new(&file[Header::LEN..]).read_to_end(&mut body);
    inflated.map_err(|error| hashiya::Error::InvalidPack { reason: error.to_string() })?;
    Pack::from_body(&header, body)
}

impl Document {
    /// Cuts a text into sentences and tokens as the engine does.
    fn read(text: String, lang: Lang) -> Document {
        let mut sentences = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let tokens = token::tokens(&text, Span::new(start, start + line.len()), lang);
            for sentence in token::sentences(&text, &tokens) {
                let tokens = tokens[sentence].iter();
                sentences.push(tokens.map(|token| (token.span.of(&text).to_owned(), token.key.clone())).collect());
            }
            start += line.len() + 1;
        }
        Document { text, sentences }
    }

    fn of_sentences(sentences: Vec<Sentence>) -> Document {
        let line = |sentence: &Sentence| sentence.iter().map(|(written, _)| format!("{written} ")).collect::<String>();
        let text = sentences.iter().map(line).collect::<Vec<_>>().join("\n");
        Document { text, sentences }
    }
}

/// Reads rows `token<TAB>tag`, a blank line between sentences, `-DOCSTART-` between documents if they say.
fn documents(rows: &str) -> Vec<Document> {
    let has_documents = rows.contains("-DOCSTART-");
    let mut documents: Vec<Vec<Sentence>> = vec![Vec::new()];
    for rows in rows.split("\n\n") {
        let tokens = rows.lines().filter_map(|row| Some(row.split_once('\t')?.0));
        if rows.trim_start().starts_with("-DOCSTART-") {
            documents.push(Vec::new());
            continue;
        }
        let sentence: Sentence = tokens.map(|token| (token.to_owned(), normalise::fold(token).into())).collect();
        match documents.last_mut() {
            _ if sentence.is_empty() => {}
            Some(document) if has_documents || document.len() < DOCUMENT => document.push(sentence),
            _ => documents.push(vec![sentence]),
        }
    }
    documents.retain(|document| !document.is_empty());
    documents.into_iter().map(Document::of_sentences).collect()
}
