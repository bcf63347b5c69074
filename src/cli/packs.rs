//! Pack files on disk.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::io_error;
use crate::Engine;
use crate::error::{Error, Result};
use crate::lang::pack::{Header, Pack};
use crate::model::Lang;

/// An engine with the packs `files` or, where there are none, with every pack found beside the program.
///
/// # Errors
/// What reading a pack can fail with; [`Error::Io`] where no pack is found at all.
pub fn engine(files: &[PathBuf]) -> Result<Engine> {
    let files = if files.is_empty() { installed() } else { files.to_vec() };
    if files.is_empty() {
        let reason = "no language pack found; build one with `hashiya pack` or name one with --pack".to_owned();
        return Err(Error::Io { path: "www/packs".to_owned(), reason });
    }
    let mut engine = Engine::new();
    for file in files {
        engine.add_pack(read(&file)?);
    }
    Ok(engine)
}

/// The packs in `www/packs` of the folder we stand in, or of the project that this program was built in.
fn installed() -> Vec<PathBuf> {
    let folders = [PathBuf::from("www/packs"), Path::new(env!("CARGO_MANIFEST_DIR")).join("www/packs")];
    let packs = |folder: &PathBuf| -> Vec<PathBuf> {
        let files = Lang::ALL.iter().map(|lang| folder.join(format!("{}.pack", lang.tag())));
        files.filter(|file| file.is_file()).collect()
    };
    folders.iter().map(packs).find(|packs| !packs.is_empty()).unwrap_or_default()
}

/// Reads one pack file.
///
/// # Errors
/// [`Error::Io`] when the file cannot be read, and what [`Pack::from_body`] fails with.
pub fn read(file: &Path) -> Result<Pack> {
    parse(&std::fs::read(file).map_err(|error| io_error(file, &error))?)
}

/// The pack in `bytes`, those of a whole file.
///
/// # Errors
/// What [`Pack::from_body`] fails with, and the same for a body that cannot be inflated.
pub fn parse(bytes: &[u8]) -> Result<Pack> {
    let (header, body) = inflate(bytes)?;
    Pack::from_body(&header, body)
}

/// The header and the inflated body in `bytes`.
pub(super) fn inflate(bytes: &[u8]) -> Result<(Header, Vec<u8>)> {
    let header = Header::parse(bytes)?;
    let mut body = Vec::new();
    // No body is larger than its header says: a hostile one must not fill the memory.
    let mut inflated = flate2::read::ZlibDecoder::new(&bytes[Header::LEN..]).take(u64::from(header.body_len) + 1);
    inflated.read_to_end(&mut body).map_err(|error| Error::InvalidPack { reason: error.to_string() })?;
    Ok((header, body))
}
