//! Which line of its file a place of an article is from.

/// The lines of the file that an article was read from, as far as they are known. Lines and columns count from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Bytes of the article's text at which a line of the file begins to be read, with its number, in the order of the text.
    starts: Vec<(usize, usize)>,
    /// Whether the article is the file, word for word: it has columns then.
    is_whole: bool,
}

impl Lines {
    /// Those of an article that is its file.
    pub fn of_file(text: &str) -> Lines {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines { starts: std::iter::once(0).chain(breaks).zip(1..).collect(), is_whole: true }
    }

    /// Those of an article put together from parts of its file: where in it each begins, in which line of the file, and its text there.
    pub fn of_parts<'t>(parts: impl Iterator<Item = (usize, usize, &'t str)>) -> Lines {
        let starts = parts.flat_map(|(at, line, text)| {
            let breaks = text.match_indices('\n').map(move |(offset, _)| at + offset + 1);
            std::iter::once(at).chain(breaks).zip(line..)
        });
        Lines { starts: starts.collect(), is_whole: false }
    }

    /// The same lines of another file, from which `of` tells that each was made.
    pub fn from(mut self, of: impl Fn(usize) -> usize) -> Lines {
        self.starts.iter_mut().for_each(|(_, line)| *line = of(*line));
        self
    }

    /// The line that the byte `at` of the article is from; none where nothing is known of it.
    pub fn line(&self, at: usize) -> Option<usize> {
        Some(self.start(at)?.1)
    }

    /// Where in the article the line of the byte `at` begins, if it does there as in the file.
    pub fn line_start(&self, at: usize) -> Option<usize> {
        self.start(at).filter(|_| self.is_whole).map(|(start, _)| start)
    }

    fn start(&self, at: usize) -> Option<(usize, usize)> {
        self.starts[..self.starts.partition_point(|(start, _)| *start <= at)].last().copied()
    }
}
