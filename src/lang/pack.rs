//! A language pack: one file that holds what Hashiya knows of one language.
//!
//! The file is a fixed header (magic `HASHIYA`, format, language, length of the body) and the body, deflated as zlib does it.
//! The host inflates it, and checks zlib's checksum of the body with it: `DecompressionStream` in the browser, a crate natively; this module
//! never does.

use serde::{Deserialize, Serialize};

use super::lexicon::{Cluster, Entry, Lexicon, Sense};
use super::measure::Measure;
use super::weights::{Table, Weights};
use crate::error::Error;
use crate::model::Lang;
use crate::turns::{Turns, at_once};

const MAGIC: [u8; 8] = *b"HASHIYA\0";

/// The format this build writes and reads. It changes with the questions of the tagger too: weights are for those they were
/// learned from.
pub const FORMAT: u16 = 6;

/// No body is longer, in bytes: of what claims to be, nothing is inflated.
const LONGEST: u32 = 1 << 24;

/// The first [`Header::LEN`] bytes of a pack file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub lang: Lang,
    /// Length of the inflated body in bytes.
    pub body_len: u32,
}

impl Header {
    /// Bytes of the header: magic 8, format 2, language 2, body length 4; numbers little-endian.
    pub const LEN: usize = 16;

    /// Reads the header at the start of a pack file.
    ///
    /// # Errors
    /// [`Error::InvalidPack`] for a file that is no pack or is cut short, [`Error::NewerPack`] for a later format,
    /// [`Error::UnknownLanguage`].
    pub fn parse(file: &[u8]) -> Result<Header, Error> {
        let header: &[u8; Header::LEN] =
            file.first_chunk().ok_or_else(|| invalid(format!("it has {} bytes, fewer than its header", file.len())))?;
        if header[..8] != MAGIC {
            return Err(invalid("it does not begin with HASHIYA".to_owned()));
        }
        let format = u16::from_le_bytes([header[8], header[9]]);
        if format < FORMAT {
            return Err(invalid(format!("it has the older format {format}; rebuild it with `hashiya pack`")));
        }
        if format > FORMAT {
            return Err(Error::NewerPack { found: format, supported: FORMAT });
        }
        let body_len = u32::from_le_bytes([header[12], header[13], header[14], header[15]]);
        if body_len > LONGEST {
            return Err(invalid("its body is longer than 16 MB".to_owned()));
        }
        let lang: String = header[10..12].iter().copied().map(char::from).collect();
        Ok(Header { lang: lang.parse()?, body_len })
    }

    fn for_body(lang: Lang, body: &[u8]) -> Header {
        Header { lang, body_len: body.len() as u32 }
    }

    fn to_bytes(self) -> [u8; Header::LEN] {
        let mut bytes = [0; Header::LEN];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..10].copy_from_slice(&FORMAT.to_le_bytes());
        bytes[10..12].copy_from_slice(self.lang.tag().as_bytes());
        bytes[12..16].copy_from_slice(&self.body_len.to_le_bytes());
        bytes
    }
}

/// The inflated body, as `hashiya pack` writes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Body {
    /// Where the data is from and under which licences.
    pub notice: String,
    /// An FST from folded words to indexes of `senses`.
    #[serde(with = "serde_bytes")]
    pub words: Vec<u8>,
    pub senses: Vec<Sense>,
    pub entries: Vec<Entry>,
    pub clusters: Vec<Cluster>,
    pub measures: Vec<Measure>,
    pub weights: Weights,
}

impl Body {
    /// The header and the body in bytes, not yet deflated.
    ///
    /// # Errors
    /// [`Error::InvalidPack`] when the body cannot be written.
    pub fn encode(&self, lang: Lang) -> Result<([u8; Header::LEN], Vec<u8>), Error> {
        let body = postcard::to_allocvec(self).map_err(|error| invalid(error.to_string()))?;
        Ok((Header::for_body(lang, &body).to_bytes(), body))
    }
}

/// A language pack, ready for use.
#[derive(Debug)]
pub struct Pack {
    lang: Lang,
    notice: String,
    pub lexicon: Lexicon,
    /// What the tagger has learned; none in a pack without weights.
    pub tagger: Option<Table>,
}

impl Pack {
    /// Reads the inflated `body` that belongs to `header`.
    ///
    /// # Errors
    /// [`Error::InvalidPack`] when the body is cut short or malformed.
    pub fn from_body(header: &Header, body: Vec<u8>) -> Result<Pack, Error> {
        at_once(Pack::in_steps(header, body, Turns::NONE))
    }

    /// The same in steps, between which others have their turn.
    ///
    /// # Errors
    /// As above.
    pub async fn in_steps(header: &Header, body: Vec<u8>, turns: Turns<'_>) -> Result<Pack, Error> {
        if body.len() != header.body_len as usize {
            return Err(invalid(format!("it holds {} bytes where its header says {}", body.len(), header.body_len)));
        }
        turns.next().await;
        // What a page would have to load of the crate's own words for it says no more.
        let body: Body =
            postcard::from_bytes(&body).map_err(|_| invalid("its tables are cut off or damaged".into()))?;
        turns.next().await;
        let lexicon = Lexicon::new(body.words, body.senses, body.entries, body.clusters, body.measures)?;
        turns.next().await;
        let has_weights = !body.weights.features.is_empty();
        let tagger = has_weights.then(|| Table::new(&body.weights)).transpose()?;
        Ok(Pack { lang: header.lang, notice: body.notice, lexicon, tagger })
    }

    /// The language the pack is for.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Where its data is from and under which licences.
    pub fn notice(&self) -> &str {
        &self.notice
    }
}

fn invalid(reason: String) -> Error {
    Error::InvalidPack { reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded() -> ([u8; Header::LEN], Vec<u8>) {
        let mut words = fst::MapBuilder::memory();
        words.insert("ليبيا", 0).unwrap();
        let senses = vec![Sense { classes: super::super::Class::Territory.into(), ..Sense::default() }];
        let body = Body {
            notice: "CC0".to_owned(),
            words: words.into_inner().unwrap(),
            senses,
            entries: Vec::new(),
            clusters: Vec::new(),
            measures: Vec::new(),
            weights: Weights::default(),
        };
        body.encode(Lang::Ar).unwrap()
    }

    #[test]
    fn a_pack_reads_as_it_was_written() {
        let (header, body) = encoded();
        let pack = Pack::from_body(&Header::parse(&header).unwrap(), body).unwrap();
        assert_eq!(pack.lang(), Lang::Ar);
        assert!(pack.lexicon.classes("ليبيا").has(super::super::Class::Territory));
    }

    #[test]
    fn every_cut_is_an_error() {
        let (header, body) = encoded();
        let read = Header::parse(&header).unwrap();
        for end in 0..body.len() {
            assert_eq!(Pack::from_body(&read, body[..end].to_vec()).unwrap_err().code(), "invalid-pack");
        }
        for end in 0..Header::LEN {
            assert_eq!(Header::parse(&header[..end]).unwrap_err().code(), "invalid-pack");
        }
    }

    #[test]
    fn a_body_that_would_fill_the_memory_is_refused_by_its_length() {
        let (mut header, _) = encoded();
        header[12..].copy_from_slice(&(LONGEST + 1).to_le_bytes());
        assert_eq!(Header::parse(&header).unwrap_err().code(), "invalid-pack");
    }

    #[test]
    fn a_newer_format_says_so() {
        let (mut header, _) = encoded();
        header[8] = 200;
        assert_eq!(Header::parse(&header).unwrap_err(), Error::NewerPack { found: 200, supported: FORMAT });
    }
}
